"""JSON of other tools: text, title, date, address and outlet under the names that each of them writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from onrecord.clean import clean
from onrecord.errors import BadRecord
from onrecord.model import RawPage, ReadOptions
from onrecord.sources import read_source
from onrecord.sources.fields import LAYOUTS, Field

TEXT = "The harbour council of Westmere said on Monday that ferries would sail again in May."
URL = "https://post.example/a"
WRITTEN = {
    "news-please": {
        "authors": ["Tom Quill"], "date_download": "2019-05-04 09:00:00", "date_modify": None,
        "date_publish": "2019-05-03 08:00:00", "description": None, "filename": "a.json", "image_url": None, "language": "en",
        "localpath": None, "maintext": TEXT, "source_domain": "post.example", "text": None, "title": "Ferries to sail again",
        "title_page": "Ferries to sail again - Post", "title_rss": None, "url": URL,
    },
    "fundus": {
        "title": "Ferries to sail again", "plaintext": TEXT, "authors": ["Tom Quill"], "topics": [], "free_access": True,
        "publishing_date": "2019-05-03 08:00:00+00:00", "publisher": "The Westmere Post",
    },
    "trafilatura": {
        "title": "Ferries to sail again", "author": "Tom Quill", "hostname": "post.example", "date": "2019-05-03",
        "fingerprint": "f00", "id": None, "license": None, "comments": "", "raw_text": TEXT, "language": None, "image": None,
        "pagetype": None, "filedate": "2019-05-04", "source": URL, "source-hostname": "The Westmere Post", "excerpt": None,
        "categories": "", "tags": "", "text": TEXT,
    },
}  # fmt: skip


@pytest.mark.parametrize("tool", WRITTEN)
def test_fields_are_found_under_the_names_of_the_tool(tmp_path: Path, tool: str) -> None:
    payload = json.dumps(WRITTEN[tool]).encode()
    (tmp_path / "a.jsonl").write_bytes(payload + b"\n")
    (raw,) = read_source(tmp_path / "a.jsonl")
    assert isinstance(raw, RawPage)
    assert raw.payload == payload
    assert raw.url == (None if tool == "fundus" else URL)
    (article,) = clean(raw, ReadOptions()).articles
    assert (article.title, article.text) == ("Ferries to sail again", TEXT)
    assert (article.published.edtf, article.published.basis) == ("2019-05-03", "metadata")
    assert article.outlet == ("post.example" if tool == "news-please" else "The Westmere Post")
    for segment in article.map:
        assert payload.decode()[segment.page_start : segment.page_end] == article.text[segment.start : segment.end]


def test_a_source_that_is_no_address_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "source": "The Westmere Post"}))
    (raw,) = read_source(tmp_path / "a.jsonl")
    assert isinstance(raw, RawPage)
    assert raw.url is None


def test_an_article_without_text_under_any_name_is_refused(tmp_path: Path) -> None:
    values: tuple[dict[str, object], ...] = ({"title": "T", "maintext": None}, {"body": {"summary": []}}, {"text": " "})
    for value in values:
        (tmp_path / "a.jsonl").write_text(json.dumps(value))
        (error,) = read_source(tmp_path / "a.jsonl")
        assert isinstance(error, BadRecord)
        assert "docs/inputs.md" in error.hint


def test_the_table_in_the_docs_is_the_one_in_the_code() -> None:
    docs = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")
    for tool, layout in LAYOUTS.items():
        (row,) = re.findall(rf"^\| {'our own' if tool == 'onrecord' else tool} \|(.*)\|$", docs, re.MULTILINE)
        cells = [tuple(re.findall(r"`([^`]+)`", cell)) for cell in row.split("|")]
        assert cells == [getattr(layout, field) for field in get_args(Field)]
