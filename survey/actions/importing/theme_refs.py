from collections.abc import Sequence

from sqlmodel import Session

from survey.actions.importing.source import Source
from survey.actions.importing.table import Row
from survey.errors import ImportFileError
from survey.queries.standing import themes_by_key


def refuse_unknown_themes(
    session: Session, source: Source, rows: Sequence[Row], column: str
) -> None:
    """Refuse a row whose `column`, refs separated by semicolons, names a theme not in the plan."""
    known = [ref for (ref,) in themes_by_key(session)]
    for row in rows:
        for ref in filter(None, getattr(row, column).split(";")):
            if ref not in known:
                mend = f"use {', '.join(known)}" if known else "import the plan first"
                raise ImportFileError(
                    source.name,
                    f"the plan has no theme '{ref}'; {mend}.",
                    row=row.line,
                    column=column,
                )
