"""First and last day of EDTF dates."""

import pytest

from onrecord.store.dates import bounds


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2015-08-13", ("2015-08-13", "2015-08-13")),
        ("2015-08", ("2015-08-01", "2015-08-31")),
        ("2015", ("2015-01-01", "2015-12-31")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("2015-XX", ("2015-01-01", "2015-12-31")),
        ("2015-02-XX", ("2015-02-01", "2015-02-28")),
        ("2015-22", ("2015-06-01", "2015-08-31")),
        ("2015-07-21~/2015-07-31~", ("2015-07-21", "2015-07-31")),
        ("2015-05/2015-06", ("2015-05-01", "2015-06-30")),
        ("../2015-08-13", (None, "2015-08-13")),
        ("2015-08-13/..", ("2015-08-13", None)),
        ("2015-08-13T10:00", ("2015-08-13", "2015-08-13")),
        ("2015-02-30", (None, None)),
        ("0000-01", (None, None)),
        ("XXXX-WXX-7", (None, None)),
        ("nonsense", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_bounds(edtf: str | None, expected: tuple[str | None, str | None]) -> None:
    assert bounds(edtf) == expected
