"""Titles and appositions of persons: roles as printed, and the country and sectors that they tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord import kb
from onrecord.model.spans import Span
from onrecord.resolve.chains import PERSON, Chain, Name
from onrecord.resolve.persons import HONORIFICS
from onrecord.resolve.phrases import Phrase, read_phrase
from onrecord.resolve.readings import NameIndex, describe_phrase

MAX_TITLE_WORDS = 14
MAX_APPOSITION_WORDS = 20
_FILLERS = frozenset(
    ["deputy", "acting", "former", "senior", "top", "vice", "chief", "interim", "then", "current", "new", "outgoing", "incoming", "late", "veteran", "ex", "assistant", "first", "second", "ousted", "deposed", "retired", "longtime", "long-time", "foreign", "caretaker", "hardline", "moderate", "supreme", "prominent", "influential", "powerful", "newly", "elected", "exiled", "jailed", "permanent", "regional", "national", "global", "international", "public", "special", "transitional", "right-wing", "left-wing", "far-right", "ultra-conservative", "centrist", "fellow"]
)  # fmt: skip
_COPULAS = frozenset(["is", "was", "became", "becomes", "remains"])
_CLOSERS = frozenset([",", ".", ";", "—", "–", ")", "--", ":"])
_AFTER_APPOSITION = frozenset(["of", "for", "in", "at", "to", "from", "who", "and", "since", "until", "on", "with"])
_NO_OFFICE = frozenset([("CVL",), ("CRM",), ("REF",)])
"""Sectors whose nouns describe a person without being a title ("widow", "suspect")."""
_MARKED = {
    "king": "m", "queen": "f", "prince": "m", "princess": "f", "spokesman": "m", "spokeswoman": "f", "chairman": "m",
    "chairwoman": "f", "congressman": "m", "congresswoman": "f", "policeman": "m", "policewoman": "f", "sultan": "m",
    "emir": "m", "ayatollah": "m", "pope": "m", "archbishop": "m", "businessman": "m", "businesswoman": "f",
    "councilman": "m", "councilwoman": "f", "sheikh": "m", "imam": "m", "cardinal": "m", "first lady": "f", "actress": "f",
    "crown prince": "m", "emperor": "m", "nun": "f", "monk": "m", "mullah": "m", "cameraman": "m", "widow": "f",
    "mother": "f", "father": "m", "son": "m", "daughter": "f", "brother": "m", "sister": "f", "wife": "f", "husband": "m",
    "man": "m", "woman": "f", "boy": "m", "girl": "f", "gunman": "m",
}  # fmt: skip


def gender_of_agent(agent: kb.Agent | None) -> str | None:
    """Gender that an agent noun tells ("spokeswoman")."""
    return None if agent is None else _MARKED.get(agent.phrase) or _MARKED.get(agent.phrase.rpartition(" ")[2])


def read_titles(
    text: str, words: Sequence[Span], sentences: Sequence[Span], names: list[Name], index: NameIndex
) -> None:
    """Give every person's chain the roles, country, sectors and gender that stand beside its names."""
    starts = [start for start, _ in words]
    sentence_starts = [start for start, _ in sentences]
    before: tuple[Name, Chain] | None = None
    for name in names:
        if name.kind != PERSON or name.chain is None:
            continue
        sentence = sentences[max(0, bisect_right(sentence_starts, name.start) - 1)] if sentences else (0, len(text))
        title = _title(text, words, name, sentence, index)
        if title is not None:
            _note(text, name.chain, title, index)
            _inherit(text, name, before)
        for phrase in _appositions(text, words, starts, name, sentence, index):
            _note(text, name.chain, phrase, index)
        before = (name, name.chain)
    for name in names:
        if name.kind == PERSON and name.chain is not None and name.chain.country is None:
            name.chain.country = kb.leader_country(name.core)


