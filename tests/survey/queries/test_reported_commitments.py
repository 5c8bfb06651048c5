"""What of the commitments an edition tells: never of an exempt aim, never a count below ten."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import Session, delete, select

from analysis.periods import parse_period
from survey.actions.draft_edition import payload
from survey.models import (
    Commitment,
    CommitmentCode,
    CommitmentStatus,
    CommitmentVoice,
    Edition,
    EditionState,
    ThemeKind,
    Worked,
)
from survey.queries.reported_commitments import reported_commitments
from tests.survey.council import add_aim, add_theme
from tests.survey.quarter import EXEMPT, PUBLISHED, REF
from tests.survey.spoken import (
    DONE,
    MADE,
    OUTCOME,
    PROMISE,
    SAID,
    add_code,
    let_say,
    promised,
    settle,
)

pytestmark = pytest.mark.holds("a closed quarter")
QUARTER = parse_period(REF)
THEMES = {"1"}
ITEMS = ("", "1", "1.1", "1.2", "2", "2.1", "gone")


def told(session: Session, themes: set[str] = THEMES) -> list[dict[str, Any]]:
    return reported_commitments(session, QUARTER, themes)


def of_people(session: Session, people: int, **changed: Any) -> Commitment:
    code = add_code(session)
    let_say(session, code, people)
    return promised(session, code, **changed)


def test_all_that_is_told_of_one(session: Session) -> None:
    settle(session, of_people(session, 12))
    assert told(session) == [
        {
            "said": SAID,
            "people": 12,
            "promise": PROMISE,
            "lead": "City Solicitor",
            "item": "1",
            "about": "1.1 A culture dashboard",
            "due_month": "2018-09",
            "status": "done",
            "outcome": OUTCOME,
            "overdue": False,
            "worked": None,
        }
    ]


@pytest.mark.parametrize(("people", "shown"), [(0, None), (9, None), (10, 10), (12, 12)])
def test_a_count_is_told_from_ten_people_up(
    session: Session, people: int, shown: int | None
) -> None:
    of_people(session, people)
    assert [each["people"] for each in told(session)] == [shown]


@pytest.mark.parametrize(("answers", "shown"), [(9, None), (10, {"answered": 10, "yes": 10})])
def test_how_many_say_that_it_worked_is_told_from_ten_answers_up(
    session: Session, answers: int, shown: dict[str, int] | None
) -> None:
    settle(session, of_people(session, 12))
    for voice in session.exec(select(CommitmentVoice).limit(answers)):
        voice.worked, voice.about_month, voice.answered_at = Worked.YES, "2018-09", DONE
    session.flush()
    assert [each["worked"] for each in told(session)] == [shown]


def test_it_is_overdue_where_it_was_due_by_the_quarters_end(session: Session) -> None:
    for due in ("2018-08", "2018-09", "2018-10"):
        of_people(session, 3, due_month=due)
    assert [each["overdue"] for each in told(session)] == [True, True, False]


def test_it_is_told_from_its_quarter_to_the_one_in_which_it_was_settled(session: Session) -> None:
    made = of_people(session, 3)
    later = parse_period("2018-19-q3")
    assert reported_commitments(session, parse_period("2018-19-q1"), THEMES) == []
    assert len(reported_commitments(session, later, THEMES)) == 1
    settle(session, made)  # in September, the last month of the second quarter
    assert len(told(session)) == 1
    assert reported_commitments(session, later, THEMES) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"item": "1.2"},
        {"item": "1.1", "clear_of_exempt": False},
        {"item": "1", "clear_of_exempt": False},
        {"item": "", "clear_of_exempt": False},
        {"said": f"It is about {EXEMPT.upper()}"},
        {"promise": f"We end {EXEMPT.lower()}"},
        {"lead": EXEMPT},
    ],
)
def test_nothing_is_told_that_may_be_about_an_exempt_aim(
    session: Session, changed: dict[str, Any]
) -> None:
    of_people(session, 12, **changed)
    assert told(session) == []


def test_what_belongs_to_a_theme_that_the_edition_does_not_name_stays_untold(
    session: Session,
) -> None:
    theme = add_theme(session, 2, "Private matters")
    theme.kind = ThemeKind.SERVICE_BLOCK
    add_aim(session, theme, 1, "Selling the airport", exempt=True)
    of_people(session, 12, item="2")
    edition = Edition(
        period=REF, number=1, state=EditionState.DRAFTING, drafted_by="a", drafted_at=PUBLISHED
    )
    said = payload(session, edition)
    assert said["commitments"] == []
    assert "Private matters" not in json.dumps(said)


@pytest.fixture
def two_themes(session: Session) -> Session:
    """Theme 1 holds an exempt aim, 1.2; theme 2 holds none."""
    add_aim(session, add_theme(session, 2, "Openness"), 1, "Open meetings")
    return session


@st.composite
def commitments(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Commitments of any item, count, state and wording; each text carries what it may not say."""
    wordings = st.sampled_from(["Late", f"Late: {EXEMPT}", f"late: {EXEMPT.casefold()}!"])
    one = st.fixed_dictionaries(
        {
            "item": st.sampled_from(ITEMS),
            "people": st.integers(0, 30),
            "answers": st.integers(0, 12),
            "status": st.sampled_from(CommitmentStatus),
            "clear_of_exempt_by": st.sampled_from(["", "analyst"]),
            "said": wordings,
            "promise": wordings,
            "outcome": wordings,
        }
    )
    return draw(st.lists(one, max_size=6))


