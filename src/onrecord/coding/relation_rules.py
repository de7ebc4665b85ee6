"""Patterns of lasting ties between two mentions: what stands between them, before the first, behind the second."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = r"(?:[\w’'-]+ ){0,3}"
_OFFICE = (
    r"(?:(?:prime |deputy |vice |foreign |defen[cs]e |interior |finance |justice |acting |supreme |first )*"
    r"(?:secretary of (?:state|defen[cs]e|the treasury)|secretary[- ]general|chief of staff|commander[- ]in[- ]chief|head of state|"
    r"attorney general|ministers?|presidents?|premiers?|chancellors?|kings?|queens?|emirs?|sultans?|commanders?|commandants?|chiefs?|heads?|"
    r"leaders?|directors?|secretar(?:y|ies)|spokes(?:man|woman|person)|ambassadors?|envoys?|governors?|mayors?|speakers?|"
    r"chair(?:man|woman|person)?|general|admiral|colonel|judges?|prosecutors?|treasurers?|commissioners?|advisers?|senators?))"
)
_ARTICLE = r"(?:the |a |an |its |his |her |their )?"
_BE = r"(?:(?:who |which )?(?:is|are|was|were|became|becomes|remains|serves as|served as) |as )"
_POSS = r"(?:['’]s?)?"
_UNIT = (
    r"(?:units?|branch|branches|arms?|wings?|parts?|divisions?|subsidiar(?:y|ies)|departments?|factions?|offshoots?|agenc(?:y|ies)|"
    r"sections?|directorates?)"
)
_ALLY = r"(?:ally|allies)"
_FOE = r"(?:opponents?|rivals?|foes?|enem(?:y|ies)|arch-?(?:foe|rival|enemy)s?|adversar(?:y|ies)|critics?)"

PERSONS = frozenset({"person"})
BODIES = frozenset({"organisation", "country", "group", "facility"})
ORGANISATIONS = frozenset({"organisation", "group"})
ANY = PERSONS | BODIES | {"place"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of a tie between mention A and a later mention B of one sentence.

    Attributes:
        type: Type of relation; "office" becomes holds_office or commands by what is led.
        between: Must match all that stands between A and B.
        behind: Must match what follows B, where given.
        before: Must match the end of what precedes A, where given.
        backward: B is the subject and A the object.
        spread: Mentions coordinated with the subject are subjects too.
    """

    type: str
    first: frozenset[str]
    second: frozenset[str]
    between: re.Pattern[str]
    behind: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    backward: bool = False
    spread: bool = False


def _rule(
    kind: str,
    first: frozenset[str],
    second: frozenset[str],
    between: str,
    behind: str = "",
    before: str = "",
    *,
    backward: bool = False,
    spread: bool = False,
) -> Rule:
    return Rule(
        kind,
        first,
        second,
        re.compile(between, re.IGNORECASE),
        re.compile(behind, re.IGNORECASE) if behind else None,
        re.compile(before, re.IGNORECASE) if before else None,
        backward,
        spread,
    )


