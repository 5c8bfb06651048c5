from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from analysis.counting import count
from analysis.disclosure.rules import protect
from analysis.periods import parse_period
from analysis.summary import summarise
from survey.actions.close_round import close_round
from survey.actions.simulate_round import USUAL_SEED, simulate_round
from survey.errors import Gone, NotFound, Refused, SurveyError
from survey.models import (
    Answer,
    Comment,
    Contact,
    Holder,
    Interview,
    Invitation,
    Mode,
    Response,
    Round,
)
from survey.queries.groups import standings
from survey.queries.organisation import organisation
from survey.queries.rounds import round_by_month
from tests.survey.council import opened
from tests.survey.frames import answers, roster

pytestmark = pytest.mark.holds("the sample")
OPENS = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=14)


@pytest.fixture
def demonstration(session: Session) -> Session:
    """The sample's plan and panel, with the round of July 2018 open."""
    found = organisation(session)
    assert found is not None
    found.demonstration = True
    hold(session, "2018-07")
    return session


def hold(session: Session, month: str) -> Round:
    return opened(session, OPENS, month, invite=False)


def given(session: Session) -> list[Response]:
    return list(session.exec(select(Response).order_by(col(Response.invitation_id))))


def test_most_of_the_panel_answers_and_the_same_seed_adds_nothing(demonstration: Session) -> None:
    first = simulate_round(demonstration, month="2018-07", seed=USUAL_SEED, now=CLOSES)
    responses = given(demonstration)
    assert 22 <= len(first.responses) == len(responses) <= 28
    again = simulate_round(demonstration, month="2018-07", seed=USUAL_SEED, now=CLOSES)
    assert again.responses == ()
    assert given(demonstration) == responses


def test_what_is_stored_is_what_was_simulated(demonstration: Session) -> None:
    said = simulate_round(demonstration, month="2018-07", seed=3, now=CLOSES).responses
    stored = Counter(
        demonstration.exec(select(Answer.item, Answer.measure, Answer.score, Answer.no_view))
    )
    assert stored == Counter(
        (answer.item, answer.measure, answer.score, answer.no_view)
        for response in said
        for answer in response.answers
    )
    comments = Counter(demonstration.exec(select(Comment.item, Comment.text, Comment.permission)))
    assert comments == Counter(
        (comment.item or "", comment.text, comment.permission)
        for response in said
        for comment in response.comments
    )
    assert comments


def test_responses_are_marked_simulated_and_sent_within_the_round(demonstration: Session) -> None:
    simulate_round(demonstration, month="2018-07", seed=3, now=CLOSES)
    assert all(response.simulated for response in given(demonstration))
    assert all(OPENS <= response.submitted_at <= CLOSES for response in given(demonstration))


def test_nothing_is_sent_in_the_future_of_a_round_that_runs(demonstration: Session) -> None:
    today = OPENS + timedelta(hours=2)
    simulate_round(demonstration, month="2018-07", seed=3, now=today)
    assert all(response.submitted_at <= today for response in given(demonstration))


def test_who_prefers_a_conversation_is_interviewed(demonstration: Session) -> None:
    simulate_round(demonstration, month="2018-07", seed=3, now=CLOSES)
    query = (
        select(Response.mode, Holder.contact)
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .join(Holder, col(Holder.seat_id) == Invitation.seat_id)
        .where(Holder.person_id == Invitation.person_id)
    )
    pairs = Counter(demonstration.exec(query))
    assert set(pairs) == {(Mode.FORM, Contact.FORM), (Mode.INTERVIEW, Contact.INTERVIEW)}
    interviews = demonstration.exec(select(Interview)).all()
    assert len(interviews) == pairs[Mode.INTERVIEW, Contact.INTERVIEW]


def test_the_leanings_hold_from_month_to_month(demonstration: Session) -> None:
    hold(demonstration, "2018-08")
    july, august = (
        simulate_round(demonstration, month=month, seed=3, now=CLOSES + timedelta(days=31))
        for month in ("2018-07", "2018-08")
    )
    assert july.truth.leanings == august.truth.leanings


def test_the_samples_year_is_believable(demonstration: Session) -> None:
    quarters = [parse_period(ref) for ref in ("2018-19-q2", "2018-19-q3", "2018-19-q4")]
    months = [month for quarter in quarters for month in quarter.months]
    for month in months:
        if month != "2018-07":
            hold(demonstration, month)
        closes_at = round_by_month(demonstration, month).closes_at
        simulate_round(demonstration, month=month, seed=USUAL_SEED, now=closes_at)
        close_round(demonstration, month=month, actor="command", now=closes_at)
    told = [
        summarise(
            protect(
                count(
                    answers(demonstration, months),
                    roster(demonstration, months),
                    standings(demonstration),
                    quarter,
                    quarter.previous(),
                )
            )
        )
        for quarter in quarters
    ]
    assert all(85 <= 100 * of.response.answered / of.response.eligible <= 95 for of in told)
    verdicts = {
        (item.item, item.measure, number): item.change.verdict
        for number, of in enumerate(told)
        for item in of.items
        if item.change is not None
    }
    assert verdicts["3", "progress", 1] == "improved"
    assert verdicts["6", "progress", 2] == "declined"
    moved = [verdict for verdict in verdicts.values() if verdict in {"improved", "declined"}]
    assert len(moved) < len(verdicts) / 4


def test_a_real_panel_is_never_simulated(demonstration: Session) -> None:
    found = organisation(demonstration)
    assert found is not None
    found.demonstration = False
    with pytest.raises(Refused, match="a real panel's answers"):
        simulate_round(demonstration, month="2018-07", seed=3, now=CLOSES)
    assert given(demonstration) == []


def test_other_rounds_are_refused(demonstration: Session) -> None:
    with pytest.raises(NotFound, match="the rounds are 2018-07"):
        simulate_round(demonstration, month="2018-09", seed=3, now=CLOSES)
    with pytest.raises(SurveyError, match="not open yet"):
        simulate_round(demonstration, month="2018-07", seed=3, now=OPENS - timedelta(days=1))
    close_round(demonstration, month="2018-07", actor="command", now=CLOSES)
    with pytest.raises(Gone):
        simulate_round(demonstration, month="2018-07", seed=3, now=CLOSES)


def test_nothing_is_simulated_for_whoever_talks_without_scoring(demonstration: Session) -> None:
    for invitation in demonstration.exec(select(Invitation)).all()[1:]:
        invitation.scores = False
    demonstration.flush()
    simulate_round(demonstration, month="2018-07", seed=USUAL_SEED, now=CLOSES)
    assert {response.invitation_id for response in given(demonstration)} <= {1}
