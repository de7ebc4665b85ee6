"""The demo pages: our own words, documented facts of real persons only, and a demo that runs twice."""

from __future__ import annotations

import csv
import json
import re
from functools import partial
from pathlib import Path

import pytest

import onrecord.pipeline
from onrecord.demo import PAGES, pages
from onrecord.encoder.annotation import Annotation
from onrecord.model import RawPage, ReadOptions
from onrecord.pipeline import derive
from tests.cli import Run, run, use

__all__ = ["run"]
READ = (".txt", ".html", ".jsonl")
INVENTED = """Vatnsdal Eskeland Holtason Tangerud Steinvik Corvescu Quilodran Huenul Brackmoor Salvaterra Fjellvik
Ostrander""".split()


def cleaned() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for raw in pages():
        assert isinstance(raw, RawPage)
        page = derive(raw, ReadOptions(), encode=lambda text: Annotation((), ()))
        found.setdefault(raw.file or "", []).extend(article.text for article in page.articles)
    return found


def grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text).lower().replace("’", "'"))
    return {tuple(words[index : index + 5]) for index in range(len(words) - 4)}


def test_the_pages_have_the_defects_of_real_ones() -> None:
    files = [file for file in PAGES.iterdir() if file.suffix in READ]
    assert len(files) >= 8
    assert {file.suffix for file in files} == set(READ)
    texts = cleaned()
    assert len(texts["two-stories.txt"]) == 2
    credited = [name for name, found in texts.items() if any("Meridian Press" in text for text in found)]
    assert len([name for name in credited if name.startswith("wire-")]) == 3
    raw = (PAGES / "visit-planned.txt").read_text(encoding="utf-8")
    assert not re.search(r"\b20\d\d\b", raw)


@pytest.mark.parametrize(
    "furniture", ["(Archive)", "All rights reserved", "newsletter", "Invented for", "TT\n", "Related"]
)
def test_no_furniture_is_left_in_the_text(furniture: str) -> None:
    assert [name for name, found in cleaned().items() if any(furniture in text for text in found)] == []


def test_no_phrase_of_the_seeds_is_copied(shared_data: Path) -> None:
    seeds = shared_data.parent / "seeds"
    kept = set[tuple[str, ...]]().union(*(grams(file.read_text(encoding="utf-8")) for file in seeds.iterdir()))
    for file in PAGES.iterdir():
        assert not grams(file.read_text(encoding="utf-8")) & kept, file.name


def test_every_fact_stands_in_its_seed(shared_data: Path) -> None:
    with (PAGES / "sources.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["page"] for row in rows} == {"two-stories.txt", "moscow-visit.html"}
    for row in rows:
        seed = (shared_data.parent / "seeds" / row["seed"]).read_text(encoding="utf-8")
        start, end = int(row["start"]), int(row["end"])
        assert 0 <= start < end <= len(seed)
        # The span is whole words, and shares a name or number with the fact as we tell it.
        assert seed[start - 1 : start].strip() in ("", '"', "“", ",")
        shared = set(re.findall(r"[A-Z]\w+|\d+", row["fact"])) & set(re.findall(r"[A-Z]\w+|\d+", seed[start:end]))
        assert shared, row["fact"]


def test_invented_persons_are_nobody(shared_data: Path) -> None:
    known = "".join(
        file.read_text(encoding="utf-8", errors="replace").upper() for file in (shared_data.parent / "kb").glob("*.txt")
    )
    assert [name for name in INVENTED if name.upper() in known] == []


def test_the_demo_runs_twice(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, partial(onrecord.pipeline.derive, encode=lambda text: Annotation((), ())))
    for _ in range(2):
        result = run("demo")
        assert result.exit_code == 0, result.output
        assert "onrecord serve --record onrecord-demo.sqlite" in result.stdout
    assert json.loads(run("demo", "--json").stdout)["articles"] >= 12


def test_the_demo_never_removes_somebody_s_record(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, partial(onrecord.pipeline.derive, encode=lambda text: Annotation((), ())))
    (tmp_path / "mine.txt").write_text("A story\n\nThe harbour of a small town was opened by its mayor on a fine day.")
    assert run("add", "mine.txt", "--record", "onrecord-demo.sqlite").exit_code == 0
    result = run("demo")
    assert result.exit_code == 2
    assert "pages that are not of the demo" in result.output
