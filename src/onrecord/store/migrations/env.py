"""Runs the migrations on the connection that :mod:`onrecord.store.schema` hands over."""

from __future__ import annotations

from alembic import context

from onrecord.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
