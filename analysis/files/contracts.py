"""The columns that each kind of table has."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import AnswersError


@dataclass(frozen=True, slots=True)
class Contract:
    """The columns of one kind of table; others may stand in a file and are left out."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def places(self, name: str, header: Sequence[str]) -> dict[str, int]:
        """Where each column stands in the `header` of the file `name`, those that are there.

        Raises AnswersError where a column that is needed is missing, or one stands twice.
        """
        missing = [f"'{column}'" for column in self.needed if column not in header]
        needs = f"it needs {', '.join(self.needed)}"
        if missing and len(header) == 1:
            raise AnswersError(
                f"{name}, row 1: there is one column, '{header[0]}', and {needs}; save the table "
                "with a comma between its columns."
            )
        if missing:
            raise AnswersError(
                f"{name}, row 1: there is no column {', '.join(missing)}; {needs}. "
                "Name the columns so."
            )
        wanted = [column for column in (*self.needed, *self.optional) if column in header]
        for column in wanted:
            if header.count(column) > 1:
                raise AnswersError(
                    f"{name}, row 1: the column '{column}' stands twice; take one of them out."
                )
        return {column: header.index(column) for column in wanted}


ANSWERS = Contract(("round", "person", "group", "item", "measure", "score"), ("no_view", "mode"))
ROSTER = Contract(("round", "person", "group"))
GROUPS = Contract(("group", "name", "from", "block", "block_name", "side"))
RATINGS = Contract(("round", "item", "aim", "rag"))
LINEAGE = Contract(("from_round", "kind", "old", "new"))