RULES: tuple[Rule, ...] = (
    # "Ruritanian Defence Minister P", "Valley Brigade chief P"; only titles and names stand between
    _rule("office", BODIES, PERSONS, rf" (?:(?:press|rights|security|trade|army|police|party|(?-i:[A-Z][\w-]+)) ){{0,3}}{_OFFICE},? ", backward=True),
    # "the Valley Brigade's commander, P", "Kenya's presidential adviser P"
    _rule("office", BODIES, PERSONS, rf"['’]s? {_WORDS}{_OFFICE}(?:,| (?:is|was))? ", backward=True),
    # "P, head of the O", "P is the commander of O"
    _rule("office", PERSONS, BODIES, rf"(?:,? {_BE}|, ?){_ARTICLE}{_WORDS}{_OFFICE} (?:of|for|at|to) (?:the )?"),
    # "P, the O's spokesman"
    _rule("office", PERSONS, BODIES, rf"(?:,? {_BE}|, ?){_ARTICLE}", behind=rf"{_POSS} {_WORDS}{_OFFICE}\b"),
    # "the commander of O, P"
    _rule("office", BODIES, PERSONS, r",? ", before=rf"\b{_OFFICE} of (?:the )?$", backward=True),
    # "O, led by P"
    _rule("office", BODIES, PERSONS, r",? (?:which is |is )?(?:led|headed|commanded|chaired) by ", backward=True),
    # "P, who commands O"
    _rule("commands", PERSONS, BODIES, r",? (?:who )?(?:commands|commanded) (?:the )?"),
    _rule("part_of", BODIES, BODIES, rf",? (?:{_BE})?(?:a|an|the|one of the) {_WORDS}{_UNIT} of (?:the )?"),
    _rule("part_of", BODIES, BODIES, r",? (?:which |is |are |was |forms? |forming )*part of (?:the )?"),
    _rule("part_of", ORGANISATIONS, ORGANISATIONS, r" of (?:the )?"),
    # "the Guards' Valley Force"; what a country merely hosts is sorted out by its sectors
    _rule("part_of", BODIES, ORGANISATIONS, r"['’]s? (?:[a-z-]+ ){0,2}", backward=True),
    _rule("member_of", ANY, BODIES, rf",? (?:{_BE})?{_ARTICLE}{_WORDS}members? of (?:the )?", spread=True),
    _rule("member_of", BODIES, ANY, r" member(?: states?| countr(?:y|ies)| nations?)?,? ", backward=True, spread=True),
    _rule("member_of", ANY, BODIES, rf", {_ARTICLE}{_WORDS}", behind=r" members?\b", spread=True),
    _rule("member_of", BODIES, BODIES, r",? (?:which )?(?:includes?|comprises?|groups) (?:the )?", backward=True, spread=True),
    _rule("member_of", ANY, BODIES, r",? (?:who |which )?(?:belongs?|belonging) to (?:the )?"),
    _rule(
        "reports_to", ANY, ANY,
        r",? (?:who |which )?(?:reports?|reporting|answers?|answering|answerable|is answerable) (?:directly |only )?to (?:the )?",
    ),
    _rule("reports_to", ANY, ANY, r",? (?:which is |is |are )?under the (?:direct )?command of (?:the )?"),
    _rule("allied_with", ANY, ANY, rf",? (?:{_BE})?(?:a|an|the) {_WORDS}{_ALLY} of (?:the )?(?:\w+ president )?", spread=True),
    _rule("allied_with", ANY, ANY, rf"{_POSS} (?:[a-z-]+ ){{0,2}}{_ALLY},? ", backward=True, spread=True),
    _rule("allied_with", ANY, ANY, rf"(?:,? {_BE}|, ){_ARTICLE}{_WORDS}", behind=rf"{_POSS} (?:[a-z-]+ ){{0,2}}{_ALLY}\b", spread=True),
    _rule("allied_with", ANY, ANY, r",? (?:is |are |which is |who is )?(?:closely )?allied (?:with|to) (?:the )?"),
    _rule("allied_with", ANY, ANY, r"-(?:allied|aligned) (?:[a-z-]+ ){0,2}", backward=True),
    _rule("opposed_to", ANY, ANY, rf",? (?:{_BE})?(?:a|an|the) {_WORDS}{_FOE} of (?:the )?", spread=True),
    _rule("opposed_to", ANY, ANY, rf"{_POSS} (?:[a-z-]+ ){{0,2}}{_FOE},? ", backward=True, spread=True),
    _rule("opposed_to", ANY, ANY, rf"(?:,? {_BE}|, ){_ARTICLE}{_WORDS}", behind=rf"{_POSS} (?:[a-z-]+ ){{0,2}}{_FOE}\b", spread=True),
    _rule("opposed_to", ANY, ANY, r",? (?:is |are |which is |who is )?(?:bitterly |strongly )?opposed to (?:the )?"),
)  # fmt: skip
"""All patterns, the first that fits a pair holds."""

ARMED_NAME = re.compile(
    r"\b(?:forces?|army|armies|guards?|brigades?|militias?|corps|battalions?|navy|fleet|regiment|division|air force|troops|command)\b",
    re.IGNORECASE,
)
"""Names of bodies that are commanded rather than presided over."""
LEADING = re.compile(
    r"\b(?:commander|commandant|chief|head|leader|commander[- ]in[- ]chief|led by|headed by|commanded by)s?\b",
    re.IGNORECASE,
)
STATE_BODY = re.compile(
    r"\b(?:ministry|army|forces?|guards?|parliament|court|police|navy|council|department|agency|intelligence|government|cabinet|"
    r"senate|assembly|congress|commission|corps|bank)\b",
    re.IGNORECASE,
)
"""Names of bodies that belong to the country whose possessive stands before them."""
FORMER = re.compile(r"\b(?:former|ex-|late|one-time|onetime|previous|then-|ousted|deposed|retired)", re.IGNORECASE)
TITLE_BEFORE = re.compile(rf"(?:^|\s)([A-Z][\w.-]+)(?:['’]s)? {_WORDS}(?i:{_OFFICE}) $")
"""A demonym and a title right before a name, where the demonym is no mention of its own."""
TITLE_INSIDE = re.compile(rf"([A-Z][\w.-]+)(?:['’]s)? {_WORDS}(?i:{_OFFICE}) ")
"""The same inside of a mention."""
