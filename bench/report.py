"""The table of measured figures for people: ``python -m bench.report`` writes ``docs/figures.md`` from the frozen results."""

from __future__ import annotations

import json
from pathlib import Path

from bench.results import BENCH, ROOT

PAGE = ROOT / "docs" / "figures.md"


def page() -> str:
    """The page, from nothing but ``bench/*/frozen.json`` and the limits beside them."""
    lines = [
        "# Measured figures",
        "",
        "Written by `python -m bench.report` from the frozen results in `bench/*/frozen.json`; a test holds it to them. Scores are",
        "on development sets, from raw text, with the weights that ship. `floor` and `ceiling` are what CI accepts.",
        "`.low` and `.high` are ends of 95 % intervals. What each score means stands in `bench/README.md`.",
    ]
    for path in sorted(BENCH.glob("*/frozen.json")):
        frozen = json.loads(path.read_text(encoding="utf-8"))
        limits = {name: _limits(path.parent / f"{name}.json") for name in ("floor", "ceiling")}
        lines += ["", f"## {path.parent.name}", ""]
        lines += [f"{frozen['date']}, weights {frozen['weights']}, {frozen['machine']}; `{frozen['command']}`", ""]
        lines += ["| score | value | floor | ceiling |", "|---|---|---|---|"]
        for name, value in frozen["scores"].items():
            bounds = " | ".join(str(limits[kind].get(name, "")) for kind in ("floor", "ceiling"))
            lines.append(f"| {name} | {value} | {bounds} |")
    return "\n".join(lines) + "\n"


def _limits(path: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
