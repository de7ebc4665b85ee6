from __future__ import annotations

import pytest
from coding_case import Case

from onrecord.coding.senses import approves


@pytest.mark.parametrize(
    ("text", "approved"),
    [
        ("The chancellor sanctioned the use of tear gas.", True),
        ("She had sanctioned a secret operation in the hills.", True),
        ("The board was accused of sanctioning torture.", True),
        ("The court sanctioned their transfer to the coast.", True),
        ("The cabinet sanctioned sending officers to the border.", True),
        ("Oslo sanctioned leading companies of the port.", False),
        ("Oslo sanctioned the bank.", False),
        ("Oslo sanctioned two governments and a shipping firm.", False),
        ("Oslo sanctioned Halvorsen Shipping for the sale.", False),
        ("The sanctions against the port were lifted.", False),
        ("Oslo sanctioned the organisation.", False),
    ],
)
def test_an_act_is_approved_and_a_party_is_punished(text: str, approved: bool) -> None:
    start = text.index("sanction")
    assert approves(text, (start, start + len(text[start:].split()[0]))) is approved


def test_an_approval_is_no_sanction() -> None:
    case = Case("The chancellor sanctioned the use of tear gas. Oslo sanctioned the bank.")
    case.event("SANCTION-discontinue", "sanctioned", actor="The chancellor")
    case.event("SANCTION-discontinue", ("sanctioned", 2), actor="Oslo", recipient="the bank")
    (event,) = case.code().events
    assert event.trigger == case.span(("sanctioned", 2))
