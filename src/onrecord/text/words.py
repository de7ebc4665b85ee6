"""Words: one linear pass of one regular expression, Universal Dependencies style.

Contractions and possessives are parted ("does|n't", "Iran|'s"), hyphenated compounds too
("US|-|led"), while prefixes that are no words of their own stay ("e-mail", "re-elected").
Alternatives that may scan ahead in vain are bounded as host names and addresses are (RFC 1035, RFC 5321), so that
the time is linear in the length of the text.
"""

from __future__ import annotations

import re

from onrecord.model.spans import Span

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sr jr st gen lt col maj capt cmdr sgt cpl adm rep reps sen sens gov pres rev hon
    supt insp det messrs mt ft inc corp co ltd bros dept univ assn vs etc no nos vol fig est approx ext
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa penn tenn tex va vt wash wis wyo ave blvd rd al viz""".split()
)
"""Words, case-folded, whose full stop belongs to them. Which of them may end a sentence is
decided in :mod:`onrecord.text.sentences`."""

_PREFIX = (
    r"(?:e|re|pre|non|pro|anti|post|co|un|sub|mid|multi|semi|ultra|inter|intra|neo|counter|cross|ex|al|el|vice|self)"
)

_WORD = re.compile(
    rf"""
      (?P<address>(?:https?://|www\.)[^\s<>"'“”‘’()]*[^\s<>"'“”‘’().,;:!?]|[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}})
    | (?P<domain>\b[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,5}}\.(?:com|org|net|gov|edu|co\.uk)\b)
    | (?P<initials>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))?|\b[^\W\d_]\.(?=[^\W\d_]))
    | (?P<number>\d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|s)(?!\w)|[’']s(?!\w))?)
    | (?P<not>[^\W\d_]+(?=n[’']t\b)|n[’']t\b)
    | (?P<prefixed>\b{_PREFIX}-(?=[^\W\d_])[^\W\d_]+)
    | (?P<clitic>[’'](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em)(?!\w))
    | (?P<plain>[^\W_]+(?:[’'](?!(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|t|T)\b)[^\W\d_]+)*)
    | (?P<dots>\.{{2,}}|…|-{{2,}}|_+|={{2,}}|\*{{2,}}|!{{2,}}|\?{{2,}}|[!?]{{2,}}|[:;]-?[()DPp](?!\w)|<<|>>|``|'')
    | (?P<other>\S)
    """,
    re.VERBOSE,
)


def words(text: str) -> list[Span]:
    """Part a text into words.

    Args:
        text: Any text; offsets are Unicode code points.

    Returns:
        Half-open spans in order, none empty, none overlapping, none holding white space.

    >>> [text[a:b] for text in ["Iran's U.S.-led talks didn't end."] for a, b in words(text)]
    ['Iran', "'s", 'U.S.', '-', 'led', 'talks', 'did', "n't", 'end', '.']
    """
    spans: list[Span] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "other" and text[start] == "." and spans and spans[-1][1] == start:
            # A full stop belongs to an abbreviation or a single capital before it.
            first, last = spans[-1]
            before = text[first:last]
            if before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isupper() and before != "I"):
                spans[-1] = (first, end)
                continue
        spans.append((start, end))
    return spans
