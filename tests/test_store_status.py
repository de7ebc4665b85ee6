"""Status of an event from the reports about it."""

import pytest

from onrecord.store.status import Report, status


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([Report("actual")], "own_voice"),
        ([Report("negated")], "own_voice"),
        ([Report("actual", ("asserts",))], "attributed"),
        ([Report("hypothetical", ("warns",))], "attributed"),
        ([Report("negated", ("asserts",))], "attributed"),
        ([Report("future")], "planned"),
        ([Report("future", ("asserts",))], "planned"),
        ([Report("negated", ("denies",))], "denied_only"),
        ([Report("negated", ("denies",)), Report("negated", ("denies",))], "denied_only"),
        ([Report("actual", ("asserts", "denies"))], "disputed"),
        ([Report("actual", ("denies",))], "disputed"),
        ([Report("actual"), Report("negated", ("denies",))], "disputed"),
        ([Report("future"), Report("negated")], "called_off"),
        ([Report("future", ("promises",)), Report("future", ("retracts",))], "called_off"),
        ([Report("future"), Report("actual")], "own_voice"),
        ([Report("future"), Report("actual", ("confirms",))], "attributed"),
        ([Report("actual", ("no_comment",))], "attributed"),
    ],
)
def test_status(reports: list[Report], expected: str) -> None:
    assert status(reports) == expected


def test_a_denial_never_takes_an_assertion_away() -> None:
    asserted = [Report("actual", ("asserts",))]
    assert status([*asserted, *[Report("negated", ("denies",))] * 9]) == "disputed"
