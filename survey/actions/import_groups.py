from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from survey.actions.importing.cells import month, one_of, ref, words
from survey.actions.importing.changes import Changes, Key, Values, called, upsert, values_of
from survey.actions.importing.record_import import record_import
from survey.actions.importing.source import Source
from survey.actions.importing.table import Column, Row, by_key, read_rows, refuse_disagreement
from survey.actions.refuse_block_change import change_within_year
from survey.errors import ImportFileError
from survey.models import Group, GroupBlock, Side
from survey.queries.standing import blocks_by_key, groups_by_key


@dataclass(frozen=True, slots=True)
class BlockRow(Row):
    """The block and side of a group from a month on."""

    group: Annotated[str, Column(ref)]
    name: Annotated[str, Column(words)]
    from_month: Annotated[str, Column(month, name="from")]
    block: Annotated[str, Column(ref)]
    block_name: Annotated[str, Column(words)]
    side: Annotated[Side, Column(one_of(Side))]


def import_groups(session: Session, *, source: Source, actor: str, now: datetime) -> Changes:
    """Make the groups and their blocks what `source` says; raises ImportFileError."""
    rows = read_rows(source, BlockRow)
    blocks = by_key(source, rows, lambda row: (row.group, row.from_month), "from")
    refuse_disagreement(source, rows, "group", ("name",))
    refuse_disagreement(source, rows, "block", ("block_name",))
    refuse_other_names(session, source, blocks)
    refuse_changes_within_year(session, source, blocks)
    names: dict[Key, Values] = {(row.group,): {"ref": row.group, "name": row.name} for row in rows}
    changes = upsert(session, called("group"), groups_by_key(session), names, Group)
    groups = groups_by_key(session)
    fields = ("from_month", "block", "block_name", "side")
    wanted: dict[Key, Values] = {
        key: {"group_id": groups[row.group,].id, **values_of(row, fields)}
        for key, row in blocks.items()
    }
    changes += upsert(
        session,
        lambda key: f"block of group {key[0]} from {key[1]}",
        blocks_by_key(session),
        wanted,
        GroupBlock,
    )
    return record_import(session, changes, noun="groups", source=source, actor=actor, now=now)


def refuse_other_names(session: Session, source: Source, blocks: Mapping[Key, BlockRow]) -> None:
    """Refuse another name for a block of which a group that the file leaves out is a part."""
    kept = {
        entry.block: (entry.block_name, key[0])
        for key, entry in blocks_by_key(session).items()
        if key not in blocks
    }
    for row in blocks.values():
        name, group = kept.get(row.block, (row.block_name, ""))
        if name != row.block_name:
            raise ImportFileError(
                source.name,
                f"the block '{row.block}' is called '{name}' for the group '{group}', which this "
                "file leaves out; use that name, or give it another one for all of its groups.",
                row=row.line,
                column="block_name",
            )


def refuse_changes_within_year(
    session: Session, source: Source, blocks: Mapping[Key, BlockRow]
) -> None:
    """Refuse to change the block or side of a group within a municipal year."""
    wanted: dict[str, dict[str, BlockRow]] = defaultdict(dict)
    for row in blocks.values():
        wanted[row.group][row.from_month] = row
    for group, rows in wanted.items():
        entries = {month: (row.block, row.side) for month, row in rows.items()}
        found = change_within_year(session, group_ref=group, wanted=entries)
        if found:
            month, sentence = found
            raise ImportFileError(source.name, sentence, row=rows[month].line, column="from")
