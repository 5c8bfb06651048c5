"""Small panels as DuckDB relations, which keep no order and do nothing until they are asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from analysis.answers import Answers, Roster

ASKED = 'round text, person text, "group" text'
ANSWERED = f"{ASKED}, item text, measure text, score integer, no_view text, mode text"


@dataclass(frozen=True)
class Database:
    """A DuckDB of a test's own."""

    connection: duckdb.DuckDBPyConnection

    def answers(self, rows: Sequence[Sequence[Any]], columns: str = ANSWERED) -> Answers:
        return Answers(self.relation("answers", columns, rows))

    def roster(self, rows: Sequence[Sequence[Any]], columns: str = ASKED) -> Roster:
        return Roster(self.relation("roster", columns, rows))

    def relation(
        self, name: str, columns: str, rows: Sequence[Sequence[Any]]
    ) -> duckdb.DuckDBPyRelation:
        self.connection.execute(f"create or replace table {name} ({columns})")
        if rows:
            holes = ", ".join("?" * len(rows[0]))
            insert = f"insert into {name} values ({holes})"  # noqa: S608 - names of tests
            self.connection.executemany(insert, [list(row) for row in rows])
        return self.connection.table(name)


@contextmanager
def database() -> Iterator[Database]:
    """Gone when the block ends."""
    with duckdb.connect() as connection:
        yield Database(connection)
