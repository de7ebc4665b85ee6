"""Values of time expressions, one rule class after another; published on Friday 2015-08-14 unless said."""

from __future__ import annotations

import pytest

from onrecord.encoder.annotation import LabelledSpan
from onrecord.model import Article, MapSegment, Published, Removed, Time
from onrecord.resolve.edtf import is_edtf
from onrecord.resolve.times import resolve_times
from onrecord.text import sentences

PAGE_OFFSET = 100


def article(text: str, published: str | None = "2015-08-14", removed: tuple[Removed, ...] = ()) -> Article:
    whole = (MapSegment(0, len(text), PAGE_OFFSET, PAGE_OFFSET + len(text), "exact"),)
    date = Published(published, "argument" if published else "unknown")
    return Article("a", None, None, (), None, "en", date, None, None, text, whole, removed)


def resolve(text: str, *expressions: str, published: str | None = "2015-08-14", label: str = "DATE") -> list[Time]:
    spans = []
    end = 0
    for expression in expressions:
        start = text.index(expression, end)
        end = start + len(expression)
        spans.append(LabelledSpan(start, end, label, 0.9))
    return list(resolve_times(article(text, published), tuple(spans), tuple(sentences(text))))


RELATIVE = [
    ("They talked on Thursday.", "Thursday", "2015-08-13", "2015-08-13"),
    ("They talked on Friday.", "Friday", "2015-08-14", "2015-08-14"),
    ("The two will meet on Monday.", "Monday", "2015-08-17", "2015-08-17"),
    ("A summit is scheduled for Tuesday.", "Tuesday", "2015-08-18", "2015-08-18"),
    ("On Monday, the two will meet.", "Monday", "2015-08-17", "2015-08-17"),
    ("He said last Tuesday that he agreed.", "last Tuesday", "2015-08-11", "2015-08-11"),
    ("He goes next Friday.", "next Friday", "2015-08-21", "2015-08-21"),
    ("He left today.", "today", "2015-08-14", "2015-08-14"),
    ("He left yesterday.", "yesterday", "2015-08-13", "2015-08-13"),
    ("He leaves tomorrow.", "tomorrow", "2015-08-15", "2015-08-15"),
    ("He left the day before yesterday.", "the day before yesterday", "2015-08-12", "2015-08-12"),
    ("He left two days ago.", "two days ago", "2015-08-12", "2015-08-12"),
    ("He left three weeks ago.", "three weeks ago", "2015-W30", "2015-07-20~/2015-07-26~"),
    ("He left two years ago.", "two years ago", "2013", "2013~"),
    ("He left last week.", "last week", "2015-W32", "2015-08-03/2015-08-09"),
    ("He goes next month.", "next month", "2015-09", "2015-09"),
    ("It rose this year.", "this year", "2015", "2015"),
    ("He visited earlier this week.", "earlier this week", "2015-W33", "2015-08-10/2015-08-14"),
    ("He visits later this year.", "later this year", "2015", "2015-08-14/2015-12-31"),
    ("He visited late last month.", "late last month", "2015-07", "2015-07-21~/2015-07-31~"),
    ("It opens early next month.", "early next month", "2015-09", "2015-09-01~/2015-09-10~"),
    ("It was shut over the weekend.", "the weekend", "2015-W32-WE", "2015-08-08/2015-08-09"),
    ("It opens this weekend.", "this weekend", "2015-W33-WE", "2015-08-15/2015-08-16"),
    ("It was hot last summer.", "last summer", "2014-SU", "2014-22"),
    ("It was cold last winter.", "last winter", "2014-WI", "2014-12/2015-02"),
    ("It fell in the second quarter.", "the second quarter", "2015-Q2", "2015-04/2015-06"),
    ("It fell last quarter.", "last quarter", "2015-Q2", "2015-04/2015-06"),
    ("He died on May 20.", "May 20", "2015-05-20", "2015-05-20"),
    ("He will be tried on 3 November.", "3 November", "2015-11-03", "2015-11-03"),
    ("In December, he went home.", "December", "2014-12", "2014-12"),
    ("In December, he will go home.", "December", "2015-12", "2015-12"),
    ("Troops moved in mid-July.", "mid-July", "2015-07", "2015-07-11~/2015-07-20~"),
]


