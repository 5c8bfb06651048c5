from datetime import datetime

from sqlmodel import Session

from analysis.periods import PeriodError, parse_month
from questionnaires.expand import THEME_REF
from survey.actions.record_event import record_event
from survey.actions.refuse_block_change import refuse_change_within_year
from survey.errors import Conflict, SurveyError
from survey.models import Group, GroupBlock, Side
from survey.queries.groups import block_from, block_names


def change_block(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    group: Group,
    from_month: str,
    block: str,
    block_name: str,
    side: Side,
    actor: str,
    now: datetime,
) -> GroupBlock:
    """Publish `group` in a block and on a side from a month on, in place of what was said for it.

    Raises SurveyError for a month, block or name that cannot be, Conflict for a block that has
    another name, Refused for a change within a municipal year.
    """
    refuse_bad_words(session, from_month, block, block_name)
    refuse_change_within_year(
        session, group_ref=group.ref, from_month=from_month, block=block, side=side
    )
    entry = block_from(session, group.id or 0, from_month)
    if entry is None:
        entry = GroupBlock(
            group_id=group.id or 0, from_month=from_month, block="", block_name="", side=side
        )
    entry.block, entry.block_name, entry.side = block, block_name.strip(), side
    session.add(entry)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="block changed",
        subject=f"group {group.ref}",
        now=now,
        from_month=from_month,
        block=block,
        side=side.value,
    )
    return entry


def refuse_bad_words(session: Session, from_month: str, block: str, block_name: str) -> None:
    try:
        parse_month(from_month)
    except PeriodError as error:
        raise SurveyError(str(error)) from error
    if THEME_REF.fullmatch(block) is None:
        raise SurveyError(
            f"'{block}' cannot be a block's short name; "
            "use letters and digits, joined by dots or hyphens."
        )
    if not block_name.strip() or not block_name.isprintable():
        raise SurveyError("The block has no name that can be published; write it on one line.")
    standing = block_names(session).get(block)
    if standing not in {None, block_name.strip()}:
        raise Conflict(
            f"The block '{block}' is called '{standing}' already; use that name, or another block."
        )
