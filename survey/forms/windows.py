"""Two windows on one page: what was typed in one beside what the other has saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.answers import blank, permission
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field, Page
from survey.actions.save_draft import Keyed
from survey.forms.review import option_label, permission_label


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
    """A question to which this window (`here`) and the one that saved (`there`) say two things.

    `name` is its key, and `title` how it is called. `field` is None for words beside the answers,
    to which nobody gives a permission.
    """

    name: str
    title: str
    field: Field | None
    here: Said
    there: Said

    @property
    def permission_name(self) -> str:
        return f"{self.name}-permission"


def disagreements(
    expanded: ExpandedQuestionnaire, page: Page, typed: Mapping[str, str], stored: Mapping[str, str]
) -> list[Disagreement]:
    """Where `typed` and `stored` differ on `page`, in the order of asking.

    Who may see a comment is no difference where there is no comment.
    """
    pairs = (
        Disagreement(
            field.name,
            title_of(page, section, field),
            field,
            said(expanded, field, typed),
            said(expanded, field, stored),
        )
        for section in page.sections
        for field in section.fields
    )
    return [pair for pair in pairs if pair.here != pair.there]


def words_apart(
    titles: Mapping[str, str], typed: Mapping[str, str], stored: Mapping[str, str]
) -> list[Disagreement]:
    """Where the words beside the answers differ; `titles` is {key: how they are called}."""
    pairs = ((key, typed.get(key, ""), stored.get(key, "")) for key in titles)
    return [
        Disagreement(key, titles[key], None, Said(here, "", ""), Said(there, "", ""))
        for key, here, there in pairs
        if here != there
    ]


def the_same(
    page: Keyed, typed: Mapping[str, str], found: Sequence[Disagreement]
) -> dict[str, str]:
    """What is typed into `page` beside what was `found`: it goes with the choice unseen."""
    shown = {key for each in found for key in (each.name, each.permission_name)}
    return {key: typed[key] for key in page.keys if key in typed and key not in shown}


def title_of(page: Page, section: ExpandedSection, field: Field) -> str:
    parts = [section.title] if len(page.sections) > 1 else []
    return ": ".join([*parts, *([field.aim] if field.aim else []), field.question.name])


def said(expanded: ExpandedQuestionnaire, field: Field, document: Mapping[str, str]) -> Said:
    value = document.get(field.name, "")
    if field.question.kind == "score":
        return Said(value, "", option_label(expanded, field, value))
    if blank(value):
        return Said("", "", "")
    allowed = permission(expanded, field, document)
    return Said(value, allowed, permission_label(expanded, allowed))
