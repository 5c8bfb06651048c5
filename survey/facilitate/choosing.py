"""Two facilitators at one theme: what was typed here beside what was saved meanwhile."""

from collections.abc import Mapping, Sequence

from flask import render_template

from survey.actions.save_draft import document_of_draft, page_version
from survey.facilitate.keeping import draft_id
from survey.facilitate.own import asked
from survey.facilitate.parts import Part
from survey.forms.windows import Disagreement, disagreements, the_same, words_apart
from survey.queries.assignments import Held


def differences(
    held: Held, part: Part, typed: Mapping[str, str], stored: Mapping[str, str]
) -> list[Disagreement]:
    """Where the two say something else: the notes first, then the answers."""
    words = words_apart(part.words, typed, stored)
    if part.page is None:
        return words
    return words + disagreements(asked(held), part.page, typed, stored)


def both_texts(
    held: Held,
    part: Part,
    typed: Mapping[str, str],
    found: Sequence[Disagreement],
    sentence: str,
) -> str:
    """The page on which to choose; what is saved from it takes the place of what was `found`."""
    return render_template(
        "facilitate/conflict.html",
        held=held,
        part=part,
        expanded=asked(held),
        found=found,
        same=the_same(part, typed, found),
        version=page_version(document_of_draft(held.draft), part),
        draft=draft_id(held, part.id),
        errors={found[0].name: sentence},
    )
