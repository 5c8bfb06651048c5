"""What the forms of a commitment offer: codes, the plan's aims and themes, its leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from survey.actions.commitment_facts import people_who_raised
from survey.analyse.commitments.form import CommitmentForm
from survey.models import Code, CodeFamily
from survey.queries.code_successors import successors
from survey.queries.codebook import standing_codes
from survey.queries.commitments import leads_of_plan
from survey.queries.plan_items import NO_ITEM, PlanItems, standing
from survey.queries.theme_spoken_of import theme_spoken_of

FAMILIES = {
    CodeFamily.THEME: "Themes",
    CodeFamily.CONCERN: "Concerns",
    CodeFamily.PRAISE: "Praise",
    CodeFamily.SUGGESTION: "Suggestions",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """`chosen` codes stand open, the `others` by family; `near` names the themes that hold an
    exempt aim.
    """

    chosen: tuple[Code, ...]
    others: tuple[tuple[str, tuple[Code, ...]], ...]
    items: tuple[tuple[str, str], ...]
    leads: tuple[str, ...]
    near: tuple[str, ...]


def choices(session: Session, items: PlanItems, form: CommitmentForm) -> Choices:
    codes = standing_codes(session)
    chosen = tuple(code for code in codes if code.id in form.codes)
    others = [code for code in codes if code not in chosen]
    by_family = (
        (name, tuple(code for code in others if code.family is family))
        for family, name in FAMILIES.items()
    )
    offered = items.offered()
    if form.item and form.item not in dict(offered):
        offered.append((form.item, items.item(form.item).name))
    holding = dict.fromkeys(items.filed[ref] for ref in items.aims if ref in items.exempt)
    return Choices(
        chosen=chosen,
        others=tuple((name, found) for name, found in by_family if found),
        items=(("", NO_ITEM), *offered),
        leads=tuple(leads_of_plan(session)),
        near=tuple(items.item(theme).name for theme in holding),
    )


def from_codes(
    session: Session, items: PlanItems, code_ids: Iterable[int]
) -> tuple[CommitmentForm, int]:
    """A form filled in from codes as they are now, and how many people spoke of them."""
    today = codes_today(session, code_ids)
    ids = tuple(code.id or 0 for code in today)
    form = CommitmentForm(
        said="\n".join(in_words(code) for code in today),
        item=in_force(items, theme_spoken_of(session, ids)),
        codes=ids,
    )
    return form, len(people_who_raised(session, ids))


def codes_today(session: Session, code_ids: Iterable[int]) -> list[Code]:
    """The codes of the codebook that stand for those of `code_ids` now, each once."""
    asked = tuple(code_ids)
    found = successors(session, asked)
    by_id = {code.id: code for each in asked if each in found for code in found[each]}
    return list(by_id.values())


def in_words(code: Code) -> str:
    return f"{code.name}: {code.meaning}" if code.meaning else code.name


def in_force(items: PlanItems, ref: str) -> str:
    """The one theme or aim that stands for `ref` now, or ''."""
    lineage = items.of_aims if ref in items.aims else items.of_themes
    now = standing(lineage, items.month, ref) if ref else ()
    return now[0] if len(now) == 1 and now[0] in dict(items.offered()) else ""
