"""Wikinews articles that are never trained on: QA-SRL (Roit et al., ACL 2020) and MEANTIME (Minard et al., LREC 2016)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.spans import Span
from train.readers.document import GoldDocument, data_folder, join_words

_SENTENCES = "sentences/wikinews.dev.full.csv"
_QUOTES = {"``": "“", "''": "”"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a verb: the word that asks, the verb, and the spans that answer it."""

    asks: str
    verb: Span
    answers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuestionedSentence:
    """A sentence with the questions that were asked about its verbs."""

    text: str
    questions: tuple[Question, ...]


def read_qasrl_answers() -> Iterator[QuestionedSentence]:
    """The sentences of QA-SRL's Wikinews dev part that have gold answers, in the order of the file."""
    questions: dict[str, list[tuple[str, int, list[tuple[int, int]]]]] = defaultdict(list)
    for row in _rows("gold/wikinews.dev.gold.csv"):
        ranges = [part.split(":") for part in row["answer_range"].split("~!~") if part]
        answers = [(int(first), int(end)) for first, end in ranges]
        asks = row["question"].split(" ", 1)[0].lower()
        if answers:
            questions[row["qasrl_id"]].append((asks, int(row["verb_idx"]), answers))
    tokens = {row["qasrl_id"]: row["tokens"].split(" ") for row in _rows(_SENTENCES)}
    for sentence, asked in questions.items():
        text, spans = join_words([_QUOTES.get(token, token) for token in tokens[sentence]])
        yield QuestionedSentence(
            text,
            tuple(
                Question(asks, spans[verb], tuple((spans[a][0], spans[b - 1][1]) for a, b in answers))
                for asks, verb, answers in asked
            ),
        )


def read_qasrl_articles() -> Iterator[GoldDocument]:
    """The sentences of QA-SRL's Wikinews dev part, put back into their articles in the order of their ids.

    An id ends in article, paragraph and sentence; the corpus lacks a few sentences of most articles. The document's
    ``id`` is the number of the article, paragraphs are parted by an empty line.
    """
    articles: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for row in _rows(_SENTENCES):
        article, paragraph, sentence = row["qasrl_id"].split(":")[2:]
        articles[article][int(paragraph), int(sentence)] = row["tokens"]
    for article, tokens in sorted(articles.items()):
        places = sorted(tokens)
        yield _joined(article, [(place[0], tokens[place].split(" ")) for place in places])


def _rows(path: str) -> Iterator[dict[str, str]]:
    with (data_folder("qasrl/data") / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_meantime() -> Iterator[GoldDocument]:
    """MEANTIME's dev articles; the headline and the line with the date are paragraphs of their own."""
    articles: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (data_folder("meantime") / "meantime.dev.conll").read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) == 5:
            articles[columns[0]][int(columns[1])].append(columns[3])
    for article, sentences in sorted(articles.items()):
        yield _joined(
            article.replace("/", "_"), [(min(number, 2), tokens) for number, tokens in sorted(sentences.items())]
        )


def _joined(article: str, sentences: Sequence[tuple[int, list[str]]]) -> GoldDocument:
    """A document of sentences, each with the number of its paragraph."""
    text = ""
    words: list[Span] = []
    places: list[Span] = []
    before = None
    for paragraph, tokens in sentences:
        if before is not None:
            text += " " if paragraph == before else "\n\n"
        before = paragraph
        sentence, spans = join_words([_QUOTES.get(token, token) for token in tokens], len(text))
        text += sentence
        words += spans
        places.append((spans[0][0], spans[-1][1]))
    return GoldDocument(article, text, words=words, sentences=places)
