"""One section of a questionnaire as a form."""

from werkzeug.datastructures import MultiDict
from wtforms import Field as FormField
from wtforms import Form

from questionnaires.expand import ExpandedQuestionnaire, ExpandedSection
from survey.forms.questions import FIELDS, WordsField

# What a page sends beside its answers.
FURNITURE = frozenset({"csrf_token", "version", "then"})
STRANGE = "The page sent something that it does not ask for; check your answers and save again"
# By the questionnaire's hash, the section's id and how much of it is asked: whoever scores nothing
# is asked less. So an entry can never be out of date.
classes: dict[tuple[str, str, int], type["SectionForm"]] = {}


class SectionForm(Form):
    """Answers to one section as a browser sends them, finished or not."""

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
            found["main"] = STRANGE
        return found


def section_form(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, sha256: str
) -> type[SectionForm]:
    """The form class of `section`; `sha256` is the hash of the frozen `expanded`."""
    key = (sha256, section.id, len(section.fields))
    if key not in classes:
        made: dict[str, FormField] = {}
        for field in section.fields:
            made.update(FIELDS[field.question.kind](expanded, field))
        classes[key] = type("FormOfSection", (SectionForm,), made)
    return classes[key]