@pytest.mark.parametrize(("text", "expression", "value", "edtf"), RELATIVE)
def test_relative_expressions_count_from_the_date_of_publication(
    text: str, expression: str, value: str, edtf: str
) -> None:
    (time,) = resolve(text, expression)
    assert (time.type, time.value, time.edtf, time.basis) == ("DATE", value, edtf, "resolved")
    assert time.extent == "within"
    assert is_edtf(edtf)


@pytest.mark.parametrize(("text", "expression", "value", "edtf"), RELATIVE)
def test_without_a_date_of_publication_nothing_relative_becomes_a_date(
    text: str, expression: str, value: str, edtf: str
) -> None:
    (time,) = resolve(text, expression, published=None)
    assert time.edtf is None
    assert time.basis == "unknown"
    assert time.value is not None
    assert time.value.startswith("XXXX")


def test_a_weekday_without_publication_keeps_its_timex_value() -> None:
    (time,) = resolve("He spoke on Sunday.", "Sunday", published=None)
    assert (time.value, time.edtf, time.extent) == ("XXXX-WXX-7", None, "unknown")


@pytest.mark.parametrize(
    ("expression", "value", "edtf"),
    [
        ("May 3, 2014", "2014-05-03", "2014-05-03"),
        ("3 May 2014", "2014-05-03", "2014-05-03"),
        ("2014-05-03", "2014-05-03", "2014-05-03"),
        ("23/05/2014", "2014-05-23", "2014-05-23"),
        ("03/05/2014", "2014", "2014"),
        ("July 2013", "2013-07", "2013-07"),
        ("1999", "1999", "1999"),
        ("early 2012", "2012", "2012-01~/2012-04~"),
        ("the middle of 2012", "2012", "2012-05~/2012-08~"),
        ("late 2012", "2012", "2012-09~/2012-12~"),
        ("late February 2012", "2012-02", "2012-02-21~/2012-02-29~"),
        ("the 1990s", "199", "199X"),
        ("the late 1980s", "198", "1987~/1989~"),
        ("the nineties", "199", "199X"),
        ("the 19th century", "18", "18XX"),
        ("around 2010", "2010", "2010~"),
        ("summer 2013", "2013-SU", "2013-22"),
        ("the first half of 2014", "2014-H1", "2014-01/2014-06"),
        ("the third quarter of 2014", "2014-Q3", "2014-07/2014-09"),
        ("Q1 2014", "2014-Q1", "2014-01/2014-03"),
        ("nineteen ninety-four", "1994", "1994"),
    ],
)
@pytest.mark.parametrize("published", ["2015-08-14", None])
def test_printed_dates_need_no_date_of_publication(
    expression: str, value: str, edtf: str, published: str | None
) -> None:
    (time,) = resolve(f"It was {expression} then.", expression, published=published)
    assert (time.value, time.edtf, time.basis) == (value, edtf, "printed")
    assert is_edtf(edtf)


@pytest.mark.parametrize(
    ("expression", "edtf"),
    [
        ("July 8-12", "2015-07-08/2015-07-12"),
        ("July 30 to August 2", "2015-07-30/2015-08-02"),
        ("from March to May", "2015-03/2015-05"),
        ("8-12 July 2013", "2013-07-08/2013-07-12"),
        ("between 1990 and 1992", "1990/1992"),
        ("1939-45", "1939/1945"),
        ("Nov. 30 to Jan. 4", "2014-11-30/2015-01-04"),
    ],
)
def test_a_range_lasts_throughout(expression: str, edtf: str) -> None:
    (time,) = resolve(f"He travelled {expression}.", expression)
    assert (time.edtf, time.extent) == (edtf, "throughout")


