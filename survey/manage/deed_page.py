"""A page for one deed: what it does, the few boxes that it needs, and one button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Literal

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from survey.errors import SurveyError
from survey.extensions import db
from survey.forms.dates import EXAMPLE, typed_day

Kind = Literal["text", "email", "day", "choice", "select"]


@dataclass(frozen=True, slots=True)
class Box:
    """What is asked for under `name`; `options` are (value, words, hint) to choose from."""

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    options: tuple[tuple[str, str, str], ...] = ()
    needed: bool = True
    width: int = 20


@dataclass(frozen=True, slots=True)
class DeedPage:
    """`lead` holds the paragraphs before the boxes, a line each.

    `back` is the address that cancels the deed, `room` that of the navigation's entry.
    """

    title: str
    caption: str
    lead: str
    boxes: tuple[Box, ...]
    submit: str
    back: str
    warning: str = ""
    grave: bool = False
    room: str = "/manage/panel/"


@dataclass(slots=True)
class Typed:
    """What stands in the boxes, and what is wrong with it: {name: sentence}."""

    values: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def day(self, name: str) -> date | None:
        return self.days.get(name)


def sent(page: DeedPage) -> Typed:
    """What the browser has sent, each box checked for what it must hold."""
    typed = Typed({box.name: request.form.get(box.name, "").strip() for box in page.boxes})
    for box in page.boxes:
        problem = read(box, typed)
        if problem:
            typed.errors[box.name] = problem
    return typed


def read(box: Box, typed: Typed) -> str:
    """What is wrong with one box, '' where nothing is."""
    text = typed[box.name]
    if not text:
        return f"Fill in '{box.label}'" if box.needed else ""
    if box.kind == "day":
        day = typed_day(text)
        if day is None:
            return f"'{text}' is no day of the calendar; write one such as {EXAMPLE}"
        typed.days[box.name] = day
        typed.values[box.name] = day.isoformat()
    if box.options and text not in {value for value, _, _ in box.options}:
        return f"Choose one of the answers to '{box.label}'"
    return ""


def ask(page: DeedPage, **standing: str) -> str:
    """The page with what stands now in its boxes."""
    return shown(page, Typed({box.name: standing.get(box.name, "") for box in page.boxes}))


def carry_out(
    page: DeedPage, typed: Typed, act: Callable[[], object], onward: str
) -> ResponseReturnValue:
    """Do it once nothing is wrong and go `onward`, or show the page again with what is."""
    status: int = HTTPStatus.BAD_REQUEST
    if not typed.errors:
        try:
            act()
            db.session.commit()
            return redirect(onward, HTTPStatus.SEE_OTHER)
        except SurveyError as error:
            db.session.rollback()
            typed.errors[at_fault(page, typed.values)] = str(error)
            status = error.status
    return shown(page, typed), status


def at_fault(page: DeedPage, values: Mapping[str, str]) -> str:
    """The box to which the link in the summary of a refusal leads: the first that holds a day."""
    days = [box.name for box in page.boxes if box.kind == "day" and values[box.name]]
    return next(iter([*days, *(box.name for box in page.boxes), "main"]))


def shown(page: DeedPage, typed: Typed) -> str:
    return render_template(
        "manage/deed.html", page=page, typed=typed.values, errors=typed.errors, current=page.room
    )
