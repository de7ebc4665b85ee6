"""What a source does to a claim's content: a cue lexicon where it is certain, the head's guess elsewhere."""

from __future__ import annotations

import re

from onrecord.coding.view import View
from onrecord.model import Span

_WORDS = {
    "denies": """deny denies denied denying denial denials refute refutes refuted refuting repudiate repudiates repudiated
        repudiating disavow disavows disavowed""",
    "confirms": "confirm confirms confirmed confirming confirmation corroborate corroborates corroborated corroborating",
    "admits": """admit admits admitted admitting admission acknowledge acknowledges acknowledged acknowledging concede
        concedes conceded conceding confess confesses confessed confessing confession""",
    "alleges": """accuse accuses accused accusing accusation accusations allege alleges alleged alleging allegation
        allegations claim claims claimed claiming blame blames blamed blaming insinuate insinuates insinuated""",
    "warns": "warn warns warned warning warnings caution cautions cautioned cautioning threaten threatens threatened threatening",
    "promises": """promise promises promised promising vow vows vowed vowing pledge pledges pledged pledging undertake
        undertakes undertook undertaking swear swears swore""",
    "demands": """demand demands demanded demanding urge urges urged urging exhort exhorts exhorted implore implores implored
        implore beseech beseeches beseeched""",
    "doubts": "doubt doubts doubted doubting disbelieve disbelieves disbelieved",
    "questions": "question questions questioned questioning wonder wonders wondered wondering",
    "retracts": "retract retracts retracted retracting retraction recant recants recanted recanting disown disowns disowned",
}
_STANCE_OF = {word: stance for stance, words in _WORDS.items() for word in words.split()}
_REPORT_NOUN = r"(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|rumou?rs?|assertions?|speculation)"
_PHRASES = (
    (
        "no_comment",
        r"(?:declin|refus)(?:e|es|ed|ing) to (?:comment|confirm|discuss|say|answer|elaborate|respond|disclose|be drawn)"
        r"|(?:ha[sd]|have|offered|made|gave) no (?:immediate )?comment|no (?:immediate )?comment"
        r"|(?:did not|didn['’]t|has not|had not|have not) (?:immediately )?(?:return|respond|repl|comment|answer)"
        r"|(?:could|can) not (?:immediately )?be reached|neither confirm|(?:was|were) not available for comment",
    ),
    ("admits", r"(?:claim|accept|assum)(?:s|ed|ing|es)? (?:full |sole |joint )?(?:responsibility|credit|blame)"),
    ("admits", r"(?:take|takes|took|taken|taking) (?:full |sole |joint )?(?:responsibility|credit|the blame)"),
    ("doubts", r"(?:cast|casts|casting|express\w*|voic\w+) (?:\w+ )?(?:doubts?|scepticism|skepticism)"),
    ("doubts", r"call(?:s|ed|ing)? (?:\w+ ){0,3}into question"),
    ("demands", r"(?:call(?:s|ed|ing)? (?:for|on|upon)|appeal(?:s|ed|ing)? (?:for|to)|press(?:es|ed|ing)? for)\b"),
    ("retracts", r"(?:take|takes|took|taken|walk|walks|walked|walking) back\b"),
    (
        "retracts",
        r"withdr(?:ew|aw|aws|awn) (?:his|her|its|their|the) (?:\w+ )?(?:statement|claim|remark|allegation|accusation|report)",
    ),
    ("questions", r"ask(?:s|ed|ing)? (?:\w+ ){0,3}(?:whether|if|why|how|what|when|who)\b"),
    (
        "denies",
        rf"(?:reject|dismiss|brush|shrug|wav)(?:s|es|ed|ing)? (?:off |aside |away )?(?:as \w+ )?(?:(?:the|such|those|any|all|\w+['’]s) )?"
        rf"(?:\w+ )?{_REPORT_NOUN}\b",
    ),
    # Who refuses what was asked or offered does not deny that it was; an act that is refused ("a call to leave") is not done.
    (
        "asserts",
        r"(?:reject|dismiss|rebuff|spurn|refus|declin|turn)\w* (?:down )?(?:(?:the|a|an|any|all|such|this|that|these|those|his|her"
        r"|its|their|\w+['’]s) )?(?:\w+ ){0,2}(?:appeal|bid|call|demand|invitation|offer|plea|proposal|request|ultimatum)s?\b(?! to\b)",
    ),
)
_PHRASE_RULES = tuple((stance, re.compile(pattern, re.IGNORECASE)) for stance, pattern in _PHRASES)
_NEGATION_BEFORE = re.compile(
    r"(?:\b(?:not|never|neither|nor|without)|n['’]t|\b(?:refus|declin|fail)(?:e|es|ed|ing|s)? to)(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|neither|nor|without)\b|n['’]t\b|\b(?:refus|declin|fail)\w* to\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|false|untrue|baseless|unfounded|lies?|fabricat\w*|fiction\w*"
    r"|doubt\w*|unclear|unlikely|whether)\b|n['’]t\b",
    re.IGNORECASE,
)
_SAYING = frozenset(
    "say says said saying tell tells told telling add adds added adding state states stated write writes wrote according".split()
)
_AGAINST = frozenset({"denies", "doubts", "retracts", "no_comment"})
_NEUTRAL = frozenset(
    {"say", "says", "said", "saying", "comment", "elaborate", "specify", "disclose", "reveal", "respond", "answer"}
)
_WORD = re.compile(r"[^\W\d_]+")
_LOOKAHEAD = 45
_LOOKBACK = 40


def stance_of(view: View, cue: tuple[Span, ...], content: tuple[Span, ...], head: str) -> str:
    """Stance of a claim (Convention 6 of the contract).

    Args:
        view: The article.
        cue: The parts of the cue, in order, at least one.
        content: The parts of the content.
        head: What the encoder's head says; it holds wherever the lexicon is not certain.
    """
    start, end = cue[0][0], cue[-1][1]
    sentence = view.sentence(start)
    ahead = view.text[start : max(end, min(sentence[1], end + _LOOKAHEAD))]
    before = view.text[max(sentence[0], start - _LOOKBACK) : start]
    negated = _NEGATION_BEFORE.search(before) is not None
    for phrase, pattern in _PHRASE_RULES:
        if pattern.match(ahead):
            return _of_negated(phrase) if negated and phrase != "no_comment" else phrase
    spoken = [word.lower() for part in cue for word in _WORD.findall(view.quote(part))]
    stance = next((_STANCE_OF[word] for word in spoken if word in _STANCE_OF), None)
    negated = negated or any(_NEGATION.search(view.quote(part)) for part in cue)
    if negated and (stance is not None or _NEUTRAL.intersection(spoken)):
        return _of_negated(stance)
    if stance is None and head in _AGAINST and _SAYING.intersection(spoken):
        # "Said" takes no side by itself: to read a denial into it, the content must hold a negative word.
        return head if any(_NEGATIVE.search(view.quote(part)) for part in content) else "asserts"
    return stance or head


def _of_negated(stance: str | None) -> str:
    # Who does not deny, confirm or say something takes no side; who does not doubt it stands by it.
    return "asserts" if stance in ("doubts", "questions") else "no_comment"
