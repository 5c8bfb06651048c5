from dataclasses import replace

import pytest
from sqlmodel import Session

from questionnaires.expand import Aim, Theme, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.frozen import to_json
from questionnaires.model import Questionnaire
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.errors import Refused
from survey.models import FrozenQuestionnaire, Round, RoundState
from tests.survey.everything import EVERYTHING
from tests.survey.house import CLOSES, OPENS

AIMS = (Aim("1.1", "A dashboard"), Aim("1.2", "A protocol"))
PLANS = {
    "aims of both": (
        Theme("1", "Culture", aims=AIMS),
        Theme("2", "Trust", aims=(Aim("2.1", "A"),)),
    ),
    "aims of one": (Theme("1", "Culture", aims=AIMS[:1]), Theme("2", "Trust")),
    "no aims": (Theme("1", "Culture"), Theme("2", "Trust")),
    "another theme": (Theme("3", "Money", aims=(Aim("3.1", "A budget"),)),),
}


@pytest.fixture
def used(session: Session) -> ExpandedQuestionnaire:
    """What a round has asked of themes with aims."""
    expanded = expand(EVERYTHING, PLANS["aims of both"])
    frozen = freeze_questionnaire(session, expanded)
    session.add(
        Round(
            month="2018-07",
            state=RoundState.OPEN,
            questionnaire_sha256=frozen.sha256,
            opens_at=OPENS,
            closes_at=CLOSES,
        )
    )
    session.flush()
    return expanded


def detail(definition: Questionnaire, **changes: object) -> Questionnaire:
    """`definition` with its question about the progress of aims changed."""
    theme, *rest = definition.sections
    questions = tuple(
        replace(question, **changes) if question.id == "aim-progress" else question  # type: ignore[arg-type]
        for question in theme.questions
    )
    return replace(definition, sections=(replace(theme, questions=questions), *rest))


def test_the_same_again_is_the_one_that_stands(
    session: Session, used: ExpandedQuestionnaire
) -> None:
    again = freeze_questionnaire(session, expand(EVERYTHING, PLANS["aims of both"]))
    assert again.document == to_json(used)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.usefixtures("used")
def test_the_plan_may_gain_and_lose_aims_and_themes_between_rounds(
    session: Session, plan: str
) -> None:
    frozen = freeze_questionnaire(session, expand(EVERYTHING, PLANS[plan]))
    assert session.get(FrozenQuestionnaire, frozen.sha256) is frozen


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("change", [{"stem": "Is it done?"}, {"mandatory": True}, {"repeat": None}])
@pytest.mark.usefixtures("used")
def test_what_is_asked_about_aims_may_not_change_though_there_may_be_no_aim(
    session: Session, change: dict[str, object], plan: str
) -> None:
    with pytest.raises(Refused, match="'everything' version 1 was changed"):
        freeze_questionnaire(session, expand(detail(EVERYTHING, **change), PLANS[plan]))


@pytest.mark.usefixtures("used")
def test_who_is_asked_is_part_of_a_version(session: Session) -> None:
    theme, proof, *rest = EVERYTHING.sections
    wider = replace(EVERYTHING, sections=(theme, replace(proof, audience=()), *rest))
    with pytest.raises(Refused, match="give the changed one version 2"):
        freeze_questionnaire(session, expand(wider, PLANS["aims of both"]))
    freeze_questionnaire(session, expand(replace(wider, version=2), PLANS["aims of both"]))