@examples(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(given_=commitments())
def test_no_commitment_about_an_exempt_aim_and_no_small_count_reaches_a_payload(
    two_themes: Session, given_: list[dict[str, Any]]
) -> None:
    session = two_themes
    for table in (CommitmentVoice, CommitmentCode, Commitment):
        session.execute(delete(table))
    keep(session, given_)
    found = told(session, {"1", "2"})
    words = json.dumps(found, ensure_ascii=False).casefold()
    assert EXEMPT.casefold() not in words
    for each in found:
        number = int(each["lead"])
        origin = given_[number]
        assert origin["item"] != "1.2"
        assert origin["clear_of_exempt_by"] or origin["item"] in {"2", "2.1"}
        assert each["people"] == (origin["people"] if origin["people"] >= 10 else None)
        counted = origin["status"] is CommitmentStatus.DONE and origin["answers"] >= 10
        assert (each["worked"] is not None) == counted
    # And what may be told is told.
    clear = {str(at) for at, each in enumerate(given_) if is_clear(each)}
    assert {each["lead"] for each in found} == clear


def is_clear(each: dict[str, Any]) -> bool:
    private = any(
        EXEMPT.casefold() in each[name].casefold() for name in ("said", "promise", "outcome")
    )
    near = each["item"] not in {"2", "2.1"}
    return not private and each["item"] != "1.2" and bool(not near or each["clear_of_exempt_by"])


def keep(session: Session, given_: list[dict[str, Any]]) -> None:
    """`lead` is each one's number."""
    for number, each in enumerate(given_):
        columns = {name: value for name, value in each.items() if name != "answers"}
        done = "2018-09" if each["status"] is CommitmentStatus.DONE else ""
        made = Commitment(
            **columns, lead=str(number), due_month="2018-09", done_month=done,
            dropped_month="2018-09" if each["status"] is CommitmentStatus.DROPPED else "",
            made_by="analyst", made_at=MADE, changed_at=MADE,
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.add_all(
            CommitmentVoice(
                commitment_id=made.id or 0, person_id=person, worked=Worked.YES, about_month=done,
                answered_at=DONE,
            )
            for person in range(1, each["answers"] + 1)
        )  # fmt: skip
    session.flush()
