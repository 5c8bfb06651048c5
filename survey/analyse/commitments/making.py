"""A new commitment, filled in from the code that it answers."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.commitment_facts import naming, people_who_raised
from survey.actions.make_commitment import make_commitment
from survey.analyse.blueprint import analyse
from survey.analyse.commitments.choices import choices, codes_today, from_codes
from survey.analyse.commitments.form import CommitmentForm, ids
from survey.clock import london_day, now
from survey.errors import NotFound
from survey.extensions import db
from survey.queries.plan_items import PlanItems, plan_items


@analyse.get("/commitments/new")
def new_commitment() -> ResponseReturnValue:
    asked = request.args.getlist("code")
    codes = ids(asked)
    if len(codes) < len(set(asked)) or (codes and not codes_today(db.session, codes)):
        raise NotFound("There is no such code.")
    items = plan_today()
    form, people = from_codes(db.session, items, codes)
    return form_page(items, form, people)


@analyse.post("/commitments/new")
def make_commitment_now() -> ResponseReturnValue:
    form = CommitmentForm.sent(request.form)
    items = plan_today()
    check(items, form)
    if form.errors:
        people = len(people_who_raised(db.session, form.codes))
        return form_page(items, form, people), HTTPStatus.BAD_REQUEST
    made = make_commitment(db.session, facts=form.facts, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("analyse.commitment", commitment_id=made.id, done="made"))


def plan_today() -> PlanItems:
    """The plan as it stands this month."""
    return plan_items(db.session, f"{london_day(now()):%Y-%m}")


def check(items: PlanItems, form: CommitmentForm) -> None:
    """Find what is wrong with a form beside the plan and the panel."""
    if form.item and form.item not in items.themes and form.item not in items.aims:
        form.errors["item"] = "Choose an aim or theme that the plan has"
    form.errors |= {
        name: sentence
        for name, sentence in naming(db.session, form.texts).items()
        if name not in form.errors
    }


def form_page(items: PlanItems, form: CommitmentForm, people: int) -> str:
    return render_template(
        "analyse/commitment_new.html",
        form=form,
        errors=form.errors,
        choices=choices(db.session, items, form),
        people=people,
    )
