"""What each id of a questionnaire means, place by place, so that two versions can be compared.

A short name, a title, a limit, a prompt or an audience may change freely: none of them changes what
an answer that was given under the id has said.
"""

from collections.abc import Iterator

from questionnaires.model import Question, Questionnaire, Scale, Section

Meaning = dict[str, str]


def meanings(questionnaire: Questionnaire) -> dict[str, Meaning]:
    """Each place ("point 3 of scale 'progress'") with its aspects in words."""
    return {
        **{place: meaning for scale in questionnaire.scales for place, meaning in _scale(scale)},
        **{f"no view '{each.id}'": {"label": each.label} for each in questionnaire.no_views},
        **{
            f"permission '{each.id}'": {"label": each.label, "meaning": each.meaning}
            for each in questionnaire.permissions
        },
        **{
            place: meaning
            for section in questionnaire.sections
            for place, meaning in _section(section)
        },
    }


def homes(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """The ids of questions, each with those of the sections in which it stands."""
    found: dict[str, set[str]] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            found.setdefault(question.id, set()).add(section.id)
    return found


def _scale(scale: Scale) -> Iterator[tuple[str, Meaning]]:
    for point in scale.points:
        yield f"point {point.value} of scale '{scale.id}'", {"label": point.label}


def _section(section: Section) -> Iterator[tuple[str, Meaning]]:
    place = f"section '{section.id}'"
    yield place, {"repeat": section.repeat or "none"}
    for question in section.questions:
        yield f"question '{question.id}' of {place}", _question(question)


def _question(question: Question) -> Meaning:
    return {
        "kind": question.kind,
        "measure": question.measure or "none",
        "stem": question.stem,
        "scale": question.scale or "none",
        "repeat": question.repeat or "none",
    }
