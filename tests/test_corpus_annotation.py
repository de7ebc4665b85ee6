"""Our own annotation keeps its promises: enough of it, valid, complete in types and modes, and nobody real in invented acts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from onrecord.encoder.labels import EVENT_TYPES, REALIS, TYPE_MODES
from train.corpus.load import load_own, read_stand_off
from train.corpus.markup import MarkedDocument, parse

FOLDER = Path(__file__).parents[1] / "train" / "corpus"
WRITTEN = sorted((FOLDER / "written").glob("*.orm"))


@pytest.fixture(scope="module")
def written() -> list[MarkedDocument]:
    return load_own("written", FOLDER)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_written_markup_is_valid(path: Path) -> None:
    _, errors = parse(path.read_text(encoding="utf-8"), path.name)
    assert errors == []


def test_every_type_mode_and_realis_is_written_often_enough(written: list[MarkedDocument]) -> None:
    events = [event for document in written for event in document.events]
    modes = Counter((event.type, event.mode) for event in events)
    assert [mode for mode in TYPE_MODES if modes[mode] < 8] == []
    types = Counter(event.type for event in events)
    assert [kind for kind in EVENT_TYPES if types[kind] < 8] == []
    realis = Counter(event.realis for event in events)
    assert [value for value in REALIS if realis[value] < 50] == []


def test_markup_errors_name_line_and_reason() -> None:
    _, errors = parse(
        "# doc a\n= Ada Kole left.\nE RETREAT-fly {left} actual\nE RETREAT {stayed} actual\nC {left} asserts\n", "x"
    )
    assert len(errors) == 3
    assert errors[0].startswith("x:3: RETREAT has no mode 'fly'")
    assert errors[1] == "x:4: not in the sentence: {stayed}"
    assert errors[2].startswith("x:5: a claim takes one of direct")


def test_no_person_of_the_dictionaries_stands_in_an_invented_act(shared_data: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN).upper()
    places = {
        name
        for name in _dictionary_names(shared_data.parent / "kb")
        if name in text and re.search(rf"\b{re.escape(name)}\b", text)
    }
    assert places <= REAL_PLACES, (
        f"names of real persons (or new places) in written acts: {sorted(places - REAL_PLACES)}"
    )


REAL_PLACES = frozenset(
    """PORT VILA;CHIANG MAI;NEW ZEALAND;ADDIS ABABA;SOUTH KOREA;UTTAR PRADESH;LA PAZ;BUENOS AIRES;CHAO PHRAYA;SOUTH DAKOTA;
    FAROE ISLANDS;SOUTH SUDAN;SOUTH AFRICA;CENTRAL AFRICAN;SOLOMON ISLANDS;SOUTH SUDANESE;PAPUA NEW GUINEA;NEW ZEALANDER;
    SAUDI ARABIA;PORT MORESBY;BAHIR DAR;COSTA RICA;CAPE VERDE;BURKINA FASO;CENTRAL AFRICAN REPUBLIC;MARSHALL ISLANDS;
    SRI LANKAN;PORT SUDAN;WEST JAVA;SRI LANKA;THE HAGUE;DEIR EZ-ZOR;ABU DHABI;EL SALVADOR;HONG KONG;NEW YORK;NORTH KOREAN;
    PAPUA NEW GUINEAN;PEARL RIVER;PHNOM PENH;SAMUT SAKHON;SECRETARY OF STATE;SUPREME SOVIET;TAMIL NADU;THE UNITED STATES;
    UNITED STATES""".replace("\n    ", "").split(";")
)
"""The dictionaries do not tell persons from places and bodies; these are what they share with our sentences and is no person."""


def _dictionary_names(folder: Path) -> set[str]:
    """Names of two words or more."""
    names = set()
    for line in (folder / "Phoenix.Countries.actors.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"\+?([A-Z][A-Z_' .-]+?)_?\s*(?:\[.*)?$", line.split("#")[0].rstrip())
        if match and " " in (name := match[1].strip("_ ").replace("_", " ")):
            names.add(name)
    return names


def test_stand_off_annotation_fits_its_text_and_is_enough(shared_data: Path, written: list[MarkedDocument]) -> None:
    real = read_stand_off(FOLDER / "real")
    consecutive = sum(len(document.sentences) for document in real)
    assert consecutive >= 3500
    selected = read_stand_off(FOLDER / "selected")
    assert sum(len(document.sentences) for document in [*real, *selected, *written]) >= 6000
    others = [*selected, *(document for part in ("events", "plover") for document in read_stand_off(FOLDER / part))]
    events = [event for document in [*real, *others, *written] for event in document.events]
    modes = Counter((event.type, event.mode) for event in events)
    assert [mode for mode in TYPE_MODES if modes[mode] < 25] == []
    kinds = Counter((event.type, event.realis) for event in events)
    assert [(kind, value) for kind in EVENT_TYPES for value in REALIS if not kinds[kind, value]] == []
    for document in [*real, *others]:
        for event in document.events:
            assert document.text[slice(*event.trigger)].strip()
        for claim in document.claims:
            assert all(document.text[slice(*span)].strip() for span in (*claim.cue, *claim.source, *claim.content))


def test_the_second_reading_covers_a_tenth(shared_data: Path) -> None:
    first = {document.id for document in read_stand_off(FOLDER / "real")}
    second = read_stand_off(FOLDER / "second")
    assert {document.id for document in second} <= first
    assert sum(len(document.sentences) for document in second) >= 800


def test_the_guideline_begins_with_the_conventions_verbatim(shared_data: Path) -> None:
    contract = (shared_data.parent / "RECORD.md").read_text(encoding="utf-8")
    conventions = contract[contract.index("## Conventions of coding") : contract.index("## Calls")].strip()
    guideline = (FOLDER / "GUIDELINE.md").read_text(encoding="utf-8")
    assert conventions in guideline
    assert guideline.index(conventions) < 300
