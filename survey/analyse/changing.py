"""Renaming, merging, splitting and retiring codes: what was typed, and what comes of it."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.codebook.merge_codes import merge_codes
from survey.actions.codebook.rename_code import rename_code
from survey.actions.codebook.retire_code import retire_code
from survey.actions.codebook.split_code import split_code
from survey.actions.codebook.step import Step
from survey.analyse.blueprint import analyse
from survey.analyse.desk import families, numbers, typed
from survey.clock import now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.models import Code
from survey.queries.codebook import code_by_id, latest_number, offered_codes
from survey.queries.coded_people import people_by_code

PARTS = range(1, 6)
NEEDED = 2
CODE = "/codes/<int:code_id>"


@analyse.get(f"{CODE}/rename")
def rename_page(code_id: int) -> ResponseReturnValue:
    return one_code("analyse/code_rename.html", code_id)


@analyse.post(f"{CODE}/rename")
def rename_now(code_id: int) -> ResponseReturnValue:
    def rename(step: Step) -> Code:
        name, meaning = typed(request.form, "name"), typed(request.form, "meaning")
        return rename_code(db.session, step, code_id=code_id, name=name, meaning=meaning)

    return done(rename, lambda error: one_code("analyse/code_rename.html", code_id, error))


@analyse.get(f"{CODE}/split")
def split_page(code_id: int) -> ResponseReturnValue:
    return one_code("analyse/code_split.html", code_id)


@analyse.post(f"{CODE}/split")
def split_now(code_id: int) -> ResponseReturnValue:
    named = [
        (typed(request.form, f"name-{number}"), typed(request.form, f"meaning-{number}"))
        for number in PARTS
    ]

    def split(step: Step) -> Code:
        parts = [part for part in named if any(part)]
        return split_code(db.session, step, code_id=code_id, parts=parts)[0]

    return done(split, lambda error: one_code("analyse/code_split.html", code_id, error))


@analyse.get(f"{CODE}/retire")
def retire_page(code_id: int) -> ResponseReturnValue:
    return one_code("analyse/code_retire.html", code_id)


@analyse.post(f"{CODE}/retire")
def retire_now(code_id: int) -> ResponseReturnValue:
    def retire(step: Step) -> Code:
        return retire_code(db.session, step, code_id=code_id)

    return done(retire, lambda error: one_code("analyse/code_retire.html", code_id, error))


@analyse.get("/codebook/merge")
def merge_page() -> ResponseReturnValue:
    return several()


@analyse.post("/codebook/merge")
def merge_now() -> ResponseReturnValue:
    into = max(numbers([request.form.get("into", "")]), default=0)

    def merge(step: Step) -> Code:
        if not into:
            raise SurveyError("Choose the code that stays.")
        chosen = sorted(numbers(request.form.getlist("code")))
        return merge_codes(db.session, step, code_ids=chosen, into=into)

    return done(merge, several)


def done(change: Callable[[Step], Code], again: Callable[[str], str]) -> ResponseReturnValue:
    """Make the change and go to the codebook, or show the page `again` with what went wrong."""
    seen = max(numbers([request.form.get("version", "")]), default=0)
    try:
        change(Step(seen, actor(), now()))
    except NotFound:
        raise
    except SurveyError as error:
        db.session.rollback()
        return again(str(error)), error.status
    db.session.commit()
    return redirect(url_for("analyse.codebook"), 303)


def one_code(template: str, code_id: int, error: str = "") -> str:
    """A page about one code that stands; NotFound where it has left the codebook."""
    code = code_by_id(db.session, code_id)
    if not error and (code.until is not None or code.parent_id is None):
        raise NotFound("This code cannot be changed: it has left the codebook, or is a family's.")
    return render_template(
        template,
        code=code,
        people=people_by_code(db.session).get(code_id, 0),
        version=latest_number(db.session),
        parts=PARTS,
        needed=NEEDED,
        form=request.form,
        errors={"step": error} if error else {},
    )


def several(error: str = "") -> str:
    return render_template(
        "analyse/codes_merge.html",
        families=families(offered_codes(db.session), numbers(request.form.getlist("code"))),
        people=people_by_code(db.session),
        version=latest_number(db.session),
        form=request.form,
        errors={"step": error} if error else {},
    )
