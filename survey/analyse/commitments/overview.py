"""All commitments: those that a 'no' has reopened and the overdue first; and the same as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from survey.access.accounts import account, roles_of
from survey.analyse.blueprint import analyse
from survey.analyse.commitments.making import plan_today
from survey.analyse.commitments.shelves import Filter, Shelved, shelved, shelves
from survey.analyse.commitments.words import REOPENED, STATUSES
from survey.documents.sheets import Rows, sheet
from survey.extensions import db
from survey.models import RoleName
from survey.queries.code_successors import successors
from survey.queries.commitments import all_commitments, codes_answered
from survey.queries.plan_items import PlanItems

HEADER = (
    "said", "people", "codes", "promise", "lead", "item", "item_name", "due_month", "status",
    "overdue", "outcome", "done_month", "reopened",
)  # fmt: skip


@analyse.get("/commitments/")
def commitments() -> ResponseReturnValue:
    items, asked = plan_today(), Filter.of(request.args)
    every = shelved(all_commitments(db.session), items)
    return render_template(
        "analyse/commitments.html",
        shelves=shelves([each for each in every if asked.takes(each)], items.month),
        asked=asked,
        total=len(every),
        themes=[(ref, items.theme_name(ref)) for ref in items.themes if in_use(ref, every)],
        leads=sorted({each.commitment.lead for each in every}, key=str.casefold),
        statuses=[(status.value, name) for status, name in STATUSES.items()],
        reopened=REOPENED,
        may_make=RoleName.ANALYST in roles_of(account()),
    )


def in_use(theme: str, found: list[Shelved]) -> bool:
    return any(theme in each.item.themes for each in found)


@analyse.get("/commitments.csv")
def commitments_file() -> ResponseReturnValue:
    items, asked = plan_today(), Filter.of(request.args)
    found = [each for each in shelved(all_commitments(db.session), items) if asked.takes(each)]
    made = sheet(rows(found, items), "csv")
    response = Response(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return response


def rows(found: list[Shelved], items: PlanItems) -> Rows:
    """A row for each commitment, under a header."""
    chosen = codes_answered(db.session, [each.commitment.id or 0 for each in found])
    today = successors(db.session, {code for codes in chosen.values() for code in codes})
    told: list[tuple[str | int, ...]] = [HEADER]
    for each in found:
        codes = (today[code] for code in chosen[each.commitment.id or 0])
        names = dict.fromkeys(code.name for became in codes for code in became)
        told.append(row(each, "; ".join(names), items))
    return told


def row(each: Shelved, codes: str, items: PlanItems) -> tuple[str | int, ...]:
    commitment = each.commitment
    return (
        commitment.said,
        commitment.people,
        codes,
        commitment.promise,
        commitment.lead,
        commitment.item,
        items.item(commitment.item).name if commitment.item else "",
        commitment.due_month,
        commitment.status.value,
        "yes" if each.overdue else "no",
        commitment.outcome,
        commitment.done_month,
        "yes" if commitment.reopened_at else "no",
    )
