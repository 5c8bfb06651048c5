"""The plan: its themes and aims, read and corrected."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.keep_aim import add_aim, change_aim
from survey.actions.keep_theme import add_theme, change_theme
from survey.clock import london_day, now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.plan.forms import AIM, THEME, PlanForm, standing_aim, standing_theme
from survey.models import LineageLevel, ThemeKind
from survey.queries.kept_plan import all_illustrative, kept_plan
from survey.queries.lineage import descent
from survey.queries.plan import themes
from survey.queries.standing import aims_by_key, themes_by_key

KINDS = [
    (ThemeKind.GOVERNANCE.value, "Governance: the panel scores it"),
    (ThemeKind.SERVICE_BLOCK.value, "Service block: rating and indicators alone"),
]


def this_month_of_the_calendar() -> str:
    return f"{london_day(now()):%Y-%m}"


@manage.get("/plan/")
def plan() -> ResponseReturnValue:
    month = this_month_of_the_calendar()
    steps = (
        descent(db.session, LineageLevel.THEME).steps + descent(db.session, LineageLevel.AIM).steps
    )
    kept = kept_plan(db.session, month)
    return render_template(
        "manage/plan.html",
        label=month_label(month),
        month=month,
        kept=kept,
        illustrative=all_illustrative(kept),
        steps=sorted(steps, key=lambda step: step.from_month, reverse=True),
    )


@manage.get("/plan/themes/new")
def new_theme() -> ResponseReturnValue:
    return theme_page(PlanForm(dict.fromkeys(THEME, "")))


@manage.post("/plan/themes/new")
def add_theme_now() -> ResponseReturnValue:
    form = PlanForm.sent(request.form, THEME)
    if form.errors:
        return theme_page(form), 400
    try:
        add_theme(db.session, ref=form.ref, facts=form.theme(), actor=actor(), now=now())
    except SurveyError as error:
        form.errors["ref"] = str(error)
        return theme_page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.plan"))


@manage.get("/plan/themes/<ref>")
def theme(ref: str) -> ResponseReturnValue:
    found = themes_by_key(db.session).get((ref,))
    if found is None:
        raise NotFound(f"The plan has no theme '{ref}'.")
    return theme_page(standing_theme(found), ref)


@manage.post("/plan/themes/<ref>")
def change_theme_now(ref: str) -> ResponseReturnValue:
    form = PlanForm.sent({**request.form, "ref": ref}, THEME)
    if form.errors:
        return theme_page(form, ref), 400
    change_theme(db.session, ref=ref, facts=form.theme(), actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.plan"))


@manage.get("/plan/aims/new")
def new_aim() -> ResponseReturnValue:
    typed = {**dict.fromkeys(AIM, ""), "theme_ref": request.args.get("theme", "")}
    return aim_page(PlanForm(typed))


@manage.post("/plan/aims/new")
def add_aim_now() -> ResponseReturnValue:
    form = PlanForm.sent(request.form, AIM)
    if form.errors:
        return aim_page(form), 400
    try:
        add_aim(db.session, ref=form.ref, facts=form.aim(), actor=actor(), now=now())
    except SurveyError as error:
        form.errors["ref"] = str(error)
        return aim_page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.plan"))


@manage.get("/plan/aims/<ref>")
def aim(ref: str) -> ResponseReturnValue:
    found = aims_by_key(db.session).get((ref,))
    if found is None:
        raise NotFound(f"The plan has no aim '{ref}'.")
    filed = {each.id: each.ref for each in themes(db.session)}
    return aim_page(standing_aim(found, filed[found.theme_id]), ref)


@manage.post("/plan/aims/<ref>")
def change_aim_now(ref: str) -> ResponseReturnValue:
    form = PlanForm.sent({**request.form, "ref": ref}, AIM)
    if form.errors:
        return aim_page(form, ref), 400
    change_aim(db.session, ref=ref, facts=form.aim(), actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.plan"))


def theme_page(form: PlanForm, ref: str = "") -> str:
    return render_template(
        "manage/plan_theme.html", form=form, errors=form.errors, ref=ref, kinds=KINDS
    )


def aim_page(form: PlanForm, ref: str = "") -> str:
    offered = [(each.ref, f"{each.ref} {each.name}") for each in themes(db.session)]
    return render_template(
        "manage/plan_aim.html", form=form, errors=form.errors, ref=ref, themes=offered
    )
