"""What is kept without counting is nowhere counted, shown or chosen as what stands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.models import Invitation, Response, Round, User
from survey.queries.asked_rounds import rounds_of_person
from survey.queries.coded_people import speakers
from survey.queries.comments import arrivals, comments_of_round
from survey.queries.counting import counts
from survey.queries.counts import counts_by_group
from survey.queries.heard_twice import count_undecided
from survey.queries.own_past import own_answers, own_months
from survey.queries.people import asked_person, people_of_round
from survey.queries.records import conversations_in
from survey.queries.responses import kept_revision, sent_already, standing_response
from survey.queries.said_before import said_before
from tests.survey.conversation import talked
from tests.survey.council import answered, opened
from tests.survey.frames import answers

pytestmark = pytest.mark.holds("a council's july")
FIVES = dict.fromkeys((f"theme-{t}-{m}" for t in (1, 2) for m in ("progress", "maturity")), "5")


@pytest.fixture
def july(session: Session, now: datetime) -> Round:
    """The Leader said three in the form; five in two conversations that are kept."""
    answered(session, session.get_one(Invitation, 1), now, theme_1_comment="In the form")
    for _ in range(2):
        talked(session, 1, now, said=FIVES | {"theme-1-comment": "In the talk"})
    return session.exec(select(Round)).one()


Asks = Callable[[Session, Round], Any]
MONTHS = ["2018-07"]


def standing(session: Session, _: Round) -> Any:
    found = standing_response(session, 1)
    return found and found.revision


def sent(session: Session, _: Round) -> Any:
    _same, found = sent_already(session, 1, "another key")
    return found and found.revision


def scores(session: Session, _: Round) -> Any:
    own = own_months(session, 1)
    return sorted(own_answers(session, own)[own[0].standing.id or 0].values())


def counted(session: Session, round_: Round) -> Any:
    groups = counts_by_group(session, round_)
    return [(each.counts.heard, each.counts.forms, each.counts.interviews) for each in groups]


def stood(session: Session, round_: Round) -> Any:
    at = session.exec(select(Response.submitted_at)).first()
    groups = counts_by_group(session, round_, at)  # type: ignore[arg-type]  # there is one
    return [each.counts.forms for each in groups]


EVERYWHERE: dict[str, tuple[Asks, Any]] = {
    "standing": (standing, 1),
    "sent already": (sent, 1),
    "counts": (lambda s, _: [r.revision for r in s.exec(select(Response).where(counts()))], [1]),
    "own months": (scores, ["3", "3", "3", "3"]),
    "by group": (counted, [(1, 1, 0), (0, 0, 0)]),
    "as it stood": (stood, [1, 0]),
    "comments": (lambda s, r: [c.text for c in comments_of_round(s, r)], ["In the form"]),
    "arrivals": (lambda s, _: [each.comments for each in arrivals(s, {})], [1]),
    "people": (lambda s, r: [p.mode for p in people_of_round(s, r)], ["form", None, None]),
    "person": (lambda s, _: asked_person(s, 1).interview, None),  # type: ignore[union-attr]
    "rounds": (lambda s, _: rounds_of_person(s, 1)[0].interview, None),
    "records": (
        lambda s, r: conversations_in(s, MONTHS, days=7, now=r.closes_at).held,
        0,
    ),
    "speakers": (lambda s, _: speakers(s, [1]), set()),
    "clashes": (lambda s, _: count_undecided(s), 2),
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_it_counts_nowhere(session: Session, july: Round, where: str) -> None:
    asked, expected = EVERYWHERE[where]
    assert asked(session, july) == expected


def test_its_scores_are_in_no_figure(session: Session, july: Round, now: datetime) -> None:
    close_round(session, month=july.month, actor="command", now=now)
    frame = answers(session, MONTHS).frame
    assert set(frame["score"]) == {3}
    assert len(frame) == 4


def test_it_is_not_what_one_said_last_month(session: Session, july: Round) -> None:
    session.commit()
    opened(session, july.closes_at, "2018-08")
    assert {each.score for each in said_before(session, 1, "2018-08", ["1", "2"])} == {3}


@pytest.mark.usefixtures("july")
def test_revisions_below_one_go_down(session: Session) -> None:
    assert [each.revision for each in session.exec(select(Response))] == [1, 0, -1]
    assert kept_revision(session, 1) == -2
    assert kept_revision(session, 2) == 0


@pytest.mark.usefixtures("july")
def test_its_facilitators_are_the_only_ones_who_meet_it(session: Session) -> None:
    users = session.exec(select(User)).all()
    assert [count_undecided(session, user.id) for user in users] == [1, 1]
    assert count_undecided(session, 99) == 0
