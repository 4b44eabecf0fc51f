"""The tables of a store, and the way to them from every earlier version.

A migration that was once released never changes, as stores were made by it; a new version is one more at the end.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, Table, Text, inspect, select, text

METADATA = MetaData()
VERSIONS = Table("schema_version", METADATA, Column("version", Integer, nullable=False))
# A row is never deleted and only ever loses `current`: what changed is a new revision beside the old one.
ROUNDS = Table(
    "rounds",
    METADATA,
    Column("programme", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("round", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("current", Boolean, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("checksum", Text, nullable=False),
    Column("framework_checksum", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of the snapshot: whether a round changed is seen without its text
    Column("snapshot", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("removed_at", Text),
    Column("removed_by", Text),
)
CHANGES = Table(
    "changes",
    METADATA,
    Column("programme", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("old_round", Text, primary_key=True),
    Column("old_revision", Integer, primary_key=True),
    Column("new_round", Text, primary_key=True),
    Column("new_revision", Integer, primary_key=True),
    Column("change", Text, nullable=False),
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE rounds (
            programme TEXT NOT NULL, member TEXT NOT NULL, round TEXT NOT NULL, revision INTEGER NOT NULL,
            current BOOLEAN NOT NULL, as_of TEXT NOT NULL, checksum TEXT NOT NULL, framework_checksum TEXT NOT NULL,
            digest TEXT NOT NULL, snapshot TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL,
            PRIMARY KEY (programme, member, round, revision))""",
        # Two writers at once can never leave two current revisions of one round.
        "CREATE UNIQUE INDEX rounds_current ON rounds (programme, member, round) WHERE current",
        """CREATE TABLE changes (
            programme TEXT NOT NULL, member TEXT NOT NULL, old_round TEXT NOT NULL, old_revision INTEGER NOT NULL,
            new_round TEXT NOT NULL, new_revision INTEGER NOT NULL, change TEXT NOT NULL,
            PRIMARY KEY (programme, member, old_round, old_revision, new_round, new_revision))""",
    ),
    (
        "ALTER TABLE rounds ADD COLUMN removed_at TEXT",
        "ALTER TABLE rounds ADD COLUMN removed_by TEXT",
    ),
)
VERSION = len(MIGRATIONS)


class ForeignTablesError(Exception):
    """The database has tables, and none of them is ours."""


def version_of(connection: Connection) -> int | None:
    """Give the version of the tables, None where there are none; raises ForeignTablesError where others have theirs."""
    names = set(inspect(connection).get_table_names())
    if VERSIONS.name in names:
        found: int = connection.execute(select(VERSIONS.c.version)).scalar_one()
        return found
    if names:
        raise ForeignTablesError(sorted(names))
    return None


def migrate(connection: Connection, version: int | None) -> None:
    """Bring the tables from a version to that of this program, inside the transaction that is open."""
    if version is None:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(VERSIONS.insert().values(version=0))
    for number, step in enumerate(MIGRATIONS[version or 0 :], start=(version or 0) + 1):
        for statement in step:
            connection.execute(text(statement))
        connection.execute(VERSIONS.update().values(version=number))
