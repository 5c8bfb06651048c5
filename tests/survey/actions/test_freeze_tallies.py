"""Closed periods are counted once; whatever they were counted from makes them be counted anew."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlmodel import Session, col, delete, select

from analysis.periods import parse_period
from survey.actions.freeze_tallies import freeze_tallies
from survey.models import Answer, FrozenTally, Group, Invitation, Mode, Response, Round
from survey.queries.summaries import cube_of, cubes_of
from survey.queries.wanting_tallies import wanting_tallies
from tests.survey.council import answered, invitations
from tests.survey.quarter import OPENS, REF, hold, open_month

pytestmark = pytest.mark.holds("a closed quarter")
QUARTER = parse_period(REF)
PERIODS = [parse_period(ref) for ref in ("2018-06", "2018-07", "2018-08", "2018-19-q1", REF)]


@pytest.fixture
def frozen(session: Session, now: datetime) -> Session:
    """June, July and August, and their two quarters, counted inside and as published."""
    hold(session, "2018-06", "555522221111")
    assert freeze_tallies(session, now=now) == 10
    session.commit()
    return session


def first(session: Session) -> Invitation:
    return session.exec(select(Invitation).order_by(col(Invitation.id))).first()  # type: ignore[return-value]  # there is one


def test_what_is_counted_once_is_not_counted_again(frozen: Session, now: datetime) -> None:
    assert freeze_tallies(frozen, now=now) == 0
    assert len(frozen.exec(select(FrozenTally)).all()) == 10


def test_a_session_that_only_reads_can_count_beforehand(
    session: Session, app: Flask, now: datetime
) -> None:
    with Session(app.extensions["engine"]) as reader:
        counted = wanting_tallies(reader, now=now)
        assert not reader.new
    assert freeze_tallies(session, now=now, counted=counted) == len(counted) == 6
    assert wanting_tallies(session, now=now) == []


def test_what_changed_since_it_was_counted_makes_the_count_void(
    session: Session, app: Flask, now: datetime
) -> None:
    with Session(app.extensions["engine"]) as reader:
        counted = wanting_tallies(reader, now=now)
    talks(session)
    afresh = cube_of(session, QUARTER, inside=True)
    freeze_tallies(session, now=now, counted=counted)
    assert cube_of(session, QUARTER, inside=True) == afresh
    assert freeze_tallies(session, now=now) == 6


@pytest.mark.parametrize("inside", [True, False])
def test_figures_are_the_same_with_it_and_without(frozen: Session, *, inside: bool) -> None:
    with_it = [cube_of(frozen, period, inside=inside) for period in PERIODS]
    assert cubes_of(frozen, PERIODS, inside=inside) == with_it
    frozen.exec(delete(FrozenTally))
    assert [cube_of(frozen, period, inside=inside) for period in PERIODS] == with_it
    assert cubes_of(frozen, PERIODS, inside=inside) == with_it


def test_it_is_read_and_not_counted(frozen: Session) -> None:
    for row in frozen.exec(select(FrozenTally)):
        row.document = row.document.replace('"cabinet",true', '"audit",true')
        frozen.add(row)
    frozen.flush()
    (found,) = cubes_of(frozen, [QUARTER], inside=True)
    assert found.answered == (0, 10)
    assert cube_of(frozen, QUARTER, inside=True) == found


def test_some_people_alone_are_always_counted(frozen: Session) -> None:
    found = cube_of(frozen, QUARTER, inside=True, people=frozenset({1}))
    assert found.asked == (1,)


def corrected(session: Session) -> None:
    """A correction may come when the round is closed; here it is a form, as good as any."""
    round_ = session.exec(select(Round).where(Round.month == "2018-07")).one()
    standing = session.exec(
        select(Response).join(Invitation).where(Invitation.round_id == round_.id)
    ).first()
    assert standing is not None
    invitation = session.get_one(Invitation, standing.invitation_id)
    later = Response(
        invitation_id=invitation.id or 0,
        revision=standing.revision + 1,
        mode=Mode.INTERVIEW,
        reference="later",
        idempotency_key="later",
        submitted_at=OPENS,
    )
    session.add(later)
    session.flush()
    session.add(
        Answer(
            response_id=later.id or 0,
            item="1",
            measure="progress",
            score=1,
            round_id=round_.id or 0,
            group_id=invitation.group_id,
            mode=Mode.INTERVIEW,
        )
    )


def set_aside(session: Session) -> None:
    """What counted is kept without counting."""
    response = session.exec(select(Response)).first()
    assert response is not None
    response.revision = 0


def erased(session: Session) -> None:
    response = session.exec(select(Response)).first()
    assert response is not None
    session.exec(delete(Answer).where(col(Answer.response_id) == response.id))
    session.delete(response)


def another_deputy(session: Session) -> None:
    """Two deputies change places, so that every plain sum stays."""
    one, other = session.exec(select(Invitation).order_by(col(Invitation.id)).limit(2)).all()
    one.deputy_id, other.deputy_id = 11, 12
    session.flush()


def another_group(session: Session) -> None:
    last = session.exec(select(Group.id).order_by(col(Group.id).desc())).first()
    first(session).group_id = last or 0


def talks(session: Session) -> None:
    first(session).scores = False


@pytest.mark.parametrize(
    "change", [corrected, set_aside, erased, another_deputy, another_group, talks]
)
def test_whatever_changes_its_rows_makes_it_void(
    frozen: Session, now: datetime, change: Callable[[Session], None]
) -> None:
    change(frozen)
    frozen.flush()
    stale = {row.fingerprint for row in frozen.exec(select(FrozenTally))}
    afresh = cubes_of(frozen, PERIODS, inside=True)
    assert freeze_tallies(frozen, now=now) > 0
    assert {row.fingerprint for row in frozen.exec(select(FrozenTally))} != stale
    assert cubes_of(frozen, PERIODS, inside=True) == afresh
    frozen.exec(delete(FrozenTally))
    assert cubes_of(frozen, PERIODS, inside=True) == afresh


def test_two_who_change_places_are_seen(frozen: Session, now: datetime) -> None:
    another_deputy(frozen)
    freeze_tallies(frozen, now=now)
    one, other = frozen.exec(select(Invitation).order_by(col(Invitation.id)).limit(2)).all()
    one.deputy_id, other.deputy_id = other.deputy_id, one.deputy_id
    frozen.flush()
    assert freeze_tallies(frozen, now=now) > 0


def test_an_open_month_is_never_frozen_nor_read(frozen: Session, now: datetime) -> None:
    round_ = open_month(frozen, "2018-09")
    answered(frozen, invitations(frozen, round_)[1], OPENS, theme_1_progress="5")
    assert freeze_tallies(frozen, now=now) == 0
    live = cube_of(frozen, QUARTER, inside=True, live=True)
    closed = cube_of(frozen, QUARTER, inside=True)
    assert live.overall(0).scores != closed.overall(0).scores
    assert cubes_of(frozen, [QUARTER], inside=True, live=True) == [live]


def test_a_period_without_a_round_is_left_out(frozen: Session) -> None:
    wanted = [parse_period("2018-19-q4"), QUARTER, parse_period("2017-18")]
    assert [each.period for each in cubes_of(frozen, wanted, inside=False)] == [QUARTER]
    assert cubes_of(frozen, [], inside=False) == []
