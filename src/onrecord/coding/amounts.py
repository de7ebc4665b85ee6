"""Amounts: value, unit and what is measured ("25% tariffs", "9,000 tonnes of grain")."""

from __future__ import annotations

import re

from onrecord.coding.view import View
from onrecord.model import Amount, Span

_ONES = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SMALL = "|".join([*_ONES, *_TENS])
_SCALE = "|".join(_SCALES)
_NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(?P<scale>{_SCALE}|m(?=\b)|k(?=\b))\b)?"
    rf"|\b(?P<words>(?:{_SMALL}|{_SCALE})(?:(?:[ -]|,? and )(?:{_SMALL}|{_SCALE})){{0,8}})\b"
    r"|\b(?P<dozen>(?:(?:a|two|three|four|half a) )?dozen)\b"
    rf"|\b(?:a|an) (?P<one>{_SCALE})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or)\s*(?:[$€£]\s?)?\d", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:[$€£]\s?)?$", re.IGNORECASE)
_PERCENT = re.compile(r"\s*-?\s*(?:%|per ?cent(?:age points?)?\b|pct\b)", re.IGNORECASE)
_CURRENCY_BEFORE = (
    (re.compile(r"(?:US\$|USD|\bU\.S\. ?\$)\s?$"), "USD"),
    (re.compile(r"(?:C\$|CA\$|CAD)\s?$"), "CAD"),
    (re.compile(r"(?:A\$|AU\$|AUD)\s?$"), "AUD"),
    (re.compile(r"(?:NZ\$|NZD)\s?$"), "NZD"),
    (re.compile(r"(?:HK\$|HKD)\s?$"), "HKD"),
    (re.compile(r"(?:NT\$|TWD)\s?$"), "TWD"),
    (re.compile(r"(?:S\$|SGD)\s?$"), "SGD"),
    (re.compile(r"(?:R\$|BRL)\s?$"), "BRL"),
    (re.compile(r"\$\s?$"), "USD"),
    (re.compile(r"(?:€|EUR)\s?$"), "EUR"),
    (re.compile(r"(?:£|GBP)\s?$"), "GBP"),
    (re.compile(r"(?:₹|INR)\s?$"), "INR"),
    (re.compile(r"(?:₽|RUB)\s?$"), "RUB"),
    (re.compile(r"(?:₺|TRY)\s?$"), "TRY"),
    (re.compile(r"(?:₩|KRW)\s?$"), "KRW"),
    (re.compile(r"(?:₪|ILS)\s?$"), "ILS"),
    (re.compile(r"(?:₴|UAH)\s?$"), "UAH"),
    (re.compile(r"(?:JPY)\s?$"), "JPY"),
    (re.compile(r"(?:CNY|RMB)\s?$"), "CNY"),
    (re.compile(r"(?:CHF)\s?$"), "CHF"),
)
_CURRENCY_AFTER = (
    (re.compile(r"\s*(?:€|euros?\b|EUR\b)", re.IGNORECASE), "EUR"),
    (re.compile(r"\s*(?:US dollars?|U\.S\. dollars?|USD)\b", re.IGNORECASE), "USD"),
    (re.compile(r"\s*(?:pounds? sterling|GBP)\b", re.IGNORECASE), "GBP"),
    (re.compile(r"\s*(?:Japanese )?yen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"\s*(?:yuan|renminbi)\b", re.IGNORECASE), "CNY"),
    (re.compile(r"\s*(?:Russian )?rou?bles?\b", re.IGNORECASE), "RUB"),
    (re.compile(r"\s*(?:Ukrainian )?hryvnias?\b", re.IGNORECASE), "UAH"),
    (re.compile(r"\s*(?:Swiss francs?|CHF)\b", re.IGNORECASE), "CHF"),
    (re.compile(r"\s*(?:Israeli )?shekels?\b", re.IGNORECASE), "ILS"),
    (re.compile(r"\s*Turkish liras?\b", re.IGNORECASE), "TRY"),
    (re.compile(r"\s*Indian rupees?\b", re.IGNORECASE), "INR"),
)
_UNITS = {
    "tonne": "tonne tonnes ton tons", "kilogram": "kilogram kilograms kg kilo kilos", "barrel": "barrel barrels",
    "kilometre": "kilometre kilometres kilometer kilometers km", "mile": "mile miles", "hectare": "hectare hectares",
    "year": "year years", "month": "month months", "week": "week weeks", "day": "day days", "hour": "hour hours",
    "litre": "litre litres liter liters", "megawatt": "megawatt megawatts mw",
}  # fmt: skip
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PEOPLE = frozenset(
    """people persons person civilians soldiers troops policemen officers fighters militants rebels insurgents protesters
    protestors demonstrators migrants refugees prisoners detainees hostages diplomats workers students children women men
    journalists officials guards gunmen personnel lawmakers deputies residents villagers families victims passengers
    activists marchers strikers employees volunteers observers peacekeepers inspectors experts doctors teachers captives
    conscripts reservists servicemen marines militiamen recruits sailors pilots inmates farmers miners dead wounded injured
    arrested killed deaths casualties""".split()
)
_PLURAL_ONLY = frozenset(
    {"troops", "forces", "goods", "arms", "police", "personnel", "talks", "sanctions", "people", "series", "news"}
)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "policemen": "policeman",
    "gunmen": "gunman",
    "lives": "life",
}
_STOP = frozenset(
    """of on in at for to from by with and or as that which who after before over under against per a an the this last
    next more less were was is are be been have has had will would during since until while when into about if but
    not, than each its their his her those all some""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MEASURED_BEFORE = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)*) (?:of|at) (?:(?:about|around|at least|up to|some|nearly|over|a|an) ){0,2}(?:[$€£]\s?)?$",
    re.IGNORECASE,
)
_NOUN_BEHIND = 3


def amount_of(view: View, span: Span) -> Amount:
    """Read an amount; what the text does not say plainly stays ``None``.

    "More than 200" has the value 200, "dozens" and "8 to 12" have none.
    """
    text = view.quote(span)
    number = _NUMBER.search(text)
    if number is None:
        return Amount(span, None, None, _measured(view, span, span[0], None))
    value = _value(number)
    if _RANGE.match(text, number.end()) or _BETWEEN.search(text[: number.start()]):
        value = None
    unit, used = _unit(view, span, span[0] + number.start(), span[0] + number.end())
    noun = _measured(view, span, used, span[0] + number.start())
    if unit is None and noun is not None and _head_is_people(view, span, used):
        unit = "people"
    return Amount(span, value, unit, noun)


def _value(number: re.Match[str]) -> float | None:
    if number["digits"]:
        scale = (number["scale"] or "").lower()
        factor = {"": 1.0, "m": 1e6, "k": 1e3, **_SCALES}[scale]
        return round(float(number["digits"].replace(",", "")) * factor, 6)
    if number["one"]:
        return _SCALES[number["one"].lower()]
    if number["dozen"]:
        count = number["dozen"].lower().removesuffix("dozen").strip()
        return {"": 12.0, "a": 12.0, "half a": 6.0, "two": 24.0, "three": 36.0, "four": 48.0}[count]
    total = current = 0.0
    for word in re.split(r"[ ,-]+", number["words"].lower()):
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0.0
    return total + current


def _unit(view: View, span: Span, start: int, end: int) -> tuple[str | None, int]:
    """Unit of the number at ``start:end`` and where the words after number and unit begin."""
    sentence_end = view.sentence(span[0])[1]
    if percent := _PERCENT.match(view.text, end, sentence_end):
        return "percent", percent.end()
    before = view.text[max(0, start - 6) : start]
    for pattern, code in _CURRENCY_BEFORE:
        if pattern.search(before):
            return code, end
    for pattern, code in _CURRENCY_AFTER:
        if currency := pattern.match(view.text, end, sentence_end):
            return code, currency.end()
    word = _WORD.match(view.text, _skip(view.text, end), sentence_end)
    if word is None:
        return None, end
    unit = _UNIT_OF.get(word.group().lower()) or _UNIT_OF.get(word.group().lower().split("-")[0])
    if unit is not None:
        return unit, word.end()
    return None, end


def _measured(view: View, span: Span, used: int, number: int | None) -> str | None:
    """The noun that is measured: behind the number and unit, or before them ("tariffs of 25%")."""
    words = _words_behind(view, span, used)
    if words:
        return _singular(words[-1])
    if number is not None:
        first = max(view.sentence(span[0])[0], number - 60)
        before = _MEASURED_BEFORE.search(view.text[first:number])
        if before is not None and before[1].lower() not in _STOP:
            return _singular(before[1])
    return None


def _words_behind(view: View, span: Span, used: int) -> list[str]:
    end = (
        span[1]
        if used < span[1] and _WORD.search(view.text, used, span[1])
        else min(view.sentence(span[0])[1], used + 60)
    )
    inside = end == span[1]
    at = _skip(view.text, used)
    if view.text.startswith("of ", at):
        at += 3
    words: list[str] = []
    while word := _WORD.match(view.text, at, end):
        if word.group().lower() in _STOP or (not inside and len(words) == _NOUN_BEHIND):
            break
        if not inside and words and words[-1].endswith("s"):
            # Outside of the marked amount the first plural is taken for the head: what follows may be the verb.
            break
        words.append(word.group())
        following = word.end()
        if view.text[following : following + 1] != " ":
            break
        at = following + 1
    return words


def _head_is_people(view: View, span: Span, used: int) -> bool:
    words = _words_behind(view, span, used)
    return bool(words) and words[-1].lower() in _PEOPLE


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " -":
        at += 1
    return at


def _singular(noun: str) -> str:
    word = noun.lower()
    if word in _PLURAL_ONLY or (not word.endswith("s") and word not in _IRREGULAR):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]
