"""The codes of each family, how the codebook came to be, and new codes."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.add_themes import add_themes
from survey.actions.codebook.rules import known_family
from survey.actions.codebook.step import Step
from survey.analyse.blueprint import analyse
from survey.analyse.desk import NewCode, Sent, families
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.models import Code, CodebookVersion, CodeLineage
from survey.queries.codebook import (
    all_codes,
    all_versions,
    latest_version,
    offered_codes,
    steps,
)
from survey.queries.coded_people import people_by_code


@analyse.get("/codebook/")
def codebook() -> ResponseReturnValue:
    return codebook_page(NewCode())


@analyse.post("/codebook/add")
def add_code_now() -> ResponseReturnValue:
    sent = Sent.of(request.form)
    try:
        add_code(
            db.session,
            step_sent(),
            family=known_family(sent.new.family),
            name=sent.new.name,
            meaning=sent.new.meaning,
        )
    except SurveyError as error:
        db.session.rollback()
        return codebook_page(sent.new, {"new-name": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("analyse.codebook"), 303)


@analyse.post("/codebook/themes")
def add_themes_now() -> ResponseReturnValue:
    try:
        add_themes(db.session, step_sent())
    except SurveyError as error:
        db.session.rollback()
        return codebook_page(NewCode(), {"themes": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("analyse.codebook"), 303)


@analyse.get("/codebook/versions")
def versions() -> ResponseReturnValue:
    found: dict[int, list[CodeLineage]] = {}
    for each in steps(db.session):
        found.setdefault(each.version, []).append(each)
    return render_template(
        "analyse/versions.html",
        versions=all_versions(db.session),
        steps=found,
        became=became(all_codes(db.session), steps(db.session)),
    )


def became(codes: list[Code], taken: list[CodeLineage]) -> list[tuple[Code, list[Code]]]:
    """The codes that have left, each with those that took its place: none for a retired one."""
    by_id = {code.id: code for code in codes}
    return [
        (
            code,
            [by_id[each.new_id] for each in taken if each.old_id == code.id != each.new_id],
        )
        for code in codes
        if code.until is not None
    ]


def step_sent() -> Step:
    """The change that is being made, of the version that its page had shown."""
    return Step(Sent.of(request.form).version, actor(), now())


def codebook_page(new: NewCode, errors: dict[str, str] | None = None) -> str:
    latest: CodebookVersion = latest_version(db.session)
    return render_template(
        "analyse/codebook.html",
        families=families(offered_codes(db.session), frozenset()),
        people=people_by_code(db.session),
        latest=latest,
        new=new,
        errors=errors or {},
    )
