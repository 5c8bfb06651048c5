"""One page of a questionnaire as a form."""

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from werkzeug.datastructures import MultiDict
from wtforms import Field as FormField
from wtforms import Form

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire, Page
from survey.forms.questions import FIELDS, WordsField
from survey.forms.text import lines, readable
from survey.language import gettext, marked
from survey.models import NoView

# What a page sends beside its answers.
FURNITURE = frozenset({"csrf_token", "version", "draft", "then", "key", "copy", "whole"})
STRANGE = marked(
    "The page sent something that it does not ask for; check your answers and save again"
)
classes: "WeakKeyDictionary[Page, type[PageForm]]" = WeakKeyDictionary()


class PageForm(Form):
    """Answers to one page as a browser sends them, finished or not."""

    @property
    def values(self) -> dict[str, str]:
        """{field name: string}, without the scores and permissions that nobody has chosen yet."""
        return {
            name: field.data or ""
            for name, field in self._fields.items()
            if field.data or isinstance(field, WordsField)
        }

    def problems(self, sent: MultiDict[str, str]) -> dict[str, str]:
        """What keeps this from being saved, {field name: sentence}, in the order of asking.

        A score that is missing is no problem here. What has no field stands under 'main'.
        """
        self.validate()
        found = {name: str(field.errors[0]) for name, field in self._fields.items() if field.errors}
        if any(name not in self._fields and name not in FURNITURE for name in sent):
            found["main"] = gettext(STRANGE)
        return found


def page_form(expanded: ExpandedQuestionnaire, page: Page) -> type[PageForm]:
    """The form class of `page`, one of `expanded`; made once for each page."""
    if page not in classes:
        made: dict[str, FormField] = {}
        for field in page.fields:
            made.update(FIELDS[field.question.kind](expanded, field))
        classes[page] = type("FormOfPage", (PageForm,), made)
    return classes[page]


def typed_words(sent: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What was typed rather than chosen, told apart without knowing the questionnaire."""
    for name, value in sent:
        chosen = name in FURNITURE or name.endswith("-permission") or value in set(NoView)
        if not chosen and not value.isdigit() and not blank(value):
            yield readable(lines(value))
