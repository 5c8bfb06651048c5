"""What a manager types about a theme or an aim, read as the files' cells are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.actions.importing.cells import (
    CellError,
    line,
    month,
    one_of,
    perhaps,
    prose,
    ref,
    words,
)
from survey.actions.importing.table import refuse_unfit
from survey.actions.keep_aim import AimFacts
from survey.actions.keep_theme import ThemeFacts
from survey.forms.text import readable
from survey.models import Aim, Theme, ThemeKind

Read = Callable[[str], Any]

THEME: dict[str, Read] = {
    "ref": ref,
    "name": words,
    "kind": one_of(ThemeKind),
    "lga_criterion": line,
}
AIM: dict[str, Read] = {
    "ref": ref,
    "theme_ref": ref,
    "aim": words,
    "background": prose,
    "required_action": prose,
    "output": prose,
    "due": perhaps(month),
    "lead": line,
}


@dataclass(slots=True)
class PlanForm:
    """What was typed, {field: text}, and what is wrong with it, {field: sentence}."""

    typed: dict[str, str]
    exempt: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str], columns: Mapping[str, Read]) -> "PlanForm":
        """What a browser has sent, read column by column."""
        form = cls({name: sent.get(name, "").strip() for name in columns}, "exempt" in sent)
        for name, read in columns.items():
            try:
                refuse_unfit(form.typed[name])
                form.read[name] = read(form.typed[name])
            except CellError as error:
                sentence = str(error)
                form.errors[name] = sentence[0].upper() + sentence[1:]
                form.typed[name] = readable(form.typed[name])
        return form

    @property
    def ref(self) -> str:
        return str(self.read["ref"])

    def theme(self) -> ThemeFacts:
        """Where nothing is wrong."""
        return ThemeFacts(**{name: self.read[name] for name in THEME if name != "ref"})

    def aim(self) -> AimFacts:
        """Where nothing is wrong."""
        facts = {name: self.read[name] for name in AIM if name != "ref"}
        return AimFacts(**facts, exempt=self.exempt)


def standing_theme(theme: Theme) -> PlanForm:
    return PlanForm({name: str(getattr(theme, name)) for name in THEME})


def standing_aim(aim: Aim, theme_ref: str) -> PlanForm:
    kept = {name: getattr(aim, name, "") for name in AIM}
    return PlanForm({**kept, "theme_ref": theme_ref}, aim.exempt)
