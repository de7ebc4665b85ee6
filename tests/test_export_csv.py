"""CSV: RFC 4180, whole rows back, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.csv import COLUMNS, safe, write
from tests.cli import Run, record, run

__all__ = ["record", "run"]


def actor(name: str) -> dict[str, object]:
    same = {"id": "1", "kind": "person", "country": None, "sectors": ["GOV"], "roles": [], "names": [name]}
    return {**same, "name": name, "ids": {"wikidata": None}, "articles": 2}


def written(*names: str) -> str:
    stream = io.StringIO(newline="")
    assert write(map(actor, names), "actors", stream) == len(names)
    return stream.getvalue()


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_cells_come_back(name: str) -> None:
    head, row = list(csv.reader(io.StringIO(written(name), newline=""), strict=True))
    cell = dict(zip(head, row, strict=True))["name"]
    assert cell in (name, f"'{name}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_lines_end_as_the_standard_says() -> None:
    assert written("Roe, “Ada”\nII").splitlines(keepends=True)[0].endswith("\r\n")
    assert '"Roe, “Ada”\nII"' in written("Roe, “Ada”\nII")


def test_numbers_stay_numbers() -> None:
    assert safe(-0.5) == -0.5
    assert safe("-0.5") == "'-0.5"


def test_each_kind_has_its_columns(run: Run, record: Path, tmp_path: Path) -> None:
    for kind, columns in COLUMNS.items():
        result = run("export", kind, "--format", "csv", "--output", f"{kind}.csv")
        assert result.exit_code == 0, result.output
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, strict=True))
        assert tuple(rows[0]) == columns
        assert len(rows) > 1
        assert f"{len(rows) - 1} {kind}" in result.output
    assert not list(tmp_path.glob("*.part"))


def test_a_stopped_export_leaves_no_half_file(run: Run, record: Path, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("before")
    assert run("export", "events", "--output", "events.csv", "--from", "nonsense").exit_code == 2
    assert (tmp_path / "events.csv").read_text() == "before"
    assert not list(tmp_path.glob(".*"))


def test_what_stands_behind_spaces_or_a_semicolon_is_no_formula_either() -> None:
    assert safe(" =1+1") == "' =1+1"
    row = list(csv.reader(io.StringIO(written("Roe"), newline="")))[1]
    assert row[COLUMNS["actors"].index("names")] == "Roe"
    stream = io.StringIO(newline="")
    write([{**actor("Roe"), "names": ["Roe", "=1+1"]}], "actors", stream)
    assert "Roe; '=1+1" in stream.getvalue()
