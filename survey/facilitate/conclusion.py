"""What a conversation comes to: answers, words, circumstances, and what keeps it from recording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask import url_for

from questionnaires.answers import blank, missing
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.record_interview import Conversation, Words
from survey.actions.save_draft import document_of_draft, page_version
from survey.clock import london_day, now, plain_day
from survey.extensions import db
from survey.facilitate.notes import beside_passages
from survey.facilitate.own import asked
from survey.facilitate.parts import Permissions, themes_of
from survey.facilitate.screen import circumstances
from survey.forms.dates import typed_day
from survey.forms.review import Line, review
from survey.forms.whole import wanted
from survey.models import Booking, CommentKind, Permission
from survey.queries.assignments import Held
from survey.queries.bookings import standing_booking


@dataclass(frozen=True, slots=True)
class Wanting:
    """What has to be mended on the screen first, and where."""

    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rest:
    """All that is typed but who may see it, which is asked last."""

    keys: tuple[str, ...]


class Conclusion:
    """The conversation `held` as it stands, with who may see what as it was `chosen` just now."""

    def __init__(self, held: Held, chosen: Mapping[str, str] | None = None) -> None:
        self.held = held
        self.stored = document_of_draft(held.draft)
        self.document = {**self.stored, **(chosen or {})}
        self.beside = circumstances(held, self.booking, self.document)

    @cached_property
    def booking(self) -> Booking | None:
        return standing_booking(db.session, self.held.invitation_id)

    @cached_property
    def expanded(self) -> ExpandedQuestionnaire:
        return asked(self.held)

    @cached_property
    def permissions(self) -> Permissions:
        return Permissions(self.expanded, self.document)

    @property
    def version(self) -> str:
        """That of who may see what, as it is stored."""
        return page_version(self.stored, self.permissions)

    @property
    def whole(self) -> str:
        """The version of all the rest: what is read here is what is recorded."""
        rest = tuple(key for key in self.stored if key not in self.permissions.keys)
        return page_version(self.stored, Rest(rest))

    @cached_property
    def scores(self) -> dict[str, list[Line]]:
        """{section's id: what was scored in it}."""
        kinds = {field.name: field.question.kind for field in self.expanded.fields}
        return {
            each.section.id: [line for line in each.lines if kinds[line.field] == "score"]
            for each in review(self.expanded, self.document)
        }

    @cached_property
    def notes(self) -> dict[str, str]:
        """{section's id: the notes beside its passages}."""
        themes = themes_of(self.expanded)
        kept = {theme.id: beside_passages(self.document.get(theme.notes, "")) for theme in themes}
        return {key: text for key, text in kept.items() if text}

    @cached_property
    def wanting(self) -> list[Wanting]:
        """Everything that keeps it from being recorded, in the order of the screen."""
        at = url_for("facilitate.interview", invitation_id=self.held.invitation_id)
        found = [Wanting(f"{at}#day", words) for words in self.wrong_day()]
        found += [
            Wanting(f"{at}#{field.name}", wanted(self.expanded, field))
            for field in missing(self.expanded, self.document)
        ]
        if not any(not blank(self.document.get(key, "")) for key in self.said_keys):
            found.append(Wanting(at, "Nothing is written yet: note at least what was said"))
        return found

    @property
    def said_keys(self) -> list[str]:
        names = [field.name for field in self.expanded.fields]
        return names + [theme.notes for theme in themes_of(self.expanded)]

    def wrong_day(self) -> list[str]:
        day = typed_day(self.beside["day"])
        if day is None:
            return ["Enter the day of the conversation, such as 2018-07-19"]
        if day > london_day(now()):
            return ["The day of the conversation is still to come; enter the day it was"]
        return []

    @property
    def day_words(self) -> str:
        """'19 July 2018', or what was typed where that is no day."""
        day = typed_day(self.beside["day"])
        return plain_day(day) if day else self.beside["day"] or "Not said"

    @property
    def answers(self) -> dict[str, str]:
        """What was typed of what this person is asked; a question may be asked no more."""
        names = self.expanded.names
        return {key: value for key, value in self.document.items() if key in names}

    def conversation(self) -> Conversation:
        """What stands beside the answers; where nothing is `wanting`."""
        day = typed_day(self.beside["day"]) or date.min
        return Conversation(
            day,
            self.beside["attendees"].strip(),
            self.beside["place"].strip(),
            (*self.passages(), *self.noted()),
        )

    def passages(self) -> list[Words]:
        return [
            Words(
                passage.field,
                passage.theme.section.item or "",
                passage.text,
                CommentKind.PASSAGE,
                Permission(self.permissions.chosen(passage.permission_name)),
            )
            for passage in self.permissions.passages
        ]

    def noted(self) -> list[Words]:
        return [
            Words(theme.notes, theme.section.item or "", self.notes[theme.id], CommentKind.NOTES)
            for theme in themes_of(self.expanded)
            if theme.id in self.notes
        ]