@pytest.mark.parametrize(
    ("expression", "value", "edtf"),
    [
        ("Sunday night", "2015-08-09TNI", "2015-08-09"),
        ("yesterday morning", "2015-08-13TMO", "2015-08-13"),
        ("2 p.m. Thursday", "2015-08-13T14:00", "2015-08-13"),
        ("9:30 a.m. on May 3", "2015-05-03T09:30", "2015-05-03"),
        ("tonight", "2015-08-14TNI", "2015-08-14"),
        ("last night", "2015-08-13TNI", "2015-08-13"),
        ("overnight", "2015-08-13TNI", "2015-08-13/2015-08-14"),
    ],
)
def test_times_of_day_keep_to_their_day(expression: str, value: str, edtf: str) -> None:
    (time,) = resolve(f"It burned {expression}.", expression, label="TIME")
    assert (time.type, time.value, time.edtf) == ("TIME", value, edtf)


def test_a_clock_time_of_no_told_day_has_no_date() -> None:
    alone = resolve("It began at 7:15 p.m. in silence.", "7:15 p.m.")[0]
    assert (alone.value, alone.edtf) == ("XXXX-XX-XXT19:15", None)
    after = resolve("It began on May 3, 2014. At 7:15 p.m. it ended.", "May 3, 2014", "7:15 p.m.")[1]
    assert (after.value, after.edtf, after.basis) == ("2014-05-03T19:15", "2014-05-03", "inferred")


@pytest.mark.parametrize(
    ("expression", "label", "kind", "value"),
    [
        ("three days", "DURATION", "DURATION", "P3D"),
        ("two hours", "DURATION", "DURATION", "PT2H"),
        ("several days", "DURATION", "DURATION", "PXD"),
        ("two and a half years", "DURATION", "DURATION", "P2Y6M"),
        ("half an hour", "DURATION", "DURATION", "PT30M"),
        ("a decade", "DURATION", "DURATION", "P10Y"),
        ("twenty-four hours", "DURATION", "DURATION", "PT24H"),
        ("10-year", "DURATION", "DURATION", "P10Y"),
        ("every day", "SET", "SET", "P1D"),
        ("annually", "SET", "SET", "P1Y"),
        ("every other week", "SET", "SET", "P2W"),
        ("Tuesday nights", "SET", "SET", "XXXX-WXX-2TNI"),
        ("now", "DATE", "DATE", "PRESENT_REF"),
        ("recently", "DATE", "DATE", "PAST_REF"),
        ("soon", "DATE", "DATE", "FUTURE_REF"),
        ("several years ago", "DATE", "DATE", "PAST_REF"),
    ],
)
def test_durations_sets_and_vague_references_are_no_dates(expression: str, label: str, kind: str, value: str) -> None:
    (time,) = resolve(f"They meet {expression} there.", expression, label=label)
    assert (time.type, time.value, time.edtf, time.extent) == (kind, value, None, "unknown")


def test_a_duration_up_to_publication_is_an_interval() -> None:
    (for_weeks,) = resolve("It fought for the past two weeks.", "the past two weeks", label="DURATION")
    assert (for_weeks.value, for_weeks.edtf, for_weeks.extent) == ("P2W", "2015-07-31~/2015-08-14~", "throughout")
    (in_days,) = resolve("He spoke in the next three days.", "the next three days", label="DURATION")
    assert (in_days.edtf, in_days.extent) == ("2015-08-14/2015-08-17", "within")


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("He has ruled since 2007.", "unknown"),
        ("He must leave by 2007.", "unknown"),
        ("He ruled throughout 2007.", "throughout"),
        ("He left in 2007.", "within"),
    ],
)
def test_extent_follows_the_words_before(text: str, extent: str) -> None:
    assert resolve(text, "2007")[0].extent == extent


def test_days_are_counted_from_the_date_that_the_text_spoke_of() -> None:
    text = "He came on May 3, 2014. The next day he spoke, and two days later he left."
    first, second, third = resolve(text, "May 3, 2014", "The next day", "two days later", published=None)
    assert [time.edtf for time in (first, second, third)] == ["2014-05-03", "2014-05-04", "2014-05-06"]
    for time in (second, third):
        assert time.basis == "inferred"
        assert [ground.quote for ground in time.basis_from] == ["May 3, 2014"]
        assert time.basis_from[0].page == (PAGE_OFFSET + 11, PAGE_OFFSET + 22)


def test_a_bare_number_of_a_duration_is_no_day() -> None:
    assert resolve("It takes two to six days.", "two", label="DURATION")[0].edtf is None


