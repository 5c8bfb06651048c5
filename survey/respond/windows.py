"""Two windows on one page: what was typed in one beside what the other has saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template

from questionnaires.answers import blank, permission
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field, Page
from survey.actions.save_draft import document_of_draft, keys_of, page_version
from survey.queries.invitations import Answering
from survey.respond.guard import asked
from survey.respond.review import option_label, permission_label


@dataclass(frozen=True, slots=True)
class Said:
    """What one window says to one question, as stored and in words.

    `label` is that of the score, or of who may see the comment; empty where there is neither.
    """

    value: str
    permission: str
    label: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question to which this window (`here`) and the one that saved (`there`) say two things."""

    section: ExpandedSection
    field: Field
    here: Said
    there: Said


def disagreements(
    expanded: ExpandedQuestionnaire, page: Page, typed: Mapping[str, str], stored: Mapping[str, str]
) -> list[Disagreement]:
    """Where `typed` and `stored` differ on `page`, in the order of asking.

    Who may see a comment is no difference where there is no comment.
    """
    pairs = (
        Disagreement(section, field, said(expanded, field, typed), said(expanded, field, stored))
        for section in page.sections
        for field in section.fields
    )
    return [pair for pair in pairs if pair.here != pair.there]


def said(expanded: ExpandedQuestionnaire, field: Field, document: Mapping[str, str]) -> Said:
    value = document.get(field.name, "")
    if field.question.kind == "score":
        return Said(value, "", option_label(expanded, field, value))
    if blank(value):
        return Said("", "", "")
    allowed = permission(expanded, field, document)
    return Said(value, allowed, permission_label(expanded, allowed))


def both_texts(
    holder: Answering,
    page: Page,
    typed: Mapping[str, str],
    found: Sequence[Disagreement],
    sentence: str,
) -> str:
    """The page on which to choose; what is saved from it takes the place of what was `found`.

    `sentence` says what has happened. Whatever else is on the page is the same in both windows, and
    is sent with it unseen.
    """
    stored = document_of_draft(holder.draft)
    shown = {key for each in found for key in (each.field.name, each.field.permission_name)}
    return render_template(
        "respond/conflict.html",
        holder=holder,
        expanded=asked(holder),
        page=page,
        found=found,
        same={key: typed[key] for key in keys_of(page) if key in typed and key not in shown},
        version=page_version(stored, page),
        errors={found[0].field.name: sentence},
    )
