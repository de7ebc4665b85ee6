"""The index of words: FTS5 on SQLite, a tsvector on PostgreSQL, both over our own folded words."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQLITE = (
    # The words come folded and parted; "ascii" leaves every other character alone, and no position is needed.
    """CREATE VIRTUAL TABLE search_index USING fts5(
           tokens, content='search', content_rowid='id', tokenize='ascii', detail='none', columnsize=0)""",
    """CREATE TRIGGER search_insert AFTER INSERT ON search BEGIN
           INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);
       END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON search BEGIN
           INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
       END""",
    """CREATE TRIGGER search_update AFTER UPDATE ON search BEGIN
           INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
           INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);
       END""",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "ALTER TABLE search ADD COLUMN vector tsvector GENERATED ALWAYS AS (tokens::tsvector) STORED",
    "CREATE INDEX ix_search_vector ON search USING gin (vector)",
)


def upgrade() -> None:
    """Make the index and fill it from the words that are there."""
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
