from __future__ import annotations

import pytest
from coding_case import Case


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "of"),
    [
        ("Ada Kole imposed 25% tariffs on copper.", "25%", 25, "percent", "tariff"),
        ("Ada Kole imposed 25% tariffs on copper.", "25% tariffs", 25, "percent", "tariff"),
        ("Ada Kole imposed tariffs of 40 percent on copper.", "40 percent", 40, "percent", "tariff"),
        ("Ada Kole sent 9,000 tonnes of sorghum.", "9,000 tonnes of sorghum", 9000, "tonne", "sorghum"),
        ("Ada Kole sent $1.5 billion in loans.", "$1.5 billion", 1.5e9, "USD", None),
        ("Ada Kole gave 3 million euros.", "3 million euros", 3e6, "EUR", None),
        ("Ada Kole sent 500 troops.", "500 troops", 500, "people", "troops"),
        ("Ada Kole sent two brigades.", "two brigades", 2, None, "brigade"),
        ("Ada Kole sent twenty-five trucks.", "twenty-five trucks", 25, None, "truck"),
        (
            "Ada Kole freed more than two hundred prisoners.",
            "more than two hundred prisoners",
            200,
            "people",
            "prisoner",
        ),
        ("Ada Kole freed dozens of prisoners.", "dozens of prisoners", None, None, None),
        ("Ada Kole freed 8 to 12 prisoners.", "8 to 12 prisoners", None, None, None),
        ("Ada Kole got 12 years in prison.", "12 years", 12, "year", None),
        ("Ada Kole freed a million trout.", "a million trout", 1e6, None, "trout"),
    ],
)
def test_an_amount_is_value_unit_and_noun(
    text: str, span: str, value: float | None, unit: str | None, of: str | None
) -> None:
    case = Case(text)
    case.event("AID", text.split()[2], amount=span)
    (amount,) = case.code().events[0].amounts
    assert amount.span == case.span(span)
    assert amount.value == value
    if value is not None:
        assert (amount.unit, amount.of) == (unit, of)
