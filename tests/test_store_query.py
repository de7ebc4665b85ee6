"""The language of searching: what it understands, and that nothing hostile gets through it."""

import random

import pytest

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store.fold import fold, tokens
from onrecord.store.query import Phrase, parse
from tests.recording import TALKS, VISIT, add

_PIECES = (
    *"\"'*-()&|!<>:%_\\;,.\0\t\n$@#^~{}[]`+=/?",
    *(
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "a*",
        '"',
        '""',
        "--",
        "/*",
        "';DROP TABLE pages;--",
        "{tokens}:x",
        "rowid:1",
        "x OR",
    ),
    *(
        "’",
        "\ud800",
        "\U0001f4a5",
        "İ",
        "ß",
        "ﬁ",
        "½",
        "e\u0301",
        "москва",
        "中文",
        "\u202e",
        "muller",
        "visited",
        "z" * 300,
    ),
)


def hostile(count: int) -> list[str]:
    draw = random.Random(7)
    joints = ("", " ", "  ", '"')
    return [
        "".join(draw.choice(_PIECES) + draw.choice(joints) for _ in range(draw.randint(0, 14))) for _ in range(count)
    ]


def test_grammar() -> None:
    query = parse('Kerry OR "Phone Call" -iran missi*')
    assert query.groups == (
        (Phrase(("kerry",)), Phrase(("phone", "call"))),
        (Phrase(("missi",), prefix=True),),
    )
    assert query.without == (Phrase(("iran",)),)
    assert parse("Co-op's").groups == ((Phrase(("co", "op", "s")),),)


@pytest.mark.parametrize("text", ["", "  ", "*", '"', '"open', "-iran", "a*", "OR", "!!!", "x" * 1001, "a1 " * 33])
def test_what_cannot_be_looked_for_is_said(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert caught.value.hint


def test_folding() -> None:
    assert fold("Óscar NÚÑEZ-Ruiz’s ﬁle") == "oscar nunez ruiz s file"
    assert fold("STRASSE") == fold("Straße")
    text = "Ångström ½ e\u0301tude"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Ångström", "½", "½", "e\u0301tude"]


def test_a_thousand_hostile_queries(record: Record) -> None:
    add(record, VISIT, TALKS)
    answered, refused = 0, []
    for text in hostile(1000):
        try:
            record.search(text)
            answered += 1
        except UsageError as error:
            refused.append(error)
    assert answered > 100
    assert all(error.message and error.hint for error in refused)
    assert len(record.search("muller")) == 1
