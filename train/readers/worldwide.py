"""en-worldwide-newswire (Shan et al. 2023): news articles of the world, entities in BIO."""

from __future__ import annotations

from collections.abc import Iterator

from train.readers.document import Entity, GoldDocument, data_folder, join_words


def read_worldwide(part: str) -> Iterator[GoldDocument]:
    """Articles of ``part`` ("train" or "dev"), in order of file name.

    A blank line ends a sentence in the corpus; sentences are joined by a space. Leading lines of
    word-processor markup that two files carry are skipped.
    """
    for path in sorted((data_folder("ner/worldwide") / part).glob("*.tsv")):
        text = ""
        words = []
        sentences = []
        entities: list[Entity] = []
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            rows = [(row[0].strip(), row[1].strip()) for row in rows if row[0].strip()]
            if not rows or sum(token in "\\{}" for token, _ in rows) > len(rows) / 5:
                continue
            start = len(text) + (1 if text else 0)
            sentence, spans = join_words([token for token, _ in rows], start)
            text += (" " if text else "") + sentence
            words += spans
            sentences.append((spans[0][0], spans[-1][1]))
            entities += bio_spans([label for _, label in rows], spans)
        if text:
            yield GoldDocument(path.name.split(".")[0], text, words=words, sentences=sentences, entities=entities)


def bio_spans(labels: list[str], spans: list[tuple[int, int]]) -> list[Entity]:
    """Spans of a BIO sequence; an I without its B opens a span of its own."""
    found: list[Entity] = []
    previous = ""
    for label, (start, end) in zip(labels, spans, strict=True):
        prefix, _, kind = label.partition("-")
        if prefix == "I" and previous == kind and found:
            found[-1] = (found[-1][0], end, kind)
        elif prefix in ("B", "I") and kind:
            found.append((start, end, kind))
        previous = kind
    return found
