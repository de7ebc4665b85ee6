"""From a page's bytes to its record: a pure function of bytes, options and versions that knows no other page."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import chain, repeat
from pathlib import Path

from onrecord import coding
from onrecord._attempt import attempt
from onrecord.clean import clean
from onrecord.clean.language import language_of
from onrecord.encoder.annotation import Annotation
from onrecord.encoder.encode import encode as encode_text
from onrecord.encoder.weights import WEIGHTS_FOLDER
from onrecord.errors import InputError, OtherLanguage, TooLarge, UsageError
from onrecord.limits import MAX_ARTICLE_CHARACTERS, usable_cores
from onrecord.model import Article, MapSegment, Page, Problem, Published, RawPage, ReadOptions, article_id, page_digest
from onrecord.resolve import resolve
from onrecord.sources import raw_page_from, read_source

Encode = Callable[[str], Annotation]
READ_LANGUAGES = frozenset({"en"})
"""Languages that are annotated; a text too short to tell is taken for one of them."""
_WAITING_PER_THREAD = 4


def _weights_version() -> str:
    # The weights themselves are checked when they are loaded: naming their version must cost nothing.
    try:
        return str(json.loads((WEIGHTS_FOLDER / "manifest.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return "unknown"


VERSIONS: dict[str, str] = {"clean": "4", "encode": _weights_version(), "code": coding.VERSION}
"""Version of each stage; resolving and coding count as one."""


def derive(raw: RawPage, options: ReadOptions, encode: Encode = encode_text) -> Page:
    """Read a page: clean it, annotate its articles, resolve and code them.

    Args:
        raw: The payload with what is known of it.
        options: What the caller says about it.
        encode: The encoder.

    Raises:
        WeightsError: If the weights are missing or damaged.
    """
    return annotate_page(clean(raw, options), encode)


def warm_up() -> None:
    """Load models and tables, so that a worker's bound of time counts the page and not the loading.

    Raises:
        WeightsError: If the weights are missing or damaged.
    """
    said = b"The minister met her guest in Lusaka on Monday, an official of the ministry said in a statement."
    derive(RawPage(said), ReadOptions(as_text=True))
    clean(RawPage(b"<html><p>" + said + b"</p></html>", media_type="text/html"), ReadOptions())


def annotate_page(page: Page, encode: Encode = encode_text) -> Page:
    """Annotate the articles of a cleaned page; one in a language that is not read is kept as it is, and said so."""
    articles = []
    others = []
    for article in page.articles:
        if is_read(article):
            articles.append(annotate_article(article, encode))
        else:
            articles.append(article)
            others.append(article.language)
    page = replace(page, articles=tuple(articles))
    if not others or page.problem is not None:
        return page
    named = ", ".join(sorted({language for language in others if language is not None}))
    message = (
        f"{len(others)} of {len(articles)} articles not annotated: their language is {named}, and only English is read"
    )
    return replace(page, status="partial", problem=Problem(OtherLanguage.code, message))


def is_read(article: Article) -> bool:
    """Whether an article is in a language that is annotated, or too short to tell."""
    return article.language is None or article.language in READ_LANGUAGES


def annotate_article(article: Article, encode: Encode = encode_text) -> Article:
    """Encode, resolve and code one article, whatever its language."""
    annotation = encode(article.text)
    return coding.code(resolve(article, annotation), annotation)


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    published: str | None = None,
    outlet: str | None = None,
    text: bool = False,
) -> Page:
    """Read one page.

    Args:
        source: A path, or the bytes themselves.
        published: Date of publication to assume (``YYYY-MM-DD``).
        outlet: Outlet to assume.
        text: Take the payload as the clean text of one article.

    Raises:
        InputError: If the page cannot be read at all.
        UsageError: If ``source`` is an address, a folder or holds several pages; see :func:`read_many`.
    """
    options = ReadOptions(_checked_date(published), outlet, text)
    if isinstance(source, bytes):
        raw = raw_page_from(source)
        return attempt(raw, lambda: derive(raw, options))[0]
    path = _local(source)
    pages = iter(read_source(path))
    first, more = next(pages, None), next(pages, None)
    if isinstance(first, InputError) and more is None:
        raise first
    if more is not None or not isinstance(first, RawPage) or first.member is not None or path.is_dir():
        raise UsageError(f"{path} is a container of pages", "use read_many, which yields one after the other")
    return attempt(first, lambda: derive(first, options))[0]


def read_many(
    source: str | os.PathLike[str], *, published: str | None = None, outlet: str | None = None, text: bool = False
) -> Iterator[Page]:
    """Read every page of a file, container or folder, one at a time.

    What cannot be read comes as a page of status "failed" with its problem; the rest goes on. Arguments
    are those of :func:`read`.

    Raises:
        UsageError: If ``source`` is an address, or ``published`` no date.
    """
    options = ReadOptions(_checked_date(published), outlet, text)
    path = _local(source)
    return (_read_item(item, path, options) for item in read_source(path))


def annotate(text: str, *, published: str | None = None, outlet: str | None = None) -> Article:
    """Annotate the clean text of one article.

    Args:
        text: The text; paragraphs are parted by empty lines.
        published: Date of publication (``YYYY-MM-DD``); without one relative times stay unresolved.
        outlet: The outlet that printed it.

    Raises:
        TooLarge: If the text is over ``limits.MAX_ARTICLE_CHARACTERS``.
        UsageError: If ``published`` is no date.
        WeightsError: If the weights are missing or damaged.
    """
    article = _plain_article(text, _checked_date(published), outlet)
    return annotate_article(article) if is_read(article) else article


def annotate_many(
    texts: Iterable[str],
    *,
    published: str | Iterable[str | None] | None = None,
    outlets: str | Iterable[str | None] | None = None,
    threads: int | None = None,
) -> Iterator[Article]:
    """Annotate many texts, in their order, in constant memory; the result does not depend on ``threads``.

    Args:
        texts: Clean texts; they are drawn as they are needed.
        published: One date for all, or one for each text, each may be ``None``.
        outlets: The same for outlets.
        threads: Threads to use; by default one for each core.

    Raises:
        TooLarge: When a text over ``limits.MAX_ARTICLE_CHARACTERS`` is reached.
        UsageError: If ``threads`` is below 1, a date is none, or fewer dates or outlets than texts are given.
        WeightsError: If the weights are missing or damaged.
    """
    count = threads if threads is not None else usable_cores()
    if count < 1:
        raise UsageError(f"threads must be at least 1, not {count}", "leave it out to use every core")
    rows = zip(texts, _each(published, "dates"), _each(outlets, "outlets"), strict=False)
    return _in_threads(rows, count)


def _in_threads(rows: Iterable[tuple[str, str | None, str | None]], count: int) -> Iterator[Article]:
    waiting: deque[Future[Article]] = deque()
    executor = ThreadPoolExecutor(count, thread_name_prefix="onrecord")
    try:
        for text, published, outlet in rows:
            waiting.append(executor.submit(annotate, text, published=published, outlet=outlet))
            if len(waiting) >= count * _WAITING_PER_THREAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _each(given: str | Iterable[str | None] | None, what: str) -> Iterator[str | None]:
    if given is None or isinstance(given, str):
        return repeat(given)
    return chain(given, _exhausted(what))


def _exhausted(what: str) -> Iterator[str | None]:
    yield from ()
    raise UsageError(f"there are fewer {what} than texts", "give one for each text; each may be None")


def _read_item(item: RawPage | InputError, path: Path, options: ReadOptions) -> Page:
    if isinstance(item, InputError):
        return Page.of(RawPage(b"", file=str(path)), None, Problem(item.code, item.message))
    return attempt(item, lambda: derive(item, options))[0]


def _local(source: str | os.PathLike[str]) -> Path:
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        raise UsageError(f"{source} is an address, and nothing is fetched here", "save the page and read the file")
    return Path(source)


def _checked_date(published: str | None) -> str | None:
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError:
            raise UsageError(f"{published!r} is no date of publication", "write it as YYYY-MM-DD") from None
        if len(published) != len("YYYY-MM-DD"):
            raise UsageError(f"{published!r} is no date of publication", "write it as YYYY-MM-DD")
    return published


def _plain_article(text: str, published: str | None, outlet: str | None) -> Article:
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise TooLarge(
            f"a text of {len(text):,} characters, and an article may have {MAX_ARTICLE_CHARACTERS:,}",
            "give its articles one by one",
        )
    return Article(
        id=article_id(page_digest(text.encode("utf-8", "surrogatepass")), 0),
        title=None,
        outlet=outlet,
        byline=(),
        dateline=None,
        language=language_of(text),
        published=Published(published, "argument") if published is not None else Published(),
        updated=None,
        notice=None,
        text=text,
        map=(MapSegment(0, len(text), 0, len(text), "exact"),) if text else (),
        removed=(),
    )
