"""One small statement, run by the driver itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ClauseElement, Compiled, Engine
from sqlalchemy.exc import DBAPIError


class Lookup:
    """A `statement` that is asked at every request and worth its own short way.

    A connection, transaction and result of SQLAlchemy's cost four times what the database does.
    Its bound values must be what the driver takes as they are: text and numbers.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self.compiled: dict[str, Compiled] = {}

    def rows(self, engine: Engine, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Every row for `values`; raises SQLAlchemy's errors as any other statement does."""
        dialect = engine.dialect
        compiled: Any = self.compiled.get(dialect.name)
        if compiled is None:
            compiled = self.compiled[dialect.name] = self.statement.compile(dialect=dialect)
        named = {**compiled.params, **values}
        given = [named[name] for name in compiled.positiontup] if compiled.positional else named
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(compiled.string, given)
            return list(cursor.fetchall())
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                compiled.string, None, error, dialect.loaded_dbapi.Error, dialect=dialect
            ) from error
        finally:
            connection.close()
