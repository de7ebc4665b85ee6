"""The process that is killed: adds made-up pages and tells each one after its commit, one line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from onrecord.model import RawPage, ReadOptions
from onrecord.record import Outcome, Record

OPTIONS = ReadOptions(published="2031-05-02", outlet="The Lantern")
TOY = "bench.kill.toy:derive"
_NAMES = ("Anna Müller", "Boris Vane", "Carla Ortíz", "Dev Anand Rao", "Iran", "Russia")


def pages(count: int) -> Iterator[RawPage]:
    """Made-up pages of two stories each, every one different, some of them broken."""
    for number in range(count):
        first, second, third = (_NAMES[(number * step + step) % len(_NAMES)] for step in (1, 2, 3))
        stories = [
            f"Talks {number}\n" + f"{first} visited {second} on 2031-04-{number % 28 + 1:02}. " * 3,
            f"Denial {number}\n{third} denied that {first} attacked {second}. {second} said that {third} accused {first}.",
        ]
        text = "" if number % 50 == 49 else "\n----\n".join(stories)
        yield RawPage(text.encode() + b" " * number, f"page-{number}.txt")


def main() -> None:
    """``python -m bench.kill.adder RECORD COUNT [JOBS]``"""
    target, count = sys.argv[1], int(sys.argv[2])
    jobs = int(sys.argv[3]) if len(sys.argv) > 3 else 2

    def tell(outcome: Outcome) -> None:
        sys.stdout.write(f"{outcome.kind} {outcome.sha256}\n")
        sys.stdout.flush()

    print("started", flush=True)
    with Record.open(target) as record:
        record.add(pages(count), OPTIONS, jobs=jobs, progress=tell, derive=TOY)
    print("finished", flush=True)


if __name__ == "__main__":
    main()