def test_the_next_day_after_nothing_is_no_date() -> None:
    assert resolve("The next day he left.", "The next day")[0].edtf is None


def test_a_year_is_inferred_from_a_caption_and_points_there() -> None:
    text = "Minister Adela Brunn begins her July 8-12 trip. She spoke on Monday."
    line = "Adela Brunn in Vienna, May 20, 2025. (Example Wire)"
    removed = (Removed(line, "caption", (7, 7 + len(line))),)
    spans = tuple(LabelledSpan(text.index(x), text.index(x) + len(x), "DATE", 0.9) for x in ("July 8-12", "Monday"))
    trip, monday = resolve_times(article(text, None, removed), spans, tuple(sentences(text)))
    assert (trip.edtf, trip.extent, trip.basis) == ("2025-07-08/2025-07-12", "throughout", "inferred")
    (ground,) = trip.basis_from
    assert ground.quote == "May 20, 2025"
    assert ground.page == (7 + line.index("May"), 7 + line.index(". (Ex"))
    assert monday.edtf is None


def test_a_promoted_story_lends_no_year() -> None:
    text = "She begins her July 8-12 trip."
    removed = (Removed("Read also: The flood of May 20, 2025", "promotion", (0, 36)),)
    span = LabelledSpan(text.index("July"), text.index(" trip"), "DATE", 0.9)
    assert resolve_times(article(text, None, removed), (span,), tuple(sentences(text)))[0].edtf is None


def test_a_year_is_inferred_from_a_date_of_the_text() -> None:
    text = "It sank on March 29, 2014. Divers came on April 2."
    time = resolve(text, "March 29, 2014", "April 2", published=None)[1]
    assert (time.edtf, time.basis) == ("2014-04-02", "inferred")
    assert time.basis_from[0].quote == "March 29, 2014"


def test_a_history_goes_on_in_its_own_year() -> None:
    years = [1911, 1912, 1913, 1914, 1914, 1915, 1915, 1916]
    text = " ".join(f"Much happened in May {year}." for year in years) + " In July the fleet sailed."
    time = resolve(text, *(f"May {year}" for year in years), "July")[-1]
    assert (time.edtf, time.basis) == ("1916-07", "inferred")
    assert time.basis_from[0].quote == "May 1916"


def test_a_coarse_date_of_publication_gives_no_finer_date() -> None:
    assert resolve("He left last year.", "last year", published="2015")[0].edtf == "2014"
    assert resolve("He left last month.", "last month", published="2015")[0].edtf is None
    assert resolve("He left on Monday.", "Monday", published="2015-08")[0].edtf is None


def test_what_is_inferred_from_an_inferred_publication_says_so() -> None:
    text = "He left yesterday."
    span = LabelledSpan(8, 17, "DATE", 0.9)
    given = article(text)
    date = Published("2015-08-14", "inferred", ())
    (time,) = resolve_times(
        Article(**{**{name: getattr(given, name) for name in Article.__slots__}, "published": date}),
        (span,),
        ((0, len(text)),),
    )
    assert (time.edtf, time.basis) == ("2015-08-13", "inferred")


@pytest.mark.parametrize(
    "expression", ["Feb. 30, 2015", "the year 99999", "9999 years ago", "the 99th of May", "480 BC"]
)
def test_dates_that_do_not_exist_stay_without_one(expression: str) -> None:
    assert resolve(f"It was {expression}.", expression)[0].edtf is None


@pytest.mark.parametrize(
    ("expression", "edtf"),
    [
        ("half a year ago", "2014-08~"),
        ("two and a half years ago", "2012-08~"),
        ("half a century ago", "1965~"),
        ("half a decade ago", "2010~"),
    ],
)
def test_halves_of_long_units_are_counted(expression: str, edtf: str) -> None:
    text = f"It began {expression}."
    span = LabelledSpan(9, 9 + len(expression), "DATE", 0.9)
    article = Article("a", None, None, (), None, "en", Published("2015-02-14"), None, None, text, (), ())
    (time,) = resolve_times(article, (span,), ((0, len(text)),))
    assert time.edtf == edtf
