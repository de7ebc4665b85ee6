"""SQLite or PostgreSQL under a record: schema, migrations, rows, search."""
