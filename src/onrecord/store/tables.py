"""The tables of a record, defined once for SQLite and PostgreSQL.

Kept tables hold what cannot be made again and are migrated. Derived tables are a function of the kept
ones, the options and the versions of the stages; ``rebuild`` makes them again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class PlainText(TypeDecorator[str]):
    """Text that both databases can hold, compared by code point.

    PostgreSQL refuses NUL and neither database takes lone surrogates (they come from file names that are no
    UTF-8); both are shown as U+FFFD. Collation "C" makes PostgreSQL sort as SQLite does.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text with collation "C" on PostgreSQL."""
        kind = Text(collation="C") if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what one of the databases cannot hold."""
        return None if value is None else storable(value)


def storable(value: str) -> str:
    """The text as the database keeps it."""
    if value.isascii():
        return value.replace("\0", "\ufffd") if "\0" in value else value
    return value.replace("\0", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_serial = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, null: bool = True, primary: bool = False) -> Column[str]:
    return Column(name, PlainText, nullable=null and not primary, primary_key=primary)


def _number(name: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, primary_key=primary, autoincrement=False)


def _of_page() -> Column[str]:
    return Column("sha256", PlainText, ForeignKey("pages.sha256", ondelete="CASCADE"), nullable=False, index=True)


def _of_article() -> Column[str]:
    return Column("article_id", PlainText, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


# --- kept ---------------------------------------------------------------------------------------------------------

settings = Table("settings", metadata, _text("name", primary=True), _text("value", null=False))
pages = Table(
    "pages",
    metadata,
    _text("sha256", primary=True),
    _number("size"),
    # The options that the derived rows were made with: the last given ones.
    _text("published"),
    _text("outlet"),
    Column("as_text", Boolean, nullable=False),
    _text("added", null=False),
)
payloads = Table(
    "payloads",
    metadata,
    Column("sha256", PlainText, ForeignKey("pages.sha256", ondelete="CASCADE"), primary_key=True),
    _text("codec", null=False),
    Column("bytes", LargeBinary, nullable=False),
)
retrievals = Table(
    "retrievals",
    metadata,
    _text("key", primary=True),
    _of_page(),
    _text("url"),
    _text("file"),
    _text("member"),
    _text("media_type"),
    _text("retrieved"),
    _text("published"),
    _text("outlet"),
    Column("as_text", Boolean, nullable=False),
    Index(None, "url"),
)
judgements = Table(
    "judgements",
    metadata,
    _text("id", primary=True),
    _text("kind", null=False),
    _text("value", null=False),
    # Anchor as W3C Web Annotation selectors: page, quote with prefix and suffix, position in the article's text.
    _text("sha256"),
    _text("quote"),
    _text("prefix"),
    _text("suffix"),
    _number("start", null=True),
    _number("end", null=True),
    _text("other"),
    _text("reason"),
    _text("who", null=False),
    _text("made", null=False),
    _text("withdrawn"),
    Index(None, "sha256"),
)
aliases = Table(
    "aliases",
    metadata,
    _text("id", primary=True),
    _text("kind", null=False),
    _text("merged_into"),
    _text("split_from"),
)
lists = Table(
    "lists",
    metadata,
    _text("id", primary=True),
    _text("name", null=False),
    _text("version", null=False),
    _text("sha256", null=False),
    _text("loaded", null=False),
    Column("bytes", LargeBinary, nullable=False),
)
watches = Table(
    "watches",
    metadata,
    _text("id", primary=True),
    _text("kind", null=False),
    _text("target", null=False),
    _text("options", null=False),
    _text("who", null=False),
    _text("made", null=False),
)
feeds = Table(
    "feeds",
    metadata,
    _text("address", primary=True),
    _text("etag"),
    _text("last_modified"),
)
feed_entries = Table(
    "feed_entries",
    metadata,
    # Keyed digest of the address; the address itself stands here only until the page is kept.
    _text("id", primary=True),
    _text("feed", null=False),
    _text("address"),
    _text("title"),
    _text("published"),
    _number("tries"),
    Index(None, "feed"),
)
users = Table(
    "users",
    metadata,
    _text("name", primary=True),
    _text("role", null=False),
    _text("secret"),
    _text("made", null=False),
)
audit = Table(
    "audit",
    metadata,
    Column("id", _serial, primary_key=True),
    _text("time", null=False),
    _text("who", null=False),
    _text("action", null=False),
    _text("subject"),
    _text("previous", null=False),
    _text("digest", null=False),
)
tombstones = Table(
    "tombstones",
    metadata,
    _text("id", primary=True),
    _text("deleted", null=False),
    _text("who", null=False),
    _text("hash", null=False),
    Index(None, "hash", unique=True),
)

# --- derived ------------------------------------------------------------------------------------------------------

derivations = Table(
    "derivations",
    metadata,
    Column("sha256", PlainText, ForeignKey("pages.sha256", ondelete="CASCADE"), primary_key=True),
    _text("url"),
    _text("file"),
    _text("member"),
    _text("media_type"),
    _text("encoding"),
    _text("retrieved"),
    _text("replaces"),
    _text("status", null=False),
    _text("problem_code"),
    _text("problem_message"),
    _text("problem_hint"),
    _text("version_clean", null=False),
    _text("version_encode", null=False),
    _text("version_code", null=False),
    _text("version_link", null=False),
    _number("generation"),
    Index(None, "generation", "sha256"),
    Index(None, "status"),
)
articles = Table(
    "articles",
    metadata,
    _text("id", primary=True),
    _of_page(),
    _number("ordinal"),
    _text("title"),
    _text("outlet"),
    _text("language"),
    _text("published"),
    _text("published_from"),
    _text("published_to"),
    _text("published_basis", null=False),
    # Date of publication, "9999" where unknown: the first key of the canonical order.
    _text("sort_date", null=False),
    _number("characters"),
    _text("text", null=False),
    # The article as the contract has it: JSON.
    _text("object", null=False),
    _text("version", null=False),
    Index(None, "sort_date", "id"),
    Index(None, "outlet"),
)
mentions = Table(
    "mentions",
    metadata,
    _of_article(),
    _text("local", primary=True),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("kind", null=False),
    _text("chain"),
    _text("actor"),
    _text("actor_id"),
    _text("geo_name"),
    _text("geo_country"),
    Column("lat", Float),
    Column("lon", Float),
    _text("precision"),
    _text("version", null=False),
    Index(None, "actor_id"),
)
actors = Table(
    "actors",
    metadata,
    _of_article(),
    _text("local", primary=True),
    # Record-wide id; the linking stage decides which local actors share one.
    _text("id", null=False),
    _text("name", null=False),
    # Folded words of the name between spaces (" john kerry "), so that a word can be looked for.
    _text("folded", null=False),
    _text("kind", null=False),
    _text("country"),
    _text("sectors", null=False),
    _text("roles", null=False),
    _text("wikidata"),
    _number("start"),
    _text("sort_date", null=False),
    _text("version", null=False),
    Index(None, "id", "sort_date", "article_id", "start"),
    Index(None, "folded"),
    Index(None, "country"),
)
times = Table(
    "times",
    metadata,
    _of_article(),
    _text("local", primary=True),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("type", null=False),
    _text("value"),
    _text("edtf"),
    _text("date_from"),
    _text("date_to"),
    _text("extent", null=False),
    _text("basis", null=False),
    _text("version", null=False),
)
claims = Table(
    "claims",
    metadata,
    _of_article(),
    _text("local", primary=True),
    _text("id", null=False),
    _number("start"),
    _text("source"),
    _text("source_actor"),
    _text("source_id"),
    _text("cue", null=False),
    _text("content", null=False),
    _text("sentence", null=False),
    _text("stance", null=False),
    _text("quoted", null=False),
    _text("parent"),
    _text("said"),
    _text("said_from"),
    _text("said_to"),
    _text("sort_date", null=False),
    _text("version", null=False),
    Index(None, "id"),
    Index(None, "sort_date", "article_id", "start"),
    Index(None, "source_id"),
    Index(None, "stance"),
)
events = Table(
    "events",
    metadata,
    _of_article(),
    _text("local", primary=True),
    _text("id", null=False),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("sentence", null=False),
    _text("type", null=False),
    _text("mode"),
    _text("place"),
    _text("place_folded"),
    _text("place_country"),
    Column("lat", Float),
    Column("lon", Float),
    _text("precision"),
    _text("edtf"),
    _text("date_from"),
    _text("date_to"),
    _text("extent"),
    _text("basis"),
    _text("realis", null=False),
    Column("background", Boolean, nullable=False),
    _text("aspect"),
    _text("status", null=False),
    Column("score", Float, nullable=False),
    _text("sort_date", null=False),
    _text("version", null=False),
    Index(None, "id"),
    Index(None, "sort_date", "article_id", "start"),
    Index(None, "type", "mode"),
    Index(None, "status"),
    Index(None, "date_from"),
    Index(None, "place_country"),
)
parties = Table(
    "event_parties",
    metadata,
    _of_article(),
    _text("event", primary=True),
    _text("side", primary=True),
    _number("ordinal", primary=True),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("name", null=False),
    _text("actor"),
    _text("actor_id"),
    _text("country"),
    _text("sectors", null=False),
    Column("initiator", Boolean, nullable=False),
    _text("version", null=False),
    Index(None, "actor_id"),
    Index(None, "country"),
)
event_claims = Table(
    "event_claims",
    metadata,
    _of_article(),
    _text("event", primary=True),
    _number("ordinal", primary=True),
    _text("claim", null=False),
    _text("version", null=False),
)
relations = Table(
    "relations",
    metadata,
    _of_article(),
    _number("ordinal", primary=True),
    _text("type", null=False),
    _text("subject", null=False),
    _text("subject_id"),
    _text("object", null=False),
    _text("object_id"),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("sentence", null=False),
    _text("realis", null=False),
    _text("edtf"),
    _text("version", null=False),
    Index(None, "subject_id"),
    Index(None, "object_id"),
)
search = Table(
    "search",
    metadata,
    Column("id", _serial, primary_key=True),
    Column("article_id", PlainText, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    _text("tokens", null=False),
    _text("version", null=False),
)

sketches = Table(
    "sketches",
    metadata,
    _of_article(),
    # Sorts by publication; the first of a group is the article that the others are copies of.
    _text("date", null=False),
    _number("shingles"),
    _text("least", null=False),
    _text("first", null=False),
    _text("version", null=False),
    Index(None, "first"),
)
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _of_article(),
    _text("version", null=False),
    Index(None, "article_id"),
    # The key is all there is to it: no second copy under a row number.
    sqlite_with_rowid=False,
)

KEPT = (
    settings, pages, payloads, retrievals, judgements, aliases, lists, watches, feeds, feed_entries, users, audit, tombstones,
)  # fmt: skip
OF_ARTICLE = (bands, sketches, search, relations, event_claims, parties, events, claims, times, actors, mentions)
"""Derived tables that hang on an article, children first."""