def _title(text: str, words: Sequence[Span], name: Name, sentence: Span, index: NameIndex) -> Phrase | None:
    """The title phrase before a name, or inside the mention before the name itself."""
    core_start = name.end - len(name.core)
    if text[core_start : name.end] != name.core:
        core_start = max(name.start, text.rfind(name.core.split()[0], name.start, name.end))
    end = core_start if core_start > name.start else name.start
    last = bisect_left(words, (end, end)) - 1
    if last < 0 or words[last][0] < sentence[0]:
        return None
    comma = text[slice(*words[last])] == ","
    if comma:
        # "the interior minister, Tomas Adeyo, said": the phrase before the comma must be definite.
        follows = text[name.end : name.end + 1]
        if follows not in (",", ".") or last == 0:
            return None
        last -= 1
    first = _walk_left(text, words, last, sentence[0], index, name.span)
    if first is None:
        return None
    begin = words[first][0]
    lead = words[first - 1] if first > 0 and words[first - 1][0] >= sentence[0] else None
    lead_text = text[slice(*lead)].lower() if lead else ""
    if comma and lead_text not in ("the", "a", "an", "its", "his", "her", "their", "'s", "’s"):
        return None
    if lead is not None and lead_text in ("'s", "’s", "'", "’", "his", "her", "its", "their"):
        owner = index.covering((lead[0] - 1, lead[0])) if lead_text[0] in "'’" and lead[0] > 0 else None
        if owner is not None:
            begin = owner.span[0]
        elif lead_text[0] not in "'’":
            begin = lead[0]
    return read_phrase(text, (begin, words[last][1]), _without(index.spans, name.span))


def _without(spans: list[Span], span: Span) -> list[Span]:
    at = bisect_left(spans, span)
    return spans[:at] + spans[at + 1 :] if len(spans) < 4 else spans[max(0, at - 6) : at] + spans[at + 1 : at + 6]


def _walk_left(text: str, words: Sequence[Span], last: int, floor: int, index: NameIndex, own: Span) -> int | None:
    """First word of the title that ends at word ``last``; ``None`` if no agent noun for one person stands there."""
    window = [text[slice(*words[k])] for k in range(max(0, last - 7), last + 1)]
    agent = kb.agent_at_end(kb.normal_words(window))
    cover = index.covering(words[last])
    if cover is not None and cover.span != own:
        agent = None
    if agent is None or agent.sort != "person":
        return _walk_left_of(text, words, last, floor, index, own)
    first = last
    taken = 1
    while taken < agent.words and first > 0:
        first -= 1
        taken += text[slice(*words[first])] != "-"
    while first > 0 and words[first - 1][0] >= floor and last - first < MAX_TITLE_WORDS:
        step = _part_of_title(text, words, first - 1, floor, index, own)
        if step is None:
            break
        first = step
    return first


def _walk_left_of(text: str, words: Sequence[Span], last: int, floor: int, index: NameIndex, own: Span) -> int | None:
    """ "Minister of Culture": an agent noun, "of" and at most three capitalised words."""
    for at in range(last, max(last - 4, 0), -1):
        word = text[slice(*words[at])]
        if words[at][0] < floor:
            return None
        if word == "of" and at < last:
            return _walk_left(text, words, at - 1, floor, index, own) if words[at - 1][0] >= floor else None
        if not word[0].isupper() and word not in ("and", "the", "&"):
            return None
    return None


def _part_of_title(text: str, words: Sequence[Span], at: int, floor: int, index: NameIndex, own: Span) -> int | None:
    """Index of the word from which the title may go on to the left, if word ``at`` belongs to it."""
    name = index.covering(words[at])
    if name is not None and name.span != own:
        if name.kind == PERSON:
            return None
        while at > 0 and words[at - 1][0] >= name.span[0]:
            at -= 1
        return at
    word = text[slice(*words[at])]
    lower = word.lower()
    if lower == "-":
        return at - 1 if at > 0 else None
    if (lower in _FILLERS and word != "Then") or kb.demonym(word) or kb.country(word):
        return at
    normal = kb.normal_words([word])
    if normal and kb.is_agent_word(normal[-1]) and lower.rstrip(".") not in HONORIFICS:
        return at
    if (
        word[0].isupper()
        and word[-1].isalpha()
        and len(word) > 1
        and words[at][0] > floor
        and text[words[at][0] - 1] == " "
    ):
        before = text[slice(*words[at - 1])]
        return at if before not in (".", "!", "?", "”", '"') and lower not in _NO_TITLE else None
    return None


