"""Words of time expressions: months, weekdays, numbers in words, and one spelling for the grammar to read."""

from __future__ import annotations

import re

MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, len(name))
} | {"sept": 9}
WEEKDAYS = {
    name[:length]: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)
    for length in (3, len(name))
} | {"tues": 2, "thur": 4, "thurs": 4}
"""ISO numbers, Monday is 1."""
SEASONS = {"spring": 1, "summer": 2, "fall": 3, "autumn": 3, "winter": 4}
DAYPARTS = {
    "morning": "MO", "dawn": "MO", "sunrise": "MO", "daybreak": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "sunset": "EV", "night": "NI", "tonight": "NI", "overnight": "NI", "nightfall": "NI", "daytime": "DT",
}  # fmt: skip
"""Codes of TIMEX3 for the parts of a day."""
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "fortnight": "2W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
"""Designators of durations; a leading T stands before the time part."""

_SMALL = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}  # fmt: skip
_ORDINALS = {
    word: number
    for number, word in enumerate(
        """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
    )
} | {"thirtieth": 30}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_VAGUE = re.compile(
    r"\b(?:an? (?:few|number of|handful of)|(?:the )?(?:few|several|many|some|various|countless|dozens of)(?: more)?)(?= )"
)
_TOKEN = re.compile(r"q[1-4]\b|\d+(?:st|nd|rd|th|s)\b|\d+(?:[.,:/]\d+)*|[^\W\d_]+|'\d\ds?\b|\S")
_MERIDIEM = re.compile(r"(?<=[\d ])([ap])\.? ?m\b\.?")
_PLURALS = {"centuries": "century s", "millennia": "millennium s"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?z?)?")


def normalise(expression: str) -> str:
    """One spelling of an expression: lower case, digits for number words, no punctuation, one space between words.

    Vague counts become ``x``; a hyphen between numbers stays, as it stands for a range.

    >>> normalise("Two-and-a-half  years"), normalise("Nov. 3-5, 1998"), normalise("the twenty-first century")
    ('2.5 years', 'nov 3 - 5 1998', 'the 21st century')
    """
    text = " ".join(expression.lower().replace("’", "'").replace("–", "-").replace("—", "-").split())
    if _ISO.fullmatch(text):
        return text
    text = _MERIDIEM.sub(r"\1m", text)
    text = re.sub(r"(?<=[a-z])-(?=\w)|(?<=\w)-(?=[a-z])", " ", text)
    text = re.sub(r"'s?(?=\s|$)", "", text)
    tokens = [token for token in _TOKEN.findall(text) if token[0].isalnum() or token[0] == "'" or token in "-/"]
    text = " ".join(_count(tokens))
    for plural, singular in _PLURALS.items():
        text = text.replace(plural, singular.replace(" ", ""))
    text = re.sub(r"\b(?:a )?couple(?: of)?\b|\ba pair of\b", "2", text)
    text = re.sub(r"\ban? (?=(?:100|1000|12) )", "", text)
    text = re.sub(r"\bhalf (?:of )?an? (?=[a-z])", "0.5 ", text)
    text = re.sub(r"\b(\d+) (?:and an? half|1/2)(?= )|\b(\d+) 1/2 ", r"\1\2.5 ", text).replace("  ", " ")
    text = re.sub(r"\b(?:an?|1) ([a-z]+) and an? half\b", r"1.5 \1s", text)
    return _VAGUE.sub("x", text)


def _count(tokens: list[str]) -> list[str]:
    """Number words to digits; ordinals to "3rd"; years in words ("nineteen ninety-four") to four digits."""
    out: list[str] = []
    index = 0
    while index < len(tokens):
        number, ordinal, used = _number(tokens, index)
        if used:
            out.append(f"{number}{_suffix(number)}" if ordinal else str(number))
            index += used
            continue
        word = tokens[index]
        if word in _DECADES:
            out.append(f"'{_DECADES[word]}s")
        else:
            out.append(word.replace(",", "") if word[0].isdigit() else word)
        index += 1
    return out


def _number(tokens: list[str], index: int) -> tuple[int, bool, int]:
    """Value, whether ordinal, and how many tokens the number at ``index`` takes (0: none)."""
    total, current, used = 0, 0, 0
    ordinal = False
    previous = ""
    for word in tokens[index : index + 8]:
        if word in _SMALL and previous not in ("small",):
            if previous == "tens" and _SMALL[word] > 9:
                return _year(total + current, _SMALL[word], used + 1)
            current, previous = current + _SMALL[word], "small"
        elif word in _TENS:
            if previous in ("small", "tens") and 10 <= current <= 29 and total == 0:
                unit = _SMALL.get(tokens[index + used + 1], 0) if index + used + 1 < len(tokens) else 0
                return _year(current, _TENS[word] * 10 + (unit if unit < 10 else 0), used + 1 + (0 < unit < 10))
            if previous == "small":
                break
            current, previous = current + _TENS[word] * 10, "tens"
        elif word == "hundred" and used:
            current, previous = max(current, 1) * 100, "hundred"
        elif word == "thousand" and used:
            total, current, previous = max(current, 1) * 1000, 0, "thousand"
        elif word in ("hundred", "thousand", "dozen"):
            return {"hundred": 100, "thousand": 1000, "dozen": 12}[word], False, 1
        elif word in _ORDINALS and previous != "small" and (previous != "tens" or _ORDINALS[word] < 10):
            return total + current + _ORDINALS[word], True, used + 1
        elif word == "and" and previous in ("hundred", "thousand") and _is_small(tokens, index + used + 1):
            pass
        else:
            break
        used += 1
    return total + current, ordinal, used


def _is_small(tokens: list[str], index: int) -> bool:
    return index < len(tokens) and (tokens[index] in _SMALL or tokens[index] in _TENS)


def _year(hundreds: int, rest: int, used: int) -> tuple[int, bool, int]:
    return hundreds * 100 + rest, False, used


def _suffix(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
