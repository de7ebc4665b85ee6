"""Sources of claims: what a head leaves hanging over is no part of a name."""

from __future__ import annotations

from coding_case import Case


def test_a_source_is_not_cut_off_in_its_relative_clause() -> None:
    case = Case("The raid failed, said an officer whom Quay News cited. Ada Kole, who said so, left.")
    case.claim("said", source="an officer whom", content="The raid failed")
    case.claim("said so", source="who", content="so")
    first, second = case.code().claims
    assert [case.text[slice(*span)] for span in first.source] == ["an officer"]
    assert [case.text[slice(*span)] for span in second.source] == ["who"]
