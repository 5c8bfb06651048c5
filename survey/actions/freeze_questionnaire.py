from dataclasses import replace
from typing import Any

from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection
from questionnaires.frozen import sha256, to_json
from survey.errors import Refused
from survey.models import FrozenQuestionnaire
from survey.queries.rounds import frozen_in_use


def freeze_questionnaire(session: Session, expanded: ExpandedQuestionnaire) -> FrozenQuestionnaire:
    """Keep `expanded` for ever, known by its hash; the same one again is the one that stands.

    Refused where a round has used another wording under the same id and version: answers to
    the two would be counted as answers to one question.
    """
    document = to_json(expanded)
    found = session.get(FrozenQuestionnaire, sha256(document))
    if found is not None:
        return found
    refuse_changed_definition(session, expanded)
    frozen = FrozenQuestionnaire(sha256=sha256(document), document=document)
    session.add(frozen)
    session.flush()
    return frozen


def refuse_changed_definition(session: Session, expanded: ExpandedQuestionnaire) -> None:
    identity = (expanded.questionnaire_id, expanded.version)
    for used in frozen_in_use(session):
        same = (used.questionnaire_id, used.version) == identity
        if same and defined(used) != defined(expanded):
            raise Refused(
                f"The questionnaire '{used.questionnaire_id}' version {used.version} was changed, "
                "but is immutable once a round has used it: "
                f"give the changed one version {used.version + 1}."
            )


def defined(expanded: ExpandedQuestionnaire) -> tuple[Any, ...]:
    """What the definition said, without what the plan added: compare with ==."""
    sections = dict.fromkeys(section_defined(section) for section in expanded.sections)
    return replace(expanded, sections=()), tuple(sections)


def section_defined(section: ExpandedSection) -> tuple[Any, ...]:
    questions = tuple(f.question for f in section.fields if f.question.repeat is None)
    asked = (section.prompts, section.audience, questions, section.detail)
    if section.item is None:
        return section.id, section.title, *asked
    return section.id.removesuffix(f"-{section.item}"), None, *asked
