"""What a line of a page is: running text, a heading, or furniture. Each line is judged by itself; none over a bound is matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from onrecord.clean.dates import date_line
from onrecord.model import Span


class Kind(StrEnum):
    """What one line looks like before its neighbours are asked."""

    PROSE = "prose"
    SENTENCE = "sentence"
    HEADING = "heading"
    DATE = "date"
    BYLINE = "byline"
    WIDGET = "widget"
    PROMOTION = "promotion"
    CAPTION = "caption"
    FOOTER = "footer"
    CREDIT = "credit"
    NOTICE = "notice"
    RELATED = "related"
    COMMENTS = "comments"
    SEPARATOR = "separator"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a page: folded text, its kind, its span on the page, and the empty lines before it."""

    text: str
    kind: Kind
    span: Span
    blank_before: int


MAX_MATCHED = 600
"""Characters of a line that is matched against the patterns below; furniture is shorter."""
PROSE_WORDS = 8
LONG_PROSE_WORDS = 30
MAX_TITLE_WORDS = 30
_PROSE_CHARACTERS = 60
_CREDIT_CHARACTERS = 200

_CLOSERS = "\"'”’)]»"
_WIDGET_WORDS = frozenset(
    """share shares tweet print email e-mail mail listen save copy link facebook twitter x whatsapp telegram linkedin reddit
    pinterest messenger pocket flipboard instagram youtube tiktok threads bluesky mastodon viber vk wechat comment comments
    reply like likes follow subscribe bookmark menu search close home login logout play pause watch live video videos gallery
    photos audio more next previous prev top font size text a aa tt + - download pdf rss newsletter views view""".split()
)
_WIDGET = re.compile(
    r"""(?:
      [\d.,]{1,9}\s?[km]?(?:\s(?:shares?|comments?|views?|likes?|reads?|tweets?|replies|followers|min(?:ute)?s?(?:\sread)?))?
    | (?:an?|\d{1,3})\s(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\sago
    | (?:reading\stime|estimated\sread(?:ing\stime)?)\b.{0,30}
    | \d{1,3}\s?[-–]?\s?min(?:ute)?s?\s(?:read|listen|watch)
    | (?:click\sto\s)?(?:share|tweet|post|pin|send|email|print|save|listen(?:\sto)?|play|copy|report|bookmark)
        (?:\s(?:this|the|on|via|to|by|with|in|link|it|an?|friend|article|story|post|page|audio|facebook|twitter|x|whatsapp|telegram|
        linkedin|reddit|email|pinterest|pocket|opens|new|window|\(opens|window\))){1,8}
    | (?:read|show|load|view|see|learn|watch|listen)\s(?:more|less|all|full\s(?:story|article|text)|comments|now|live)
    | (?:read|view)\sthe\sfull\s(?:story|article|text) | continue\sreading | skip\sto\s(?:main\s)?content | back\sto\stop
    | (?:log|sign)\s?(?:in|out|up)(?:\s(?:or|/)\s\w{1,10}(?:\s\w{1,10})?)? | register | create\saccount
    | (?:increase|decrease|change|reset)?\s?(?:font|text)\ssize | toggle\s\w{1,15}(?:\s\w{1,15})? | (?:next|previous)\s(?:article|story|post|page)
    | (?:open|close)\s(?:menu|search|navigation|image|gallery)(?:\s\w{1,15}){0,3} | add\sto\sfavou?rites | text\sto\sspeech
    | image\s\d{1,3}\sof\s\d{1,3} | \d{1,3}\s?/\s?\d{1,3} | please\sturn\son\sjavascript.{0,80} | loading(?:\.{1,3}|…)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"""(?:
      advert(?:isement|ising|s)?\b.{0,40} | (?:story|article)\scontinues\s(?:below|after).{0,40}
    | (?:sponsored|promoted|paid)\s(?:content|post|story|by)\b.{0,60}
    | (?:read|also\sread|read\salso|read\smore|read\snext|see\salso|see\smore|related|more\son\sthis|watch|listen|in\spictures|
        recommended|don[’']?t\smiss|up\snext|trending|most\sread|you\smay\slike)\s?(?:[:»>|]|\s[-–—]\s).{0,300}
    | (?:please\s)?(?:subscribe|sign\sup|register|join|follow|like|donate|download|support|help|contact|send|share|protect|read|listen)\b
        .{0,200}?\b(?:(?-i:[Uu]s)|our|newsletters?|the\sapp|channel|inbox|subscription|subscribers?|click\shere|whatsapp|telegram|@\w{2,30})\b.{0,200}
    | (?:please\s)?(?:get|stay|become|click|tap|visit|check\sout|keep|make|buy|order|enjoy|never\smiss)\b.{0,200}?\b(?:newsletters?|the\sapp|
        our\s\w{1,20}|inbox|subscription|subscribers?|click\shere|whatsapp|telegram\schannel|@\w{2,30})\b.{0,200}
    | (?:get|receive|sign\sup|subscribe)\b.{0,80}\b(?:latest|breaking|daily|weekly)\b.{0,60}\b(?:news|headlines|updates|stories|alerts)\b.{0,80}
    | for\smore\s(?:news|stories|information|updates|coverage)\b.{0,80}\b(?:visit|follow|click|subscribe|see|go\sto|at)\b.{0,80}
    | click\shere\b.{0,150} | subscribe\s(?:now|today|here|to\b.{0,80})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_REPORTED = re.compile(
    r"[“”\"]|\b(?:said|says|told|added|wrote|asked|urged|according|warned|insisted|vowed|pleaded|argued)\b",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"""(?:
      (?:©|\(c\)\s|copyright\s?(?:©|\(c\)|:|by\b|(?:19|20)\d\d|\Z|(?:(?:(?-i:[A-Z])[\w.&’'-]{0,30}|the|of|and|for|&),?\s){1,8}(?:19|20)\d\d\W*\Z)).{0,300} | .{0,200}\ball\srights\sreserved\b.{0,300}
    | (?:proudly\s)?powered\sby\s\w.{0,60} | .{0,200}\b(?:reproduction|republication)\b.{0,80}\b(?:prohibited|forbidden|permission)\b.{0,100}
    | .{0,200}\bthis\s(?:material|content|article|story|text|page|publication|copy|work)\b.{0,60}\bmay\snot\sbe\s(?:published|reproduced|copied|redistributed)\b.{0,200}
    | .{0,200}\bmay\snot\sbe\s(?:published|reproduced|copied|redistributed)(?:,?\s(?:or\s)?(?:broadcast|rewritten|redistributed|published|reproduced|copied|distributed|transmitted)\b
        |\b.{0,100}\b(?:without|in\s(?:any|whole|part))\b).{0,200}
    | (?:the\sviews|views|opinions)\s(?:and\sopinions\s)?expressed\b.{0,300}
    | (?:(?:about(?:\sus)?|contact(?:\sus)?|advertise(?:\swith\sus)?|privacy(?:\s(?:policy|notice|statement))?|cookies?(?:\s(?:policy|settings))?|
       terms(?:\s(?:of\s(?:use|service)|and\sconditions|&\sconditions))?|site\s?map|careers|jobs|rss|help|faqs?|masthead|imprint|legal(?:\snotice)?|
       disclaimer|accessibility|do\snot\ssell\smy\spersonal\sinformation|ethics|staff|editorial\spolicy)(?:\s?[|·•,/]\s?|\s{1,3}|\Z)){1,15}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_GLUED_FOOTER = re.compile(
    r"©|\(c\)\s?(?:19|20)\d\d|\bcopyright\s?(?:©|\(c\)|(?:19|20)\d\d)|\ball rights reserved\b", re.IGNORECASE
)
_RELATED = re.compile(
    r"""(?:
      (?:similar|related|recent|popular|latest|other|more|further|recommended|trending|top|sponsored|promoted|featured)\s
        (?:posts?|articles?|stories|news|topics?|content|coverage|links?|reading|headlines|videos?|reads)(?:\s(?:from|on|in|by|about)\s.{1,60})?
    | you\s(?:may|might)\s(?:also\s)?(?:like|enjoy|be\sinterested\sin|have\smissed) | more\sfrom\s.{1,60} | read\snext | what\sto\sread\snext
    | recommended(?:\sfor\syou)? | most\s(?:read|popular|viewed|shared|commented) | trending(?:\snow)? | editor[’']?s[’']?\s(?:picks?|choice)
    | also\son\s.{1,40} | (?:around|from)\sthe\sweb | related | see\salso | (?:share|like)\sthis
    )\s?[:»>]?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"""(?:
      (?:leave|post|add|write|submit)\s(?:a|your|an)?\s?(?:reply|comment|response)s?(?:\s.{0,40})? | (?:view\s|show\s)?(?:\d{1,6}\s)?comments?(?:\s?\(\d{1,6}\))?
    | (?:\d{1,6}|one|no)\s(?:comments?|responses?|replies|thoughts)(?:\s(?:to|on|so\sfar)\b.{0,200})? | cancel\sreply
    | join\sthe\s(?:conversation|discussion) | your\semail\saddress\swill\snot\sbe\spublished.{0,100} | comments\sare\s(?:closed|off).{0,60}
    | about\sthe\sauthors? | required\sfields\sare\smarked.{0,20} | be\sthe\sfirst\sto\scomment.{0,40}
    )\s?[:.]?""",
    re.VERBOSE | re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|posted in|tagged(?: with)?)\s?(?::.{0,300}|\Z)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:additional\s)?(?:reporting|writing|editing|translation|compiled|edited|translated|produced)\s(?:by|from)"
    r"|with\s(?:inputs?|files?|reporting|additional reporting)\s(?:by|from)|source\s?:)\s.{1,300}",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(r"[(\[—–-]\s?[A-Z][\w.&/’' -]{1,30}[)\]]?")
_NOTICE = re.compile(
    r"""[*\[(]?(?:
      (?:corrections?|clarifications?|retractions?|editor[’']?s?[’']?\snote|retracted|corrected)(?:\s?\([^)]{1,40}\))?\s?(?:[:—–]|-\s).{0,600}
    | .{0,200}\ban\searlier\sversion\sof\sthis\b.{0,400}
    | (?:(?!\b(?:said|says|told|that)\b).){0,40}\bthis\s(?:article|story|post|report|piece)\s(?:has\sbeen|was)\s(?:corrected|amended|retracted|clarified|withdrawn|updated\sto\scorrect)\b.{0,400}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written|reported|story|words|text|posted|report)\s)?by\s?:?\s(?P<names>\S.{1,119})", re.IGNORECASE
)
_NAME_PARTS = frozenset("and & de da di la le van von der den bin al el ben of in for at the | , staff".split())
_CAPTION_START = re.compile(
    r"(?:file(?:\s(?:photo|image|picture|pic))?\s?[:–—]|(?:file\s)?(?:photo|image|picture|caption|pictured|illustration)\s?:|in this (?:photo|image|"
    r"(?:file|handout|undated|screen\w*)\s(?:photo|image|picture|grab)|picture)\b|pictured\b|an? (?:file |handout |undated )?(?:photo|photograph|"
    # What a picture did, or what was done with it, is news of it.
    r"image|picture|screengrab) (?:shows\b|(?:of|released)\b(?!.*\b(?:was|were|has|had|showed|emerged|appeared|circulated|spread|drew)\b)))",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"""(?:
      (?i:[(\[](?:[^()\[\]]{0,40}\b)?(?:(?:photo|image|picture|graphic|video|screengrab)s?\s?(?:by|from|via|credit|courtesy|provided|/|:)
        |getty|shutterstock|handout|file\s(?:photo|image|picture)|(?:ap|afp|reuters|epa|file|staff|stock)\s(?:photo|image)s?)
        [^()\[\]]{0,80}[)\]])
    | (?i:[(\[](?:file|photo|image|handout|illustration|courtesy\sof\s[^()\[\]]{2,60})[)\]])
    | [(\[](?:REUTERS|AFP|AP|EPA)\s?/\s?[^()\[\]]{2,60}[)\]]
    | (?i:\b(?:photo|image|picture|photograph)s?\s?(?:(?:by|courtesy\sof)\s?(?=(?-i:[^\W\d_a-z]))|:|courtesy(?!\sof\b)|credit\s?:)\s?[^.]{2,80})
    | (?:[.|—–-]|\s)\s?(?:REUTERS|AFP|AP\sPhoto|EPA|Getty\sImages|GETTY\sIMAGES|Shutterstock)\s?/\s?[^.]{2,60}
    | [/|—–]\s?(?:AFP|AP|Reuters|REUTERS|EPA|Getty\sImages|Shutterstock)(?:\svia\s[\w\s]{2,30})? | via\sGetty\sImages
    | (?i:\b(?:credit|courtesy)\s?:\s?[^.]{2,60})
    )\.?\Z""",
    re.VERBOSE,
)
_NAME_IN_BRACKETS = re.compile(r"[(\[](?![DRI]-)[A-Z][\w.&’'-]*(?:(?:\s?[/,|]\s?|\s)[\w.&’'-]+){0,8}[)\]]\Z")
_SEPARATOR = re.compile(r"[\W_]{1,200}")
_TERMINAL = ".?!…。！？"
_DATELINE = re.compile(
    r"""(?P<place>(?:[^\W\d_a-z][^\W\d_a-z.'’-]+|[^\W\d_a-z]\.)(?:[ /][^\W\d_a-z][^\W\d_a-z.'’-]*){0,3})
        (?:,\s[A-Z][\w. -]{1,40})?(?:\s?[(\[](?P<agency>[A-Z][^()\[\]]{1,40})[)\]])?\s?(?:—|–|--|-)\s?(?=["“‘'(]?[^\W\d_a-z])
      | (?P<mixed>[A-Z][\w.'’-]{1,25}(?:\s[A-Z][\w.'’-]{1,25}){0,2})(?:,\s[\w. ,-]{1,40}?)?\s?[(\[][A-Z][^()\[\]]{1,40}[)\]]\s?(?:—|–|--|-|:)\s?(?=["“‘'(]?[^\W\d_a-z])""",
    re.VERBOSE,
)
_NO_PLACE = frozenset(
    "UPDATE UPDATED BREAKING VIDEO EXCLUSIVE WATCH LIVE ANALYSIS OPINION CORRECTION FILE PHOTO PHOTOS NOTE".split()
)


def kind_of(text: str) -> Kind:
    """Judge a line by itself.

    Args:
        text: One line or paragraph, folded, not empty.
    """
    if len(text) > MAX_MATCHED:
        return Kind.PROSE
    if _SEPARATOR.fullmatch(text):
        return Kind.SEPARATOR
    return _furniture(text) or _running(text)


def title_key(text: str) -> str:
    """What two printings of one title have in common: letters and digits, case-folded."""
    return "".join(character for character in text.casefold() if character.isalnum())


def is_title_like(line: Line) -> bool:
    """Whether a line could be a title: a few words that do not end as a sentence does."""
    return line.kind is Kind.HEADING and 2 <= len(line.text.split()) <= MAX_TITLE_WORDS


def _furniture(text: str) -> Kind | None:
    bare = text.strip(" :|•·>»<«-–—*\u2009")
    words = bare.lower().split()
    if _WIDGET.fullmatch(bare) or (words and len(words) <= 15 and all(word in _WIDGET_WORDS for word in words)):
        return Kind.COMMENTS if words in (["comments"], ["comment"]) else Kind.WIDGET
    if len(bare) <= 2 and bare.isascii() and not ends_sentence(text):
        return Kind.WIDGET
    if _COMMENTS.fullmatch(bare):
        return Kind.COMMENTS
    if _RELATED.fullmatch(bare) or _TAGS.match(bare):
        return Kind.RELATED if not _TAGS.match(bare) else Kind.WIDGET
    if date_line(text) is not None:
        return Kind.DATE
    if byline_names(text):
        return Kind.BYLINE
    if _NOTICE.fullmatch(text):
        return Kind.NOTICE
    if _FOOTER.fullmatch(text):
        return Kind.FOOTER
    if _CREDIT.fullmatch(text):
        return Kind.CREDIT
    # "US" in capitals is a country, but for a line that is all capitals.
    if _PROMOTION.fullmatch(text.lower() if text.isupper() else text) and not _REPORTED.search(text):
        return Kind.PROMOTION
    if _CAPTION_START.match(text) or _CAPTION_END.search(text, max(0, len(text) - _CREDIT_CHARACTERS)):
        return Kind.CAPTION
    return Kind.CREDIT if _AGENCY_LINE.fullmatch(text) else None


def _running(text: str) -> Kind:
    words = len(text.split())
    long_enough = words >= PROSE_WORDS or len(text) >= _PROSE_CHARACTERS
    ended = ends_sentence(text)
    if words >= LONG_PROSE_WORDS or (ended and long_enough and not (text[-1] in "?!" and words <= PROSE_WORDS)):
        return Kind.PROSE
    quoted = text[0] in '"“' and text[-1] in '"”'
    if ended and (quoted or text.rstrip(_CLOSERS)[-1:] not in "?!"):
        return Kind.SENTENCE
    return Kind.HEADING


def ends_sentence(text: str) -> bool:
    """Whether a line ends as running text does: a full stop, question mark or the like, or a colon before a list."""
    bare = text.rstrip(_CLOSERS + " ")
    return bare[-1:] != "" and bare[-1] in _TERMINAL + ":;,"


def byline_names(text: str) -> tuple[str, ...]:
    """The names of a byline ("By Jane Roe and John Doe"), or nothing."""
    match = _BYLINE.fullmatch(text)
    if match is None:
        return ()
    words = re.findall(r"[^\s,|&]+|[,|&]", match["names"])
    if len(words) > 14 or not words[0][:1].isupper():
        return ()
    if any(not word[:1].isupper() and word.lower() not in _NAME_PARTS for word in words):
        return ()
    head = re.split(r"\s(?:in|for|at|of)\s|\s?\|\s?", match["names"])[0]
    names = re.split(r"\s?,\s(?:and\s)?|\sand\s|\s&\s", head)
    return tuple(name.strip(" .,") for name in names if name.strip(" .,"))


def credit_in_brackets(text: str) -> bool:
    """Whether a line ends on a name in brackets, as captions do: "… in the capital (Example Agency)"."""
    return len(text) <= MAX_MATCHED and bool(_NAME_IN_BRACKETS.search(text))


def notice_of(text: str) -> str | None:
    """Kind of a notice line: correction, clarification, retraction, or ``None`` for a mere note of the editor."""
    lowered = text.lower()
    if re.search(r"\bretract|\bwithdrawn\b", lowered):
        return "retraction"
    if re.search(r"\bclarif", lowered):
        return "clarification"
    if re.search(r"\bcorrect|\bamended\b|\bearlier version\b|\bmisstate|\bmisspell", lowered):
        return "correction"
    return None


def glued_footer(text: str) -> int | None:
    """Where a footer begins that was glued to the end of a paragraph, or ``None``.

    >>> text = "He left on Friday. © 2019 The Example. All rights reserved"
    >>> text[glued_footer(text):]
    '© 2019 The Example. All rights reserved'
    """
    match = _GLUED_FOOTER.search(text, max(0, len(text) - 300))
    if match is None:
        return None
    if match[0].lower() != "all rights reserved":
        return match.start()
    before = max(text.rfind(mark, 0, match.start()) for mark in (". ", "? ", "! ", "” ", '" '))
    return before + 2 if before >= 0 else None


def dateline_of(text: str) -> str | None:
    """Place of a dateline: "MOSCOW" of "MOSCOW (Reuters) — The minister …".

    >>> dateline_of("EAST HARBOUR, Oct. 3 (Example Wire) -- Rain fell."), dateline_of("The US - an ally - left.")
    ('EAST HARBOUR', None)
    """
    match = _DATELINE.match(text[:200])
    if match is None:
        return None
    place = match["place"] or match["mixed"]
    if place.split()[0] in _NO_PLACE or len(place) < 3:
        return None
    return str(place)


def dateline_end(text: str) -> int:
    """End of the dateline at the start of a paragraph; 0 where there is none."""
    match = _DATELINE.match(text[:200]) if dateline_of(text) else None
    return match.end() if match else 0
