"""The kept and the derived tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _aliases()
    _audit()
    _judgements()
    _lists()
    _pages()
    _settings()
    _tombstones()
    _users()
    _watches()
    _articles()
    _derivations()
    _payloads()
    _retrievals()
    _actors()
    _claims()
    _event_claims()
    _event_parties()
    _events()
    _mentions()
    _relations()
    _search()
    _times()


def _aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("merged_into", _TEXT),
        sa.Column("split_from", _TEXT),
        sa.PrimaryKeyConstraint("id", name="pk_aliases"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("time", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("subject", _TEXT),
        sa.Column("previous", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT),
        sa.Column("quote", _TEXT),
        sa.Column("prefix", _TEXT),
        sa.Column("suffix", _TEXT),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("other", _TEXT),
        sa.Column("reason", _TEXT),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("made", _TEXT, nullable=False),
        sa.Column("withdrawn", _TEXT),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_sha256", "judgements", ["sha256"])


def _lists() -> None:
    op.create_table(
        "lists",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("loaded", _TEXT, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lists"),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("published", _TEXT),
        sa.Column("outlet", _TEXT),
        sa.Column("as_text", sa.Boolean(), nullable=False),
        sa.Column("added", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_pages"),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("deleted", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_hash", "tombstones", ["hash"], unique=True)


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("secret", _TEXT),
        sa.Column("made", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
    )


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("target", _TEXT, nullable=False),
        sa.Column("options", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("made", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", _TEXT),
        sa.Column("outlet", _TEXT),
        sa.Column("language", _TEXT),
        sa.Column("published", _TEXT),
        sa.Column("published_from", _TEXT),
        sa.Column("published_to", _TEXT),
        sa.Column("published_basis", _TEXT, nullable=False),
        sa.Column("sort_date", _TEXT, nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("object", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.ForeignKeyConstraint(["sha256"], ["pages.sha256"], name="fk_articles_sha256_pages", ondelete="CASCADE"),
    )
    op.create_index("ix_articles_outlet", "articles", ["outlet"])
    op.create_index("ix_articles_sha256", "articles", ["sha256"])
    op.create_index("ix_articles_sort_date_id", "articles", ["sort_date", "id"])


def _derivations() -> None:
    op.create_table(
        "derivations",
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("url", _TEXT),
        sa.Column("file", _TEXT),
        sa.Column("member", _TEXT),
        sa.Column("media_type", _TEXT),
        sa.Column("encoding", _TEXT),
        sa.Column("retrieved", _TEXT),
        sa.Column("replaces", _TEXT),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("problem_code", _TEXT),
        sa.Column("problem_message", _TEXT),
        sa.Column("problem_hint", _TEXT),
        sa.Column("version_clean", _TEXT, nullable=False),
        sa.Column("version_encode", _TEXT, nullable=False),
        sa.Column("version_code", _TEXT, nullable=False),
        sa.Column("version_link", _TEXT, nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_derivations"),
        sa.ForeignKeyConstraint(["sha256"], ["pages.sha256"], name="fk_derivations_sha256_pages", ondelete="CASCADE"),
    )
    op.create_index("ix_derivations_generation_sha256", "derivations", ["generation", "sha256"])
    op.create_index("ix_derivations_status", "derivations", ["status"])


def _payloads() -> None:
    op.create_table(
        "payloads",
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("codec", _TEXT, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_payloads"),
        sa.ForeignKeyConstraint(["sha256"], ["pages.sha256"], name="fk_payloads_sha256_pages", ondelete="CASCADE"),
    )


def _retrievals() -> None:
    op.create_table(
        "retrievals",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("url", _TEXT),
        sa.Column("file", _TEXT),
        sa.Column("member", _TEXT),
        sa.Column("media_type", _TEXT),
        sa.Column("retrieved", _TEXT),
        sa.Column("published", _TEXT),
        sa.Column("outlet", _TEXT),
        sa.Column("as_text", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_retrievals"),
        sa.ForeignKeyConstraint(["sha256"], ["pages.sha256"], name="fk_retrievals_sha256_pages", ondelete="CASCADE"),
    )
    op.create_index("ix_retrievals_sha256", "retrievals", ["sha256"])
    op.create_index("ix_retrievals_url", "retrievals", ["url"])


def _actors() -> None:
    op.create_table(
        "actors",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("local", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("folded", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("country", _TEXT),
        sa.Column("sectors", _TEXT, nullable=False),
        sa.Column("roles", _TEXT, nullable=False),
        sa.Column("wikidata", _TEXT),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("sort_date", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "local", name="pk_actors"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_actors_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_actors_country", "actors", ["country"])
    op.create_index("ix_actors_folded", "actors", ["folded"])
    op.create_index("ix_actors_id_sort_date_article_id_start", "actors", ["id", "sort_date", "article_id", "start"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("local", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("source", _TEXT),
        sa.Column("source_actor", _TEXT),
        sa.Column("source_id", _TEXT),
        sa.Column("cue", _TEXT, nullable=False),
        sa.Column("content", _TEXT, nullable=False),
        sa.Column("sentence", _TEXT, nullable=False),
        sa.Column("stance", _TEXT, nullable=False),
        sa.Column("quoted", _TEXT, nullable=False),
        sa.Column("parent", _TEXT),
        sa.Column("said", _TEXT),
        sa.Column("said_from", _TEXT),
        sa.Column("said_to", _TEXT),
        sa.Column("sort_date", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "local", name="pk_claims"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_claims_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_index("ix_claims_sort_date_article_id_start", "claims", ["sort_date", "article_id", "start"])
    op.create_index("ix_claims_source_id", "claims", ["source_id"])
    op.create_index("ix_claims_stance", "claims", ["stance"])


def _event_claims() -> None:
    op.create_table(
        "event_claims",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("event", _TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("claim", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "event", "ordinal", name="pk_event_claims"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_event_claims_article_id_articles", ondelete="CASCADE"
        ),
    )


def _event_parties() -> None:
    op.create_table(
        "event_parties",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("event", _TEXT, nullable=False),
        sa.Column("side", _TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("actor", _TEXT),
        sa.Column("actor_id", _TEXT),
        sa.Column("country", _TEXT),
        sa.Column("sectors", _TEXT, nullable=False),
        sa.Column("initiator", sa.Boolean(), nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "event", "side", "ordinal", name="pk_event_parties"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_event_parties_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_event_parties_actor_id", "event_parties", ["actor_id"])
    op.create_index("ix_event_parties_country", "event_parties", ["country"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("local", _TEXT, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", _TEXT, nullable=False),
        sa.Column("sentence", _TEXT, nullable=False),
        sa.Column("type", _TEXT, nullable=False),
        sa.Column("mode", _TEXT),
        sa.Column("place", _TEXT),
        sa.Column("place_folded", _TEXT),
        sa.Column("place_country", _TEXT),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("precision", _TEXT),
        sa.Column("edtf", _TEXT),
        sa.Column("date_from", _TEXT),
        sa.Column("date_to", _TEXT),
        sa.Column("extent", _TEXT),
        sa.Column("basis", _TEXT),
        sa.Column("realis", _TEXT, nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("aspect", _TEXT),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("sort_date", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "local", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_events_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_events_date_from", "events", ["date_from"])
    op.create_index("ix_events_id", "events", ["id"])
    op.create_index("ix_events_place_country", "events", ["place_country"])
    op.create_index("ix_events_sort_date_article_id_start", "events", ["sort_date", "article_id", "start"])
    op.create_index("ix_events_status", "events", ["status"])
    op.create_index("ix_events_type_mode", "events", ["type", "mode"])


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("local", _TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("chain", _TEXT),
        sa.Column("actor", _TEXT),
        sa.Column("actor_id", _TEXT),
        sa.Column("geo_name", _TEXT),
        sa.Column("geo_country", _TEXT),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("precision", _TEXT),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "local", name="pk_mentions"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_mentions_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_mentions_actor_id", "mentions", ["actor_id"])


def _relations() -> None:
    op.create_table(
        "relations",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("type", _TEXT, nullable=False),
        sa.Column("subject", _TEXT, nullable=False),
        sa.Column("subject_id", _TEXT),
        sa.Column("object", _TEXT, nullable=False),
        sa.Column("object_id", _TEXT),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", _TEXT, nullable=False),
        sa.Column("sentence", _TEXT, nullable=False),
        sa.Column("realis", _TEXT, nullable=False),
        sa.Column("edtf", _TEXT),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name="pk_relations"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_relations_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_relations_object_id", "relations", ["object_id"])
    op.create_index("ix_relations_subject_id", "relations", ["subject_id"])


def _search() -> None:
    op.create_table(
        "search",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("tokens", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_search_article_id_articles", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("article_id", name="uq_search_article_id"),
    )


def _times() -> None:
    op.create_table(
        "times",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("local", _TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", _TEXT, nullable=False),
        sa.Column("type", _TEXT, nullable=False),
        sa.Column("value", _TEXT),
        sa.Column("edtf", _TEXT),
        sa.Column("date_from", _TEXT),
        sa.Column("date_to", _TEXT),
        sa.Column("extent", _TEXT, nullable=False),
        sa.Column("basis", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "local", name="pk_times"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_times_article_id_articles", ondelete="CASCADE"
        ),
    )
