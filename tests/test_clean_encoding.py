"""Bytes to text: marks, declarations, wrong and mixed encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.clean import clean, decode
from onrecord.model import RawPage, ReadOptions


@pytest.mark.parametrize(
    ("payload", "text", "name"),
    [
        ("“Zoë”".encode(), "“Zoë”", "utf-8"),
        (b"\xef\xbb\xbfZo\xc3\xab", "Zoë", "utf-8"),
        ("Zoë".encode("utf-16"), "Zoë", "utf-16"),
        ("“Zoë”".encode("cp1252"), "“Zoë”", "windows-1252"),
        ("Zoë\n".encode() + "“Zoë”".encode("cp1252"), "Zoë\n“Zoë”", "utf-8+windows-1252"),
        ("Zoë ".encode() + "Zoë".encode("cp1252"), "Zoë Zoë", "utf-8+windows-1252"),
        ('<meta charset="iso-8859-1">Zoë'.encode(), '<meta charset="iso-8859-1">Zoë', "utf-8"),
        ('<meta charset="latin1">€'.encode("cp1252"), '<meta charset="latin1">€', "windows-1252"),
        ('<meta charset="koi8-r">Привет'.encode("koi8-r"), '<meta charset="koi8-r">Привет', "koi8-r"),
        ('<meta charset="no-such">Zoë'.encode("cp1252"), '<meta charset="no-such">Zoë', "windows-1252"),
        (b"a\x81b", "a\ufffdb", "windows-1252"),
    ],
)
def test_decoding(payload: bytes, text: str, name: str) -> None:
    assert decode(payload) == (text, name)


@pytest.mark.parametrize(
    ("media_type", "text", "name"),
    [
        ("text/html; charset=windows-1251", "Привет", "cp1251"),
        ('text/html;charset="WINDOWS-1251"', "Привет", "cp1251"),
        ("text/html; charset=no-such", "Ïðèâåò", "windows-1252"),
        ("text/html; charset=utf-8", "Ïðèâåò", "windows-1252"),
        ("text/html", "Ïðèâåò", "windows-1252"),
    ],
)
def test_the_charset_that_the_server_names(media_type: str, text: str, name: str) -> None:
    assert decode("Привет".encode("cp1251"), media_type) == (text, name)
    page = clean(RawPage(f"<p>{'Привет всем. ' * 30}</p>".encode("cp1251"), media_type=media_type), ReadOptions())
    assert page.encoding == name
    assert page.articles[0].text.startswith(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_and_cleaned(payload: bytes) -> None:
    text, name = decode(payload)
    assert isinstance(text, str)
    assert name
    for media_type in ("text/html", "text/plain", "application/json", None):
        page = clean(RawPage(payload, media_type=media_type), ReadOptions())
        assert (page.status == "failed") == (not page.articles)


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "rot13", "hex", "undefined", "unicode_escape", "raw_unicode_escape"]
)
def test_codecs_that_are_no_charset_are_not_believed(label: str) -> None:
    page = f"<meta charset={label}><p>The caf\xe9 at \\\\u0041".encode("cp1252")
    assert decode(page) == (page.decode("cp1252"), "windows-1252")
