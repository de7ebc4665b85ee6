"""Pieces of patterns over normalised expressions, shared by the parts of the grammar; spaces are safe in verbose patterns."""

from __future__ import annotations

from onrecord.resolve.timex_words import DAYPARTS, MONTHS, SEASONS, WEEKDAYS

COUNT_PATTERN = r"(?:\d{1,4}(?:\.5)?|an?|x)"
UNIT_PATTERN = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|millennium)"
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY_PATTERN = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
SEASON_PATTERN = "|".join(SEASONS)
DAYPART_PATTERN = "|".join(DAYPARTS)
YEAR_PATTERN = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
ABOUT_PATTERN = r"(?:about|around|nearly|almost|roughly|approximately|some|circa|c|only|just|barely|a[ ]good|well)"
BOUND_PATTERN = r"(?:more[ ]than|less[ ]than|fewer[ ]than|at[ ]least|at[ ]most|up[ ]to|as[ ]long[ ]as|as[ ]many[ ]as|no[ ]more[ ]than|over|under|within|a[ ]further|another|an[ ]additional|an[ ]extra|a[ ]full|a[ ]whole|a[ ]mere)"
