"""From a question to the form fields that take its answer: the one place that knows both."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wtforms import Field as FormField
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation

from questionnaires.answers import length
from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.forms.text import lines, readable
from survey.language import gettext, marked, thousands

CHOOSE = marked("Choose one of the answers that are offered")
UNREADABLE = marked(
    "What you wrote held characters that cannot be stored; they have been taken out. "
    "Check the text and save it again"
)
TWICE = marked("This was sent twice; both texts are below. Keep what you need")


class ChoiceField(RadioField):
    """One of the options, or nothing yet; anything else is an error, and so are two at once."""

    def pre_validate(self, _form: BaseForm) -> None:
        if len(self.raw_data or ()) > 1 or (self.data and self.data not in self.offered):
            raise StopValidation(gettext(CHOOSE))

    @property
    def offered(self) -> set[str]:
        return {choice.value for choice in self.choices or () if isinstance(choice, SelectChoice)}


class WordsField(TextAreaField):
    """Free text up to `most` characters. After an error it holds what can be kept of it."""

    def __init__(self, label: str, *, most: int | None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.most = most
        self.altered = False

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = lines("\n".join(valuelist))
        self.data = readable(typed)
        self.altered = self.data != typed

    def pre_validate(self, _form: BaseForm) -> None:
        if len(self.raw_data or ()) > 1:
            raise StopValidation(gettext(TWICE))
        if self.altered:
            raise StopValidation(gettext(UNREADABLE))
        if self.most is not None and self.data and length(self.data) > self.most:
            raise StopValidation(
                gettext("Shorten your text to %(most)s characters; it has %(number)s")
                % {"most": thousands(self.most), "number": thousands(length(self.data))}
            )


def score_fields(expanded: ExpandedQuestionnaire, field: Field) -> Mapping[str, FormField]:
    scale = expanded.scale(field.question.scale or "")
    options = [SelectChoice(value=str(point.value), label=point.label) for point in scale.points]
    options += [SelectChoice(value=view.id, label=view.label) for view in expanded.no_views]
    return {field.name: ChoiceField(field.question.name, choices=options, validators=[Optional()])}


def comment_fields(expanded: ExpandedQuestionnaire, field: Field) -> Mapping[str, FormField]:
    options = [SelectChoice(value=may.id, label=may.label) for may in expanded.permissions]
    return {
        field.name: WordsField(field.question.stem, most=field.question.max_length),
        field.permission_name: ChoiceField(
            "Who may see it", choices=options, validators=[Optional()]
        ),
    }


FIELDS: Mapping[str, Callable[[ExpandedQuestionnaire, Field], Mapping[str, FormField]]] = {
    "score": score_fields,
    "comment": comment_fields,
}