_NO_TITLE = frozenset(
    ["the", "a", "an", "and", "but", "as", "when", "while", "after", "before", "in", "on", "at", "by", "with", "for", "of", "he", "she", "it", "they", "that", "said", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "meanwhile", "however"]
)  # fmt: skip


def _appositions(
    text: str, words: Sequence[Span], starts: list[int], name: Name, sentence: Span, index: NameIndex
) -> list[Phrase]:
    """Phrases after a name that say what its bearer is: ", head of …" and "is the head of …"."""
    at = bisect_left(starts, name.end)
    if at + 1 >= len(words) or words[at][0] >= sentence[1]:
        return []
    word = text[slice(*words[at])].lower()
    copula = False
    if word in (",", "(", "—", "–"):
        at += 1
        if text[slice(*words[at])].lower() == "who" and at + 2 < len(words):
            copula = text[slice(*words[at + 1])].lower() in _COPULAS
            if not copula:
                return []
            at += 2
    elif word in _COPULAS:
        copula = True
        at += 1
    else:
        return []
    end_word = at
    while end_word < len(words) and words[end_word][0] < sentence[1] and end_word - at < MAX_APPOSITION_WORDS:
        if text[slice(*words[end_word])] in _CLOSERS and index.covering(words[end_word]) is None:
            break
        end_word += 1
    if end_word <= at:
        return []
    phrase = read_phrase(text, (words[at][0], words[end_word - 1][1]), index.spans)
    if phrase is None or phrase.agent is None or phrase.agent.sort != "person" or phrase.agent.plural:
        return []
    if copula and phrase.determiner not in ("the", "a", "an", "'s", "its", "their"):
        return []
    following = text[phrase.rest[0] : phrase.rest[1]].split(maxsplit=1)
    if following and following[0].lower() not in _AFTER_APPOSITION:
        return []
    closed = end_word < len(words) and text[slice(*words[end_word])] in _CLOSERS
    return [phrase] if closed or copula else []


def _note(text: str, chain: Chain, phrase: Phrase, index: NameIndex) -> None:
    agent = phrase.agent
    if agent is None:
        inner = read_phrase(text, phrase.base, ())
        if inner is None or inner.agent is None:
            return
        phrase, agent = inner, inner.agent
    country, sectors = describe_phrase(text, phrase, index)
    if agent.sectors == ("UNK",):
        return
    if agent.phrase not in HONORIFICS and agent.sectors not in _NO_OFFICE:
        chain.add_role(_printed(text, phrase))
        chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
        if agent.sort == "person" and "of" in agent.phrase:
            chain.heads.add(agent.phrase.split()[0])
    chain.country = chain.country or country
    if sectors and (
        not chain.sectors or (chain.sectors == ("GOV",) and agent.follows is False and sectors != ("GOV",))
    ):
        chain.sectors = (*sectors, *(sector for sector in chain.sectors if sector not in sectors))
    chain.gender = chain.gender or gender_of_agent(agent)


def _printed(text: str, phrase: Phrase) -> str:
    start = phrase.base[0]
    if phrase.determiner in ("the", "a", "an", "his", "her", "its", "their") and phrase.words:
        start = phrase.words[0][0]
    end = phrase.base[1]
    if phrase.complement is not None:
        end = phrase.complement[1][1]
        for stop in (" who ", " which ", " whose ", " that ", " and "):
            cut = text.find(stop, phrase.base[1], end)
            end = cut if cut >= 0 else end
    return " ".join(text[start:end].split()).strip(" ,.;:")


def _inherit(text: str, name: Name, before: tuple[Name, Chain] | None) -> None:
    """ "French Foreign Minister A and Defence Minister B": the second title shares the first one's country."""
    if before is None or name.chain is None or name.chain.country is not None or before[1].country is None:
        return
    gap = text[before[0].end : name.start].split()
    if before[1].roles and gap and gap[0] in ("and", ",") and len(gap) <= 6:
        name.chain.country = before[1].country
