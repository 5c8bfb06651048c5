"""What of a month's answers is published: scores on themes, of questions asked of everybody."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlmodel import Session

from analysis.periods import parse_period
from analysis.tally import Item
from questionnaires.load import definition
from questionnaires.model import Questionnaire
from survey.actions.close_round import close_round
from survey.actions.draft_edition import asked as told
from survey.actions.draft_edition import last_questionnaire
from survey.actions.submit_response import submit_response
from survey.cli import main
from survey.models import Invitation, Mode, Round
from survey.queries.rounds import asked_of
from survey.queries.scored import Scored, scored
from survey.queries.summaries import cube_of, summary_of
from tests.survey.council import invitations, opened
from tests.survey.everything import EVERYTHING
from tests.survey.frames import answers
from tests.survey.quarter import CLOSES, OPENS, REF, add_panel, add_plan

QUARTER = parse_period(REF)
THEMES = [Item("1", "progress"), Item("1", "maturity")]
BRIEF = definition("governance-brief-2018")


@pytest.fixture(autouse=True)
def council(session: Session) -> None:
    """One theme with one aim that may be spoken of; ten of Cabinet and two of Audit."""
    add_plan(session)
    add_panel(session)


def hold(session: Session, month: str, asked: Questionnaire) -> None:
    """Let everybody answer whatever they are asked, with 5 for aims and 3 for all else."""
    round_ = opened(session, OPENS, month, closes_at=CLOSES, invite=False, asked=asked)
    for invitation in invitations(session, round_):
        answer(session, round_, invitation)
    close_round(session, month=month, actor="command", now=CLOSES)


def answer(session: Session, round_: Round, invitation: Invitation) -> None:
    expanded = asked_of(session, round_, invitation)
    said = {
        field.name: ("5" if field.aim else "3") if field.question.kind == "score" else "Seen."
        for field in expanded.fields
    }
    submit_response(
        session,
        invitation=invitation,
        expanded=expanded,
        document=said,
        mode=Mode.FORM,
        idempotency_key=f"{round_.month} {invitation.id}",
        now=OPENS,
    )


def eligible(session: Session, *, inside: bool) -> Mapping[Item, int]:
    cube = cube_of(session, QUARTER, inside=inside)
    return {item: cube.overall(place).eligible for place, item in enumerate(cube.items)}


def reworded(definition: Questionnaire) -> Questionnaire:
    """The next version, which asks for the progress of a theme in other words."""
    theme, *rest = definition.sections
    pace = replace(theme.questions[0], id="pace", stem="How fast does it go?")
    section = replace(theme, questions=(pace, *theme.questions[1:]))
    return replace(definition, version=definition.version + 1, sections=(section, *rest))


def test_figures_are_published_of_themes_on_which_everybody_was_asked(session: Session) -> None:
    hold(session, "2018-07", EVERYTHING)
    summary = summary_of(session, QUARTER)
    assert [(each.item, each.measure) for each in summary.items] == THEMES
    assert [each.overall.n for each in summary.items] == [12, 12]
    assert (summary.response.eligible, summary.response.answered) == (12, 12)
    assert eligible(session, inside=False) == dict.fromkeys(THEMES, 12)


def test_the_panel_team_sees_the_rest_with_who_could_have_answered(session: Session) -> None:
    hold(session, "2018-07", EVERYTHING)
    expected = dict.fromkeys([*THEMES, Item("1.1", "progress")], 12)
    assert eligible(session, inside=True) == expected | {Item("the plan", "maturity"): 2}
    found = summary_of(session, QUARTER, inside=True).items
    assert {(each.item, each.measure) for each in found} > set(THEMES)
    assert next(each.overall.n for each in found if each.item == "1.1") == 12


def test_a_question_once_for_some_and_once_for_all_could_be_answered_by_all(
    session: Session,
) -> None:
    theme, *rest = EVERYTHING.sections
    hold(session, "2018-07", replace(EVERYTHING, sections=(theme, *rest[2:])))
    for_some = replace(theme, audience=("audit",))
    hold(session, "2018-08", replace(EVERYTHING, version=2, sections=(for_some, *rest[2:])))
    assert eligible(session, inside=True)[Item("1", "progress")] == 12
    months = answers(session, QUARTER.months, published(session)).frame["round"]
    assert set(months) == {"2018-07"}


def published(session: Session) -> list[Scored]:
    return [each for each in scored(session, QUARTER.months) if each.published]


def test_another_wording_begins_a_new_series(session: Session) -> None:
    hold(session, "2018-07", BRIEF)
    hold(session, "2018-08", reworded(BRIEF))
    frame = answers(session, QUARTER.months).frame
    counts = frame.groupby(["measure", "round"], observed=True).size().to_dict()
    assert counts == {
        ("maturity", "2018-07"): 12,
        ("maturity", "2018-08"): 12,
        ("progress", "2018-08"): 12,
    }


def test_no_change_is_told_across_two_wordings(session: Session) -> None:
    hold(session, "2018-06", BRIEF)
    hold(session, "2018-07", reworded(BRIEF))
    progress, maturity = summary_of(session, QUARTER).items
    assert progress.change is None
    assert maturity.change is not None
    assert maturity.change.matched_n == 12


def test_the_long_and_the_brief_questionnaire_are_one_series(session: Session) -> None:
    hold(session, "2018-07", definition("governance-2018"))
    hold(session, "2018-08", BRIEF)
    assert len(answers(session, QUARTER.months).frame) == 48


def test_an_edition_tells_the_words_in_which_themes_were_asked_about(session: Session) -> None:
    hold(session, "2018-07", EVERYTHING)
    document = told(last_questionnaire(session, QUARTER), summary_of(session, QUARTER))
    assert [each["stem"] for each in document["measures"]] == [
        "Against what was promised by now, where are the actions?",
        "How good are the results that you have seen?",
    ]


@pytest.mark.usefixtures("environment")
def test_the_summary_command_shows_what_is_not_published_apart(session: Session) -> None:
    hold(session, "2018-07", EVERYTHING)
    session.commit()
    lines = CliRunner().invoke(main, ["summary", REF]).stdout.splitlines()
    start = lines.index("Progress, for the panel team alone")
    assert lines[start + 2].split()[:7] == ["1.1", "A", "culture", "dashboard", "12", "of", "12"]
    start = lines.index("Maturity, for the panel team alone")
    assert lines[start + 2].startswith("  The plan as a whole")
