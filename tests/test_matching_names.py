from __future__ import annotations

import pytest

from onrecord import match_names
from onrecord.errors import UsageError


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Kole", "Kole, Ada", "person"),
        ("Gen. Bo Renn", "bo renn", "person"),
        ("Ána Kôle", "Ana Kole", "person"),
        ("Quay Shipping Ltd", "The Quay Shipping Company", "organisation"),
    ],
)
def test_writing_alone_is_no_difference(one: str, other: str, kind: str) -> None:
    assert match_names(one, other, kind=kind) == 1.0


def test_nearer_names_score_higher() -> None:
    scores = [float(match_names("Ada Kole", other)) for other in ("Ada Kohle", "A. Kole", "Ada Renn", "Bo Renn")]
    assert scores[0] > 0.9
    assert scores[1] > 0.9
    assert scores[2] < 0.7
    assert scores[3] == 0.0


def test_the_score_is_symmetric_and_has_reasons() -> None:
    there, back = match_names("Ada M. Kole", "Adda Kohle"), match_names("Adda Kohle", "Ada M. Kole")
    assert (there, there.reasons) == (back, back.reasons)
    assert any("alike" in reason for reason in there.reasons)
    assert any("one name only" in reason for reason in there.reasons)


def test_nothing_to_compare_is_no_match() -> None:
    assert match_names("", "Ada Kole") == 0.0
    with pytest.raises(UsageError):
        match_names("Ada", "Ada", kind="ship")
