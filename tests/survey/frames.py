"""Rows of closed rounds as the frames that `analysis` takes in, to count them another way."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from analysis.answers import Answers, Roster
from survey.models import (
    Answer,
    Group,
    Invitation,
    Response,
    Round,
    RoundState,
)
from survey.queries.counting import speaker
from survey.queries.scored import PLAN, Scored, scored
from survey.queries.voices import plain

Rows = Select[*tuple[Any, ...]]

ROSTER = ["round", "person", "group"]
ANSWERS = [*ROSTER, "item", "measure", "score", "no_view", "mode"]


def answers(
    session: Session,
    months: Sequence[str],
    asked: Iterable[Scored] | None = None,
    *,
    live: bool = False,
) -> Answers:
    """The answers that count in the closed rounds of `months`: those of each latest revision.

    They answer what was `asked`, by default everything that those rounds scored. A deputy's are
    those of the deputy, under the group of the seat that they spoke for. `live` takes in the rounds
    that are still open.
    """
    latest = (
        select(func.max(Response.revision))
        .where(col(Response.invitation_id) == Invitation.id)
        .correlate(Invitation)
        .scalar_subquery()
    )
    query = (
        select(  # type: ignore[call-overload]  # SQLModel types up to four columns
            Round.month,
            speaker(),
            Group.ref,
            Answer.item,
            Answer.measure,
            Answer.score,
            plain(Answer.no_view),
            plain(Response.mode),
        )
        .join(Invitation, col(Invitation.round_id) == Round.id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Response, col(Response.invitation_id) == Invitation.id)
        .join(Answer, col(Answer.response_id) == Response.id)
        .where(col(Response.revision) == latest)
    )
    frame = framed(session, held(query, months, live=live), ANSWERS)
    wanted = scored(session, months, live=live) if asked is None else asked
    return Answers(counted(frame, wanted).astype({"score": "Int64"}))


def counted(frame: pd.DataFrame, asked: Iterable[Scored]) -> pd.DataFrame:
    """The rows that answer what was `asked`, in the same order; the plan has a name as an item."""
    keys = ["round", "item", "measure"]
    wanted = pd.DataFrame(
        sorted({(each.month, each.item, each.measure) for each in asked}), columns=keys, dtype=str
    )
    kept = frame.merge(wanted, on=keys)
    return kept.assign(item=kept["item"].where(kept["item"] != "", PLAN))


def roster(session: Session, months: Sequence[str], *, live: bool = False) -> Roster:
    """Who was asked for scores in the closed rounds of `months`, a deputy as themself."""
    query = (
        select(Round.month, speaker(), Group.ref)
        .join(Invitation, col(Invitation.round_id) == Round.id)
        .join(Group, col(Group.id) == Invitation.group_id)
    )
    return Roster(framed(session, held(query, months, live=live), ROSTER))


def held(query: Rows, months: Sequence[str], *, live: bool) -> Rows:
    """`query` over the rounds of `months`, without whoever talks and scores nothing.

    Those that are still open are left out, unless `live`.
    """
    states = [RoundState.CLOSED, *([RoundState.OPEN] if live else [])]
    return query.where(
        col(Round.month).in_(months),
        col(Round.state).in_(states),
        col(Invitation.scores),
    ).order_by(col(Round.month), col(Invitation.id))


def framed(session: Session, query: Rows, columns: list[str]) -> pd.DataFrame:
    """The query's rows under `columns`; a person is an opaque string."""
    frame = pd.DataFrame.from_records(session.execute(query).all(), columns=columns)
    if "person" in frame:
        frame["person"] = frame["person"].astype(str)
    return frame
