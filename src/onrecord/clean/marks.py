"""Lines of a text page that no markup tells apart: navigation, codes of a desk, accounts, and notes to the reader.

:mod:`~onrecord.clean.lines` judges what looks the same on any page; what stands here would be a link, a form or a
``<footer>`` in HTML, and only a text page shows it as a line like others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.clean.dates import date_line, printed_dates
from onrecord.clean.lines import MAX_TITLE_WORDS, Kind, Line, byline_names, ends_sentence, kind_of

_MAX_MARKED = 300
_MAX_SIGNED = 120
_NAV_WORDS = 5
_BAR = re.compile(r"\s[|·•/]\s|\s?\|\s?")
_PATH = re.compile(r"\s[›»>→]{1,2}\s")
_BRACKETS = re.compile(r"(?:\[[^\[\]]{1,40}\]\s?){2,12}")
_TOKEN = re.compile(r"[^\s,]+")
_CODE = re.compile(r"(?=.{0,30}\d)(?=.{0,30}[^\W\d_])[\w./-]{4,30}|[A-Z]{2,12}[-/][A-Z]{2,12}")
_NO_CODE = re.compile(
    r"(?:\d[\d.,:]*(?:st|nd|rd|th|km|kg|am|pm|hrs|mm|cm|gmt|utc|bn|m|k)|[^\W\d_]+-\d{1,4}|\d[\d.,]*-[^\W\d_]+(?:-[^\W\d_]+)*|[DRI]-.+)\Z",
    re.IGNORECASE,
)
_SHORT_CODE = re.compile(r"(?:[A-Z]{1,4}|\d[\d:.-]*|[^\W\d_]{3,9}\.?)")
_DESK = re.compile(
    r"""[(\[]?(?:more|ends?|endit|-?30-?|eds?\s?:\s.{1,200}|end\sof\s[\w\s]{3,40}|continued\s(?:on|from)\s(?:the\s)?(?:next\s)?page.{0,12}|\d{1,3}\sof\s\d{1,3}
      |(?:message|page|item|post|take)\s(?:no\.?\s)?\d{1,5}(?:\sof\s\d{1,5})?|pinned\spost|photo\sgallery(?:\s\(\d{1,4}\))?)[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELD = re.compile(r"(?:from|to|cc|sent|reply-to|message-id|x-[\w-]{1,20})\s?:\s.{1,120}", re.IGNORECASE)
SUBJECT = re.compile(r"(?:subject|re|betreff|objet|asunto)\s?:\s", re.IGNORECASE)
_ONWARD = re.compile(
    r"""(?:
      (?:next|previous|earlier)\s(?:story|article|post|item|in\s[^:]{1,40})\s?[:|].{1,200}
    | (?:also\sread|read\salso|see\salso|lesen\ssie\sauch|leer\stambi[eé]n|lire\saussi|leia\stamb[eé]m)\s?[:|»>].{1,200}
    | (?:read|show|see|load|view)\s(?:more|earlier|older|all)\b.{0,40} | (?:read|more)\s.{0,30}\bcolumns\sby\s.{1,60}
    | (?:continue|keep)\sreading(?!\sbelow)\b.{0,60}
    | photos?\sfor\srepresentation(?:al)?\b.{0,30} | representation(?:al)?\s(?:image|photo)\b.{0,30}
    | (?:full|partial)?\s?transcript | lesezeit\b.{0,20} | listen\sto\sthis\b.{0,40} | older\s\w{1,15}
    )\W{0,4}""",
    re.VERBOSE | re.IGNORECASE,
)
_LIST_OF_LINKS = re.compile(
    r"(?:(?:top|latest|hot)\s(?:news|stories|jobs|headlines|updates)\b.{0,30}|more\son\s(?:this|the)\s.{1,30}|mehr\szum\sthema|lo\sm[aá]s\sle[ií]do|meistgelesen|[aà]\slire\saussi|le\spi[uù]\slette)\W{0,4}",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"(?:publicidad|publicit[eé]|anzeige|werbung|pubblicit[aà]|publicidade|advertentie|annons|(?:continue\sreading|article\sgoes\son|story\sresumes)\sbelow\b.{0,40})\W{0,4}",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"about\sthe\sauthors?\W?", re.IGNORECASE)
_COUNTS = re.compile(
    r"(?:\d[\d.,]{0,8}[KMkm]?\s(?:retweets?|reposts?|quotes?|likes?|shares?|comments?|replies|views?|followers)\W{0,3}){1,5}|@\w{2,30}",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:.{10,200}[.!?]\s[(\[][^()\[\]/]{2,50}/[^()\[\]/]{2,50}[)\]]|(?:^|.{3,200}[.)]\s)(?:foto|bild|photo|fotograf[ií]a|cr[eé]dit\sphoto)s?\s?:\s.{2,60}|.{10,200}\.\s(?-i:[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){1,3}))",
    re.IGNORECASE,
)
_TURN = re.compile(r"\W{0,3}[A-Z][A-Z .,'’-]{2,40}(?:\s\([a-z ]{2,20}\))?:\s")
MIN_TURNS = 3
_HANDLE = re.compile(r"@\w{2,30}(?:\s·\s.{1,20})?")
_POST_END = re.compile(
    r"\A\d{1,2}[:.]\d\d\s?(?:[AaPp]\.?[Mm])?\b.{0,30}\b(?:19|20)\d\d\W*\Z|\A\d[\d.,]{0,8}[KMkm]?\s(?:retweets|reposts|likes)\b",
    re.IGNORECASE,
)
_POST_LINES = 6
_FIGURE = re.compile(r"[(\[]?[-+]?\d[\d.,:–-]*[)\]%]?")
_SHARING = frozenset(
    "share tweet pin post send save copy email e-mail mail print on via by to link this facebook twitter x whatsapp linkedin telegram reddit pinterest rss".split()
)
_COOKIES = re.compile(
    r"(?:(?:this|our|the)\s(?:web)?site|we(?:\sand\sour\spartners)?)\suses?\scookies\b.{0,200}|(?:accept|reject|allow|manage)\s(?:all\s)?cookies\b.{0,60}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"""\b(?:log\s?in|logged\sin|sign(?:ing)?\s(?:up|in)|subscribers?\b(?!\bsaid)|subscrib(?:e|ed|ing)|unsubscribe|(?:create|your|an)\saccount|(?:our|the)\sapp|push\salerts?|in\syour\sbrowser
      |terms\sof\s(?:service|use)|newsletters?|enter\syour\se-?mail|back\sissues|loading\s?(?:\.{3}|…)|preferred\ssources?|report\sit\snow|place\san\sad|e-?paper|free\sarticles?)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_READER = re.compile(
    r"""(?:^|[.!?:]\s)(?:please\s)?(?:(?:to\s(?:report|give|subscribe|unsubscribe|be\sadded|be\sremoved|contact|advertise|donate|comment|order|place)|if\syou|for\s(?:more|further|all)
      |do\syou|have\syou|was\sthis|want|got\s(?:a|an|any)|questions|already|send|write|call|ring|e-?mail|text|whatsapp|contact|visit|read|sign|log|switch|create|order|download|follow
      |tell|tip|report|found|spotted|like|by\ssigning|add|enter|view|click|tap|reach|you\sare\sreceiving|join|support|get|reprints)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.-]{1,40}@[\w-]{1,40}\.\w|\bwww\.\w|https?:|\b\d{3,4}[ -]\d{2,4}[ -]?\d{2,4}\b|\+\d{2,3}\s\d|\btip line\b|\baccount\s\d",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"""\b(?:(?:this|our|the)\s(?:column|bulletin|newsletter|mailing\slist|digest|magazine|newspaper|newsroom|newsdesk|news\sdesk|editors?|editorial\soffice|page|site|website|archive|e-?mail)
      |mailing\slist|letters\sto\sthe\seditor|next\sbulletin|back\sissues|in\sprint|print\sedition|your\s(?:\w{1,12}\s)?(?:news|letters?|photos?|pictures|stories|comments|tips|question))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"""\b(?:(?:text|article|story|essay|column|piece|interview|version\sof\sthis\s\w{4,8})\s(?:first\s|originally\s)?(?:appear(?:s|ed)|was\s(?:first\s|originally\s)?published)
      |is\s(?:printed|published|edited|produced|issued|distributed)\s(?:on|by|monthly|weekly|daily|fortnightly|quarterly|every|each|twice|in\sthe\soffices)
      |that(?:\sis|[’']s|\swas)\sthe\snews|end\sof\sthe\s(?:news|bulletin)|responsible\sfor\s(?:the\s)?issue|editors?\s?:|circulation\s?:?\s\d|switchboard|working\shours
      |letters\smay\sbe\s(?:shortened|edited))\b|^about\s(?:the\s)?(?-i:[A-Z]).{2,60}?:\s""",
    re.VERBOSE | re.IGNORECASE,
)
_SPOKEN = re.compile(r"[“”\"«»]|\b(?:said|says|told|(?<!be )added|asked|urged|according)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"""(?:by|von|por|par|di|door|words|text|story|photographs|interview|report|column|posted|updated|heard|filed|as\sof|redacci[oó]n|redaktion|r[eé]daction|aktualisiert|actualizado
      |publi[eé]|publicado)\b.{0,100}
    |.{0,60}\b(?:correspondents?|reporters?|writers?|staff|bureau|columnist|news\sservice|critic)\b.{0,60}""",
    re.VERBOSE | re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b(?!\s[–—-])|,\s\d{1,2}\s[^\W\d_]{3,9}\.?\Z"
)
_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]{0,20}\s){1,3}[^\W\d_a-z][\w.’'-]{1,20}(?:\s['’]\d\d|(?:\sat|\sin|,)\s.{2,40})?"
)
_ROUNDUP = re.compile(
    r"""\b(?:briefs?|in\sbrief|round-?up|digest|bulletin|(?:fire|police|crime|court|log|incident)\slog|blotter|headlines|news\ssummary|mailing\slist|newsletter|daily\sfile|(?:evening|morning)\sfile
      |around\sthe\s\w+|in\sthis\sissue|letters(?:\sto\sthe\seditor)?|press\sreleases|as\sit\shappened|the\sworld\sthis\s\w+|this\s(?:morning|week)|contents|what[’']s\shappening|diary|notices
      |vol\.|news\sin\s\w+|breves|kurz(?:meldungen|nachrichten)?|en\sbref|in\sbreve)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_ROUNDUP_WORDS = 8
_INTRODUCTION = re.compile(
    r"""(?:[A-Z]{3,20}:\s)?(?:good\s(?:morning|afternoon|evening|day)\b|welcome\sto\b|in\sthis\s(?:issue|edition|bulletin)\b)
    |.{0,120}\b(?:following\s(?:are|is)|here\s(?:are|is)|these\sare|below\sare)\s.{0,40}\b(?:stories|news|headlines|summar(?:y|ies)|items|digest|reports|letters)\b
    |.{0,120}\b(?:summaries\sof|(?:is|are)\sthe\s(?:news|headlines)|(?:has|have)\snot\sverified\sthese|presumed\sinnocent)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def mark(text: str) -> Kind:
    """What a line of a text page is by itself: its kind, or a label where it is none of the story's words."""
    kind = kind_of(text)
    if kind is Kind.COMMENTS and _AUTHOR.fullmatch(text):
        return Kind.HEADING
    if len(text) > _MAX_MARKED or kind not in (Kind.HEADING, Kind.SENTENCE, Kind.PROSE, Kind.CREDIT):
        return kind
    if kind is Kind.HEADING and all(word in _SHARING for word in text.lower().split()):
        return Kind.WIDGET
    if _ADVERT.fullmatch(text):
        return Kind.PROMOTION
    if _LIST_OF_LINKS.fullmatch(text):
        return Kind.RELATED
    if (
        _DESK.fullmatch(text)
        or _ONWARD.fullmatch(text)
        or _COOKIES.search(text)
        or _COUNTS.fullmatch(text)
        or _FIELD.fullmatch(text)
    ):
        return Kind.LABEL
    if kind is Kind.HEADING and _PICTURED.fullmatch(text):
        return Kind.CAPTION
    if kind is Kind.HEADING and (_is_navigation(text) or _is_code(text)):
        return Kind.LABEL
    return Kind.LABEL if is_account_note(text) else kind


def is_account_note(text: str) -> bool:
    """Whether a line asks the reader to log in, to subscribe, or to take a newsletter."""
    if _SPOKEN.search(text) or not _ACCOUNT.search(text):
        return False
    return bool(_READER.search(text)) or (len(text.split()) <= _NAV_WORDS and not ends_sentence(text))


def is_foot_note(text: str) -> bool:
    """Whether a paragraph at the end of a page speaks of the page itself, or tells the reader whom to write to."""
    if len(text) > _MAX_MARKED:
        return False
    if _IMPRINT.search(text) or is_account_note(text):
        return True
    if _SPOKEN.search(re.sub(r'"[^"]{1,40}"', "", text)):
        return False
    own, contact = bool(_OURSELVES.search(text)), bool(_CONTACT.search(text))
    return (own and contact) or (bool(_READER.search(text)) and (own or contact))


def is_introduction(text: str) -> bool:
    """Whether a paragraph before the stories announces them."""
    return len(text) <= _MAX_MARKED and bool(_INTRODUCTION.match(text))


def announces_several(text: str) -> bool:
    """Whether a line at the head of a page is the name of a digest, a bulletin, a log or the like."""
    return (len(text.split()) <= _ROUNDUP_WORDS or bool(printed_dates(text[:_MAX_MARKED]))) and bool(
        _ROUNDUP.search(text[:_MAX_MARKED])
    )


def states_writer(text: str) -> bool:
    """Whether a line says who wrote what stands below: a byline, or a line with a role.

    >>> states_writer("Court reporter: Sanja Marrow"), states_writer("What the minister said")
    (True, False)
    """
    return (
        len(text) <= _MAX_SIGNED and text[-1] not in "?!" and (bool(byline_names(text)) or bool(_ROLE.fullmatch(text)))
    )


def states_time(text: str) -> bool:
    """Whether a line holds a date or a time of day and little else: "Our Bureau | Westmere | June 7, 2018 09:15 IST"."""
    if len(text) > _MAX_SIGNED or len(text.split()) > MAX_TITLE_WORDS // 2 or text[-1] in "?!":
        return False
    return date_line(text) is not None or bool(_WHEN.search(text)) or bool(printed_dates(text))


def is_name(text: str) -> bool:
    """Whether a line is two to four words with capitals, as a writer's name is; so is many a title."""
    return len(text) <= _MAX_SIGNED and not text.isupper() and bool(_NAME.fullmatch(text))


def is_turn(text: str) -> bool:
    """Whether a line begins with a name in capitals and a colon, as the turns of a transcript do."""
    return bool(_TURN.match(text))


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: figures at the end, and at least a third of its words."""
    words = text.split()
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    return figures >= 2 and figures * 3 >= len(words)


def without_posts(lines: Sequence[Line]) -> list[Line]:
    """Posts of social media inside a page made labels: a name, the handle under it, and all down to the time or the counts."""
    found = list(lines)
    for index, line in enumerate(lines):
        if not _HANDLE.fullmatch(line.text):
            continue
        last = next(
            (i for i in range(index + 1, min(index + 1 + _POST_LINES, len(lines))) if _POST_END.search(lines[i].text)),
            None,
        )
        if last is None:
            continue
        if last + 1 < len(lines) and _COUNTS.fullmatch(lines[last + 1].text):
            last += 1
        first = index - 1 if index and lines[index - 1].kind is Kind.HEADING else index
        for i in range(first, last + 1):
            found[i] = replace(lines[i], kind=Kind.LABEL)
    return found


def shape(text: str) -> str:
    """A line with its figures taken away: "Message 2" and "Message 3" have one shape."""
    return re.sub(r"\d+", "0", text).casefold()


def _is_navigation(text: str) -> bool:
    if _BRACKETS.fullmatch(text):
        return True
    path = _PATH.split(text)
    if len(path) > 1:
        return all(len(part.split()) <= _NAV_WORDS for part in path)
    bar = _BAR.split(text)
    return len(bar) > 2 and all(len(part.split()) <= _NAV_WORDS for part in bar) and not printed_dates(text)


def _is_code(text: str) -> bool:
    """ "a0114krv 16 NOV 1640 GMT": a word of letters and figures, and nothing beside it but figures and short names."""
    tokens = _TOKEN.findall(text)
    if not 1 <= len(tokens) <= 6:
        return False
    codes = [token for token in tokens if _CODE.fullmatch(token) and not _NO_CODE.match(token)]
    rest = [token for token in tokens if token not in codes]
    return (
        bool(codes)
        and all(_SHORT_CODE.fullmatch(token) and token[:1].upper() == token[:1] for token in rest)
        and len(rest) <= 4
    )
