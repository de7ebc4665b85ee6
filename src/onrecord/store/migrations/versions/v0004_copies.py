"""Sketches of articles, by which their copies are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables; articles that are there already get their sketches with ``rebuild --from link``."""
    op.create_table(
        "sketches",
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("date", _TEXT, nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("least", _TEXT, nullable=False),
        sa.Column("first", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_sketches"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_sketches_article_id_articles", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sketches_first", "sketches", ["first"])
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_bands"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_bands_article_id_articles", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_article_id", "bands", ["article_id"])
