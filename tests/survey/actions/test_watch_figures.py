import json
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session

from analysis.warnings.figures import LowShare, Raised, Response
from survey.actions.acknowledge_warning import acknowledge_warning
from survey.actions.watch_figures import Changes, watch_figures
from survey.errors import Conflict, NotFound, SurveyError
from survey.models import EarlyWarning
from survey.queries.warnings import (
    ended_count,
    ended_warnings,
    kept,
    standing_warnings,
)
from survey.queries.watched import Seen, Watched
from tests.survey.watching import (
    FALLEN,
    NIGHT,
    WORDS,
    council,
    every,
    fallen,
    hold,
    kinds,
    look,
    nothing,
    told,
)

LATER = NIGHT + timedelta(days=1)


def acknowledge(session: Session, words: str = WORDS, **other: object) -> EarlyWarning:
    (standing,) = every(session)
    facts: dict[str, object] = {
        "warning_id": standing.id,
        "seen": standing.raised_at,
        "actor": "mira@council.example",
        "now": LATER,
    }
    found = acknowledge_warning(session, words=words, **(facts | other))  # type: ignore[arg-type]
    session.commit()
    return found


def test_what_the_figures_warn_of_is_kept_with_them(session: Session) -> None:
    fallen(session)
    assert look(session) == Changes(raised=1)
    (warning,) = every(session)
    assert kept(warning).raised == Raised(
        FALLEN, "2018-08", LowShare(12, 0, 4, 1, 2), "1", "progress", against="2018-07"
    )
    assert (kept(warning).title, kept(warning).still_open) == ("Culture", False)
    assert (warning.raised_at, warning.ended_at, warning.acknowledged_at) == (NIGHT, None, None)
    (event,) = told(session, "early warnings changed")
    assert json.loads(event.detail) == {
        "raised": 1,
        "raised_again": 0,
        "ended": 0,
        "standing": 1,
    }
    assert (event.actor, event.subject) == ("worker", "early warnings")


def test_what_still_holds_stands_and_its_figures_are_fresh(session: Session) -> None:
    fallen(session)
    look(session)
    acknowledge(session)
    changed = Raised(
        FALLEN, "2018-08", LowShare(12, 0, 9, 1, 2), "1", "progress", against="2018-07"
    )
    seen = Watched(("2018-08",), (Seen(changed, "Culture renamed", still_open=False),))
    assert watch_figures(session, watched=seen, now=LATER) == Changes()
    (warning,) = every(session)
    assert kept(warning).raised.figures == LowShare(12, 0, 9, 1, 2)
    assert kept(warning).title == "Culture renamed"
    assert (warning.raised_at, warning.words) == (NIGHT, WORDS)
    assert len(told(session, "early warnings changed")) == 1


def test_one_that_ended_and_comes_back_waits_to_be_acknowledged_anew(session: Session) -> None:
    fallen(session)
    look(session)
    acknowledge(session)
    assert nothing(session, "2018-08") == Changes(ended=1)
    (warning,) = ended_warnings(session, 5)
    assert (warning.ended_at, warning.words, standing_warnings(session)) == (NIGHT, WORDS, [])
    assert ended_count(session) == 1
    assert look(session, LATER) == Changes(again=1)
    (warning,) = standing_warnings(session)
    assert (warning.raised_at, warning.words, warning.acknowledged_by) == (LATER, "", "")
    assert (warning.acknowledged_at, warning.ended_at) == (None, None)
    assert ended_count(session) == 0


def test_a_later_month_overtakes_the_one_before(session: Session) -> None:
    fallen(session)
    look(session)
    hold(session, "2018-09", "3" * 12)
    look(session)
    assert kinds(session) == [(FALLEN, "2018-08", False)]


def test_a_month_that_nobody_answered_warns_of_its_response_alone(session: Session) -> None:
    council(session)
    hold(session, "2018-07", "")
    assert look(session) == Changes(raised=1)
    (warning,) = every(session)
    assert kept(warning).raised == Raised("response", "2018-07", Response(12, 0))
    assert kept(warning).title == ""


def test_without_any_round_there_is_nothing_to_see(session: Session) -> None:
    council(session)
    assert look(session) == Changes()


def test_an_acknowledgement_says_who_when_and_what_comes_of_it(session: Session) -> None:
    fallen(session)
    look(session)
    found = acknowledge(session)
    assert (found.acknowledged_by, found.acknowledged_at) == ("mira@council.example", LATER)
    assert found.words == WORDS
    (event,) = told(session, "early warning acknowledged")
    assert json.loads(event.detail) == {"kind": FALLEN, "period": "2018-08"}
    assert WORDS not in event.detail
    assert acknowledge(session).words == WORDS  # sent twice
    assert len(told(session, "early warning acknowledged")) == 1


@pytest.mark.parametrize(
    ("words", "other", "error", "says"),
    [
        ("", {}, SurveyError, "500 characters"),
        ("x" * 501, {}, SurveyError, "500 characters"),
        (WORDS, {"warning_id": 99}, NotFound, "no such warning"),
        (WORDS, {"seen": None}, Conflict, "raised anew"),
        (WORDS, {"seen": LATER}, Conflict, "raised anew"),
    ],
)
def test_what_cannot_be_acknowledged(
    session: Session, words: str, other: dict[str, object], error: type[SurveyError], says: str
) -> None:
    fallen(session)
    look(session)
    with pytest.raises(error, match=says):
        acknowledge(session, words, **other)
    assert every(session)[0].acknowledged_at is None


def test_only_one_is_the_first_to_acknowledge(session: Session) -> None:
    fallen(session)
    look(session)
    acknowledge(session)
    with pytest.raises(Conflict, match=r"mira@council.example acknowledged this warning first"):
        acknowledge(session, actor="ann@council.example")
    with pytest.raises(Conflict, match="first"):
        acknowledge(session, "Other words")


def test_what_has_ended_is_not_acknowledged(session: Session) -> None:
    fallen(session)
    look(session)
    nothing(session, "2018-08")
    with pytest.raises(Conflict, match="has ended since"):
        acknowledge(session)


def test_the_gravest_come_first(session: Session) -> None:
    council(session)
    hold(session, "2018-07", "3" * 12)
    hold(session, "2018-08", "11111")
    look(session)
    found = [each.kind.value for each in standing_warnings(session)]
    assert found == ["response", "block-low", FALLEN]


def test_fractions_survive_the_database(session: Session) -> None:
    council(session)
    hold(session, "2018-07", "3" * 12)
    hold(session, "2018-08", "111111555555")
    look(session)
    found = {each.kind.value: kept(each).raised.figures for each in standing_warnings(session)}
    assert found["agreement"].now == Fraction(-1)  # type: ignore[union-attr]
