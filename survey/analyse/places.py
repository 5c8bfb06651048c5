"""What words are about, as the questionnaire of their month says it."""

from dataclasses import dataclass

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection
from survey.extensions import db
from survey.models import CommentKind
from survey.queries.rounds import questionnaire
from survey.queries.words_about import items_about

# In an address: what is about no theme. No theme can be called so.
NO_THEME = "-"
AS_A_WHOLE = "The plan as a whole"
KINDS = {
    CommentKind.COMMENT: "Comment",
    CommentKind.PASSAGE: "Said in a conversation",
    CommentKind.NOTES: "Facilitator's notes",
}


@dataclass(frozen=True, slots=True)
class Place:
    """`theme` is the ref of the theme, or NO_THEME; `title` names it, `about` what beneath it."""

    theme: str
    title: str
    about: str = ""


def place(asked: str, item: str, field: str) -> Place:
    """Where words stand that were said as `field` about `item`; `asked` is the hash of a round's
    questionnaire.
    """
    expanded = questionnaire(db.session, asked)
    section = section_of(expanded, item, field)
    if section is None:
        return Place(item or NO_THEME, item or AS_A_WHOLE)
    about = next((each.aim for each in section.fields if each.name == field), "")
    if not about and item != (section.item or ""):
        about = next((each.aim for each in section.fields if each.item == item), "")
    return Place(section.item or NO_THEME, section.title, about)


def section_of(expanded: ExpandedQuestionnaire, item: str, field: str) -> ExpandedSection | None:
    """The section that asks `field`, or else the one about `item`."""
    for section in expanded.sections:
        if any(each.name == field for each in section.fields):
            return section
    for section in expanded.sections:
        if item and (section.item == item or any(each.item == item for each in section.fields)):
            return section
    return None


def permission_label(asked: str, permission: str) -> str:
    """What the speaker was told that the permission means, in its few words."""
    offered = questionnaire(db.session, asked).permissions
    return next((each.label for each in offered if each.id == permission), permission)


def items_of(theme: str) -> frozenset[str] | None:
    """What words about `theme`, as an address names it, are about; None where it names none."""
    if not theme:
        return None
    return frozenset({""}) if theme == NO_THEME else items_about(db.session, theme)
