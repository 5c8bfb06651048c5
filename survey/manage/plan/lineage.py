"""Renaming, splitting and merging: what was typed, and what comes of it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.replanning.merge import merge
from survey.actions.replanning.record import Step, name_of
from survey.actions.replanning.rename import rename
from survey.actions.replanning.rules import entries, standing
from survey.actions.replanning.split import split
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.models import LineageLevel, Theme
from survey.queries.lineage import descent
from survey.queries.plan import aims_of

PARTS = range(1, 5)
LEVEL = "/plan/<any(theme, aim):level>"


@manage.get(f"{LEVEL}/<ref>/rename")
def rename_page(level: str, ref: str) -> ResponseReturnValue:
    return one_entry("manage/plan_rename.html", level, ref)


@manage.post(f"{LEVEL}/<ref>/rename")
def rename_now(level: str, ref: str) -> ResponseReturnValue:
    try:
        rename(db.session, step(level), ref=ref, name=typed("name"))
    except SurveyError as error:
        return one_entry("manage/plan_rename.html", level, ref, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.plan"))


@manage.get(f"{LEVEL}/<ref>/split")
def split_page(level: str, ref: str) -> ResponseReturnValue:
    return one_entry("manage/plan_split.html", level, ref)


@manage.post(f"{LEVEL}/<ref>/split")
def split_now(level: str, ref: str) -> ResponseReturnValue:
    named = [(typed(f"ref-{number}"), typed(f"name-{number}")) for number in PARTS]
    try:
        refuse_repeated([part for part, _ in named if part])
        parts = {part: name for part, name in named if part or name}
        split(db.session, step(level), ref=ref, parts=parts, aims=chosen_parts(named))
    except SurveyError as error:
        return one_entry("manage/plan_split.html", level, ref, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.plan"))


@manage.get(f"{LEVEL}/merge")
def merge_page(level: str) -> ResponseReturnValue:
    return several(level)


@manage.post(f"{LEVEL}/merge")
def merge_now(level: str) -> ResponseReturnValue:
    refs = request.form.getlist("refs")
    try:
        merge(db.session, step(level), refs=refs, ref=typed("ref"), name=typed("name"))
    except SurveyError as error:
        return several(level, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.plan"))


def typed(name: str) -> str:
    return request.form.get(name, "").strip()


def step(level: str) -> Step:
    return Step(LineageLevel(level), typed("from_month"), actor(), now())


def refuse_repeated(refs: list[str]) -> None:
    for ref in refs:
        if refs.count(ref) > 1:
            raise SurveyError(f"Two parts have the reference '{ref}'; give each its own.")


def chosen_parts(named: list[tuple[str, str]]) -> dict[str, str]:
    """{aim's ref: part's ref}, from the number of the part that was chosen for each aim."""
    return {
        name.removeprefix("aim-"): named[int(value) - 1][0]
        for name, value in request.form.items()
        if name.startswith("aim-") and value.isdecimal() and int(value) in PARTS
    }


def one_entry(template: str, level: str, ref: str, error: str = "") -> str:
    (entry,) = standing(db.session, LineageLevel(level), [ref])
    return render_template(
        template,
        level=level,
        ref=ref,
        name=name_of(entry),
        aims=aims_of(db.session, entry) if isinstance(entry, Theme) else [],
        parts=PARTS,
        form=request.form,
        errors={"step": error} if error else {},
    )


def several(level: str, error: str = "") -> str:
    of_level = LineageLevel(level)
    ended = {each.old_ref for each in descent(db.session, of_level).divisions}
    offered = [
        (entry.ref, f"{entry.ref} {name_of(entry)}")
        for entry in entries(db.session, of_level).values()
        if entry.ref not in ended
    ]
    return render_template(
        "manage/plan_merge.html",
        level=level,
        offered=offered,
        chosen=request.form.getlist("refs"),
        form=request.form,
        errors={"step": error} if error else {},
    )
