"""Copies among many articles: how fast new ones are held against the index, in how much memory, and what is found.

The texts are made up of random words; one in ten is a copy of an earlier one, with some words changed, a paragraph cut or
a line added. The index is that of a record in a SQLite file.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from onrecord.linking.copies import Sketched
from onrecord.matching.copies import bands, sketch
from onrecord.store import tables as t
from onrecord.store.copies import link_copies
from onrecord.store.engine import connect, locate, reading, writing
from onrecord.store.schema import prepare

MANUAL = True
ALONE = True
GATED = ("found.recall", "found.precision")
ARTICLES = 1_000_000
WORDS = 200
BATCH = 64
COPIES = 0.1
CHANGED = 0.02
_SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]


def run() -> dict[str, float]:
    """A million articles."""
    return _measured(ARTICLES)


def sample(fraction: float, seed: int) -> dict[str, float]:
    """The same with fewer articles."""
    del seed
    return _measured(round(ARTICLES * fraction))


def _measured(count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.copies.task", str(count)]
    scores: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return scores


def texts(count: int, chance: random.Random) -> Iterator[tuple[str, int | None]]:
    """Texts, and the number of the one that each copies."""
    kept: list[tuple[int, str]] = []
    for number in range(count):
        if kept and chance.random() < COPIES:
            of, text = chance.choice(kept)
            yield _edited(text, chance), of
            continue
        text = " ".join("".join(chance.choices(_SYLLABLES, k=2)) for _ in range(WORDS))
        if len(kept) < 20_000:
            kept.append((number, text))
        yield text, None


def _edited(text: str, chance: random.Random) -> str:
    words = text.split()
    way = chance.randrange(3)
    if way == 0:
        return " ".join("changed" if chance.random() < CHANGED else word for word in words)
    return " ".join(words[: round(WORDS * 0.7)]) if way == 1 else f"{text} additional reporting by the agency"


def main() -> None:
    """Fill an index of as many articles as the argument says; prints the scores as JSON."""
    count = int(sys.argv[1])
    chance = random.Random(1)
    gold: dict[str, str] = {}
    sketching = linking = 0.0
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(locate(str(Path(folder) / "copies.sqlite")))
        # The articles themselves are left out.
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
        prepare(engine, folder, create=True)
        batch: list[Sketched] = []
        for number, (text, of) in enumerate(texts(count, chance)):
            ident = f"{number:09}"
            gold[ident] = gold.get(f"{of:09}", f"{of:09}") if of is not None else ident
            began = time.perf_counter()
            made = sketch(text)
            sketching += time.perf_counter() - began
            assert made is not None
            batch.append(Sketched(ident, ident, made))
            if len(batch) == BATCH or number == count - 1:
                began = time.perf_counter()
                _put(engine, batch)
                linking += time.perf_counter() - began
                batch = []
        with reading(engine) as connection:
            found = {row.article_id: row.first for row in connection.execute(t.sketches.select())}
        size = (Path(folder) / "copies.sqlite").stat().st_size
    right = sum(first == gold[ident] != ident for ident, first in found.items())
    scores = {
        "sketches_per_second": count / sketching,
        "linked_per_second": count / linking,
        "found.precision": right / max(1, sum(first != ident for ident, first in found.items())),
        "found.recall": right / sum(first != ident for ident, first in gold.items()),
        # Linux counts ru_maxrss in KiB.
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bytes_per_article": size / count,
    }
    print(json.dumps(scores))


def _put(engine: Engine, batch: list[Sketched]) -> None:
    with writing(engine) as connection:
        rows = [
            {"article_id": one.id, "date": one.date, "shingles": one.sketch.shingles, "least": one.sketch.text(),
             "first": one.id, "version": "0"}
            for one in batch
        ]  # fmt: skip
        connection.execute(t.sketches.insert(), rows)
        connection.execute(
            t.bands.insert(),
            [{"band": band, "article_id": one.id, "version": "0"} for one in batch for band in bands(one.sketch)],
        )
        link_copies(connection, [one.id for one in batch])


if __name__ == "__main__":
    main()
