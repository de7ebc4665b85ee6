"""How much text two articles have in common, estimated from sketches: MinHash over word shingles, found by banding.

Broder (1997), "On the resemblance and containment of documents"; bands as in Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", chapter 3. A sketch depends on the text alone.
"""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5
HASHES, ROWS = 80, 4
"""Least values kept, and how many of them make a band: of two texts with a resemblance of .6 a band agrees in 94 of 100."""
MIN_SHINGLES = 25
"""Shorter texts ("More soon.") are like many others without being copies."""
IS_COPY = 0.7
"""Share of the shorter text that the longer one has too, from which on it is a copy."""
MAX_WORDS = 20_000
_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find its copies.

    Attributes:
        shingles: How many different ones the text has.
        least: Least value of each hash over them, uint32 ``[HASHES]``.
    """

    shingles: int
    least: NDArray[np.uint32]

    def text(self) -> str:
        """The least values as text; :func:`read_sketch` reads it."""
        return base64.b85encode(self.least.tobytes()).decode("ascii")


def read_sketch(shingles: int, text: str) -> Sketch:
    """Inverse of :meth:`Sketch.text`."""
    return Sketch(shingles, np.frombuffer(base64.b85decode(text), np.dtype("<u4")))


def sketch(text: str) -> Sketch | None:
    """Sketch of a text; ``None`` where it is too short to have copies.

    Case and punctuation do not count, and no word beyond ``MAX_WORDS`` does.
    """
    words = [match[0] for match in _WORD.finditer(text.casefold())][:MAX_WORDS]
    count = len(words) - SHINGLE_WORDS + 1
    if count < MIN_SHINGLES:
        return None
    hashed = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    shingles = np.zeros(count, np.uint64)
    for offset in range(SHINGLE_WORDS):
        shingles = _mixed(shingles + hashed[offset : offset + count])
    shingles = np.unique(shingles)
    if len(shingles) < MIN_SHINGLES:
        return None
    # Multiply-shift (Dietzfelbinger et al. 1997): the upper half of a product with an odd number.
    values = (shingles[:, None] * _FACTORS[None, :]) >> np.uint64(32)
    return Sketch(len(shingles), values.min(axis=0).astype("<u4"))


def bands(one: Sketch) -> list[int]:
    """Digests of the bands, 64 bits with a sign; articles that share one may be copies."""
    rows = one.least.astype(np.uint64).reshape(-1, ROWS)
    digests = np.arange(1, len(rows) + 1, dtype=np.uint64)
    for column in range(ROWS):
        digests = _mixed(digests + rows[:, column])
    return [int(value) for value in digests.view(np.int64)]


def shared_with(one: Sketch, shingles: NDArray[np.int64], least: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Estimated shares of the shorter text's shingles that the longer one has too, one text with many.

    Args:
        one: The text.
        shingles: How many the others have, ``[texts]``.
        least: Least values of the others, ``[texts, HASHES]``.
    """
    resemblance = (one.least[None, :] == least).mean(axis=1)
    common = resemblance * (one.shingles + shingles) / (1 + resemblance)
    return np.asarray(np.minimum(1.0, common / np.minimum(one.shingles, shingles)))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One round of SplitMix64 (Steele et al. 2014)."""
    values = (values + _MIX) & np.uint64(0xFFFFFFFFFFFFFFFF)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_FACTORS = _mixed(np.arange(HASHES, dtype=np.uint64)) | np.uint64(1)
