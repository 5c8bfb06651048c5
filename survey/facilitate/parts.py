"""What is saved together: a theme with its notes, the circumstances, who may quote what.

Each has its keys in the one document of the interview's draft, and a form of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from weakref import WeakKeyDictionary

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from questionnaires.answers import blank, missing
from questionnaires.asked import NOTES
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field, Page
from survey.facilitate.notes import passages
from survey.forms.pages import PageForm, page_form
from survey.forms.questions import ChoiceField, WordsField

MOST_NOTES = 20_000
# No answer has a name without a dash, so none of these is ever an answer's.
CIRCUMSTANCES = {"day": "Day of the conversation", "attendees": "Who was there", "place": "Place"}
MOST_BESIDE = 500
PASSAGE_LETTERS = 10
forms_of_themes: "WeakKeyDictionary[Page, type[PageForm]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Theme:
    """A section of the questionnaire with the notes on it, of what `expanded` asks."""

    expanded: ExpandedQuestionnaire
    page: Page

    @property
    def id(self) -> str:
        return self.page.id

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def section(self) -> ExpandedSection:
        return self.page.sections[0]

    @property
    def notes(self) -> str:
        """The key of its notes."""
        return f"{self.id}-{NOTES}"

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.page.keys, self.notes)

    @property
    def words(self) -> dict[str, str]:
        return {self.notes: "Notes"}

    @property
    def form(self) -> type[PageForm]:
        if self.page not in forms_of_themes:
            notes = {self.notes: WordsField("Notes", most=MOST_NOTES)}
            own = page_form(self.expanded, self.page)
            forms_of_themes[self.page] = type("FormOfTheme", (own,), notes)
        return forms_of_themes[self.page]

    def is_done(self, document: Mapping[str, str]) -> bool:
        """Whether something was said about it, and nothing that must be is missing."""
        wanting = {field.name for field in missing(self.expanded, document)}
        names = (*(field.name for field in self.section.fields), self.notes)
        return not wanting & set(names) and any(not blank(document.get(key, "")) for key in names)


class CircumstancesForm(PageForm):
    day = WordsField("Day", most=40)
    attendees = WordsField("Who was there", most=MOST_BESIDE)
    place = WordsField("Place", most=MOST_BESIDE)


class Circumstances:
    """When the conversation was held, where and with whom."""

    id = "opening"
    title = "Opening"
    page = None
    keys = tuple(CIRCUMSTANCES)
    words = CIRCUMSTANCES
    form: type[PageForm] = CircumstancesForm


Part = Theme | Circumstances


@dataclass(frozen=True, slots=True)
class Passage:
    """What the speaker said, as it was marked in the notes on a theme; `number` counts there."""

    theme: Theme
    number: int
    text: str

    @property
    def field(self) -> str:
        """The name that it is stored under."""
        return f"{self.theme.id}-passage-{self.number}"

    @property
    def permission_name(self) -> str:
        """The key of who may quote it, which stays when another passage comes before it."""
        known = sha256(self.text.encode()).hexdigest()[:PASSAGE_LETTERS]
        return f"{self.theme.id}-passage-{known}-permission"


class Permissions:
    """Who may see each comment and each passage of a conversation, asked at its end."""

    id = "end"

    def __init__(self, expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> None:
        self.expanded = expanded
        self.document = document
        self.themes = themes_of(expanded)

    @cached_property
    def comments(self) -> tuple[Field, ...]:
        """The comments in which something is written."""
        return tuple(
            field
            for field in self.expanded.fields
            if field.question.kind == "comment" and not blank(self.document.get(field.name, ""))
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(
            Passage(theme, number, text)
            for theme in self.themes
            for number, text in enumerate(passages(self.document.get(theme.notes, "")), 1)
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        names = [field.permission_name for field in self.comments]
        return (*names, *(passage.permission_name for passage in self.passages))

    @property
    def form(self) -> type[PageForm]:
        """As many choices as there are words; made anew, because the words differ each time."""
        options = [SelectChoice(value=may.id, label=may.label) for may in self.expanded.permissions]
        fields = {
            key: ChoiceField("Who may see it", choices=options, validators=[Optional()])
            for key in self.keys
        }
        return type("FormOfPermissions", (PageForm,), fields)

    def chosen(self, key: str) -> str:
        """The permission given under `key`: the most private unless another was chosen."""
        value = self.document.get(key, "")
        known = self.expanded.permission_ids
        return value if value in known else self.expanded.permissions[0].id


def themes_of(expanded: ExpandedQuestionnaire) -> tuple[Theme, ...]:
    """Every section as it is talked about, in the order of asking."""
    return tuple(Theme(expanded, page) for page in expanded.section_pages)


def theme_of(expanded: ExpandedQuestionnaire, section_id: str) -> Theme | None:
    found = (page for page in expanded.section_pages if page.id == section_id)
    return next((Theme(expanded, page) for page in found), None)
