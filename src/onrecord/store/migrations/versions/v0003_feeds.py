"""Feeds that are followed, and their entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "feeds",
        sa.Column("address", _TEXT, nullable=False),
        sa.Column("etag", _TEXT),
        sa.Column("last_modified", _TEXT),
        sa.PrimaryKeyConstraint("address", name="pk_feeds"),
    )
    op.create_table(
        "feed_entries",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("address", _TEXT),
        sa.Column("title", _TEXT),
        sa.Column("published", _TEXT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_entries"),
    )
    op.create_index("ix_feed_entries_feed", "feed_entries", ["feed"])
