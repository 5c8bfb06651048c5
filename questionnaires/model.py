"""What a definition file says, as frozen values.

Nothing here knows a plan: `questionnaires.expand` repeats the sections over its themes.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["score", "comment"]
Measure = Literal["progress", "maturity"]
Repeat = Literal["governance-themes"]
RepeatOfQuestion = Literal["aims"]
Layout = Literal["pages", "single"]


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """One step of a scale: `value` counts from 1, `label` is its descriptor."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale; the values of `points` are 1, 2, 3... without a gap."""

    id: str
    points: tuple[ScalePoint, ...]


@dataclass(frozen=True, slots=True)
class NoView:
    """An answer that gives no score, offered beside every scale; silence is not one."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Permission:
    """What may become of a comment; `meaning` explains it to its speaker in one line."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a section; with the section's id its `id` is permanent.

    A score has a `measure` and the id of its `scale`; a comment has a `max_length` in characters.
    What repeats over the aims of a theme is detail, asked beneath the theme's own questions.
    """

    id: str
    kind: Kind
    measure: Measure | None
    name: str
    stem: str
    scale: str | None
    mandatory: bool
    max_length: int | None
    repeat: RepeatOfQuestion | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Questions asked together, once or once for each theme that `repeat` names.

    `prompts` are lines that a facilitator may say to open the conversation. `audience` holds the
    refs of the groups that are asked it; empty where everybody is.
    """

    id: str
    title: str
    repeat: Repeat | None
    questions: tuple[Question, ...]
    prompts: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()

    def meets(self, other: "Section") -> bool:
        """Whether somebody is asked both; no audience is everybody."""
        everybody = not self.audience or not other.audience
        return everybody or not set(self.audience).isdisjoint(other.audience)


@dataclass(frozen=True, slots=True)
class Opening:
    """What everybody is told before the first question."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A definition as loaded; `permissions` stand in order, the most private first.

    `layout` shows its sections as pages or as a single page; `language` is the BCP 47 tag of the
    words that it is written in.
    """

    id: str
    version: int
    title: str
    scales: tuple[Scale, ...]
    no_views: tuple[NoView, ...]
    permissions: tuple[Permission, ...]
    sections: tuple[Section, ...]
    opening: Opening
    layout: Layout = "pages"
    language: str = "en-GB"
