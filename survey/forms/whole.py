"""A whole questionnaire as one form, for somebody who types in what another said or wrote."""

from collections.abc import Collection

from werkzeug.datastructures import MultiDict

from questionnaires.answers import missing
from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.forms.pages import STRANGE, page_form

Read = tuple[dict[str, str], dict[str, str]]


def read_whole(
    expanded: ExpandedQuestionnaire,
    sent: MultiDict[str, str],
    beside: Collection[str],
) -> Read:
    """The document that a browser has sent, and every error that keeps it from being recorded.

    Errors are {field id: sentence} in the order of the page. `beside` names what the page sends
    that is no answer; whatever else it sends stands under 'main'.
    """
    document, problems = read_pages(expanded, sent)
    wanting = {field.name: wanted(expanded, field) for field in missing(expanded, document)}
    strange = any(name not in expanded.names and name not in beside for name in sent)
    errors = {"main": STRANGE} if strange else {}
    for name in in_order(expanded):
        if name in problems or name in wanting:
            errors[name] = problems.get(name) or wanting[name]
    return document, errors


def read_pages(expanded: ExpandedQuestionnaire, sent: MultiDict[str, str]) -> Read:
    document: dict[str, str] = {}
    problems: dict[str, str] = {}
    for page in expanded.pages:
        form = page_form(expanded, page)(sent)
        own = MultiDict((name, value) for name, value in sent.items(multi=True) if name in form)
        problems |= form.problems(own)
        document |= form.values
    return document, problems


def in_order(expanded: ExpandedQuestionnaire) -> list[str]:
    """Every field that can be wrong, as the page shows them."""
    names = []
    for each in expanded.fields:
        names.append(each.name)
        if each.question.kind == "comment":
            names.append(each.permission_name)
    return names


def wanted(expanded: ExpandedQuestionnaire, question: Field) -> str:
    """'Choose a score for progress, or why there is none: A culture of trust'."""
    theme = next(section.title for section in expanded.sections if question in section.fields)
    about = question.aim or theme
    return f"Choose a score for {question.question.name.lower()}, or why there is none: {about}"
