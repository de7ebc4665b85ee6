"""Damaged and hostile inputs: real pages and containers, mutated at random, through reading and cleaning.

Counts what no user may meet: an exception that is no error of ours, a page that takes too long, an offset map that does not
lead back to the page, a record that is no JSON.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench.pages.score import map_errors
from onrecord.clean import clean, decode
from onrecord.errors import InputError
from onrecord.model import RawPage, ReadOptions
from onrecord.sources import read_source
from train.readers.document import data_folder

DATA = ("pages/html",)
MANUAL = True
INPUTS = 100_000
SECONDS = 10.0
MAX_SEED_BYTES = 60_000
CONTAINERS = 0.1
_STORIES = Path(__file__).parents[1] / "stories" / "dev"
_PIECES = (
    b"<", b">", b"<!--", b"-->", b"]]>", b"</", b"<p", b"\x00", b"\xff\xfe", b"&#x110000;", b"&#0;", b"&amp", b"\xed\xa0\x80", b"\r", b"\n\n\n",
    b"<script>", b"<style>", b"<svg><title>", b"<table><tr><td>", b'<a href="', b"<title>", b"<body hidden>", b"<br>" * 500, b"<div>" * 3_000,
    b"</div>" * 3_000, b"<b " + b"x=" * 3_000, b"<!--" * 500, b'{"@graph": ' * 400, "\u202e\u0301\u200d".encode() * 50, b"(c) " * 400,
    b"<?xml version='1.0' encoding='idna'?>", b"<meta charset=utf-7>", b"14 May 2024 " * 300, b"<p>" * 2_000, b"[" * 2_000,
)  # fmt: skip

_BLANK = dict.fromkeys((*range(32), *range(127, 160)), " ")

Mutation = Callable[[bytes, random.Random], bytes]


def run() -> dict[str, float]:
    """All inputs."""
    return score(INPUTS, 1)


def sample(fraction: float, seed: int) -> dict[str, float]:
    """A share of the inputs."""
    return score(round(INPUTS * fraction), seed)


def score(count: int, seed: int) -> dict[str, float]:
    """What came of so many inputs."""
    chance = random.Random(seed)
    seeds = _seeds()
    counts = dict.fromkeys(("crashes", "slow", "map_errors"), 0)
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            payload, media_type = chance.choice(seeds)
            for _ in range(chance.choice((1, 1, 2, 4, 8))):
                payload = chance.choice(MUTATIONS)(payload, chance)
            began = time.perf_counter()
            try:
                if chance.random() < CONTAINERS:
                    _read(payload, chance, Path(folder) / f"{number}")
                else:
                    counts["map_errors"] += _clean(payload, chance.choice((media_type, media_type, None, "text/plain")))
            except Exception as error:  # each is what the test looks for
                counts["crashes"] += 1
                print(f"input {number} of seed {seed}: {type(error).__name__}: {error}")
            seconds = time.perf_counter() - began
            slowest = max(slowest, seconds)
            counts["slow"] += seconds > SECONDS
    return {
        "inputs": float(count),
        **{name: float(value) for name, value in counts.items()},
        "slowest_seconds": slowest,
    }


def _seeds() -> list[tuple[bytes, str]]:
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((data_folder("pages") / "html").glob("*.html.gz"))]
    texts = [path.read_bytes() for path in sorted(_STORIES.glob("*.txt"))]
    return [(page[:MAX_SEED_BYTES], "text/html") for page in pages] + [(text, "text/plain") for text in texts]


def _clean(payload: bytes, media_type: str | None) -> int:
    page = clean(RawPage(payload, media_type=media_type), ReadOptions())
    json.loads(page.to_json())
    source, _ = decode(payload, media_type)
    # Control characters count as blanks in a text.
    blanked = source.translate(_BLANK)
    return sum(
        segment in set(map_errors(article, blanked))
        for article in page.articles
        for segment in map_errors(article, source)
        # A join of two paragraphs says nothing of what lies between them on a broken page.
        if not article.text[segment.start : segment.end].isspace()
    )


def _read(payload: bytes, chance: random.Random, path: Path) -> None:
    """A container of the page, itself damaged, from a file."""
    kind = chance.choice((".warc", ".warc.gz", ".zip", ".jsonl", ".html.gz"))
    packed = _container(kind, payload)
    if chance.random() < 0.8:
        packed = chance.choice(MUTATIONS[:5])(packed, chance)
    path = path.with_name(f"{path.name}{kind}")
    path.write_bytes(packed)
    for item in read_source(path):
        if not isinstance(item, InputError):
            clean(item, ReadOptions())
    path.unlink()


def _container(kind: str, payload: bytes) -> bytes:
    if kind == ".zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.html", payload)
            archive.writestr("b.txt", payload[:500])
        return stream.getvalue()
    if kind == ".jsonl":
        line = json.dumps({"text": payload.decode("utf-8", "replace"), "title": "A", "date": "2024-05-14"})
        return f"{line}\n{line}\n".encode()
    if kind == ".html.gz":
        return gzip.compress(payload)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nWARC-Date: 2024-05-14T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    record = head.encode() + http + b"\r\n\r\n"
    return record * 2 if kind == ".warc" else gzip.compress(record) * 2


def _flipped(payload: bytes, chance: random.Random) -> bytes:
    data = bytearray(payload)
    for _ in range(min(len(data), chance.choice((1, 10, 200)))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _cut(payload: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(payload) + 1)
    return payload[:start] + payload[start + chance.choice((1, 100, 5_000)) :]


def _ended(payload: bytes, chance: random.Random) -> bytes:
    return payload[: chance.randrange(len(payload) + 1)]


def _doubled(payload: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(payload) + 1)
    piece = payload[start : start + chance.choice((10, 500, 5_000))]
    return payload[:start] + piece * chance.choice((2, 20)) + payload[start:]


def _zeroed(payload: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(payload) + 1)
    return payload[:start] + bytes(len(payload[start : start + 200])) + payload[start + 200 :]


def _inserted(payload: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(payload) + 1)
    return payload[:start] + chance.choice(_PIECES) + payload[start:]


def _recoded(payload: bytes, chance: random.Random) -> bytes:
    text = payload.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-32", "cp1252", "koi8-r", "utf-7", "shift_jis")), "replace")


def _shuffled(payload: bytes, chance: random.Random) -> bytes:
    lines = payload.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _unspaced(payload: bytes, chance: random.Random) -> bytes:
    old, new = chance.choice(((b"\n", b" "), (b" ", b""), (b"</p>", b""), (b'"', b""), (b">", b" "), (b".", b"")))
    return payload.replace(old, new)


MUTATIONS: tuple[Mutation, ...] = (
    _flipped, _cut, _ended, _doubled, _zeroed, _inserted, _inserted, _recoded, _shuffled, _unspaced,
)  # fmt: skip


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name}\t{value:g}")
