"""The groups of the panel, and the blocks in which they are published."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.add_group import add_group
from survey.actions.add_seat import ref_of
from survey.actions.change_block import change_block
from survey.actions.rename_group import rename_group
from survey.clock import london_day, now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import Box, DeedPage, Typed, ask, carry_out, sent
from survey.manage.panel.words import saved_words
from survey.models import Group, Side
from survey.queries.groups import all_groups, block_names, blocks_of_groups, group_by_ref
from survey.queries.seats import counts_on

SIDES = (
    (Side.EXECUTIVE.value, "Executive", "Those who carry the plan out"),
    (Side.ASSURANCE.value, "Assurance", "Scrutiny and audit"),
    (Side.EXTERNAL.value, "External", "Partners, opposition, anybody outside"),
)


@manage.get("/panel/groups/")
def groups() -> ResponseReturnValue:
    day = london_day(now())
    return render_template(
        "manage/groups.html",
        groups=all_groups(db.session),
        blocks=blocks_of_groups(db.session),
        seats={each.ref: each.seats for each in counts_on(db.session, day)},
        month=f"{day:%Y-%m}",
        month_label=month_label,
        saved=saved_words(),
    )


@manage.get("/panel/new-group")
def new_group_page() -> ResponseReturnValue:
    return ask(page_of_new_group())


@manage.post("/panel/new-group")
def new_group_now() -> ResponseReturnValue:
    page = page_of_new_group()
    typed = sent(page)

    def act() -> None:
        ref = ref_of(typed["name"])
        group = add_group(db.session, ref=ref, name=typed["name"], actor=actor(), now=now())
        publish(group, typed)

    return carry_out(page, typed, act, url_for("manage.groups", saved="group"))


@manage.get("/panel/groups/<ref>/name")
def group_name_page(ref: str) -> ResponseReturnValue:
    found = group_or_404(ref)
    return ask(page_of_name(found), name=found.name)


@manage.post("/panel/groups/<ref>/name")
def group_name_now(ref: str) -> ResponseReturnValue:
    found = group_or_404(ref)
    page = page_of_name(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: rename_group(db.session, group=found, name=typed["name"], actor=actor(), now=now()),
        url_for("manage.groups", saved="group"),
    )


@manage.get("/panel/groups/<ref>/block")
def block_page(ref: str) -> ResponseReturnValue:
    return ask(page_of_block(group_or_404(ref)))


@manage.post("/panel/groups/<ref>/block")
def block_now(ref: str) -> ResponseReturnValue:
    found = group_or_404(ref)
    page = page_of_block(found)
    typed = sent(page)
    return carry_out(
        page, typed, lambda: publish(found, typed), url_for("manage.groups", saved="block")
    )


def publish(group: Group, typed: Typed) -> None:
    """Give `group` the block that was typed: a standing one by its name, or a new one."""
    name = typed["block_name"]
    known = {standing: block for block, standing in block_names(db.session).items()}
    change_block(
        db.session,
        group=group,
        from_month=typed["from_month"],
        block=known.get(name) or ref_of(name),
        block_name=name,
        side=Side(typed["side"]),
        actor=actor(),
        now=now(),
    )


def group_or_404(ref: str) -> Group:
    found = group_by_ref(db.session, ref)
    if found is None:
        raise NotFound("There is no such group; choose one from the list.")
    return found


def block_boxes() -> tuple[Box, ...]:
    standing = ", ".join(block_names(db.session).values())
    return (
        Box("from_month", "From which month on", hint="Such as 2019-04", width=10),
        Box(
            "block_name",
            "Block",
            hint=f"As it is published. There are {standing}" if standing else "As it is published",
            width=30,
        ),
        Box("side", "Side", "choice", options=SIDES),
    )


def page_of_new_group() -> DeedPage:
    return DeedPage(
        title="Add a group",
        caption="Groups and blocks",
        lead="A group is published as part of a block, and only with its block.",
        boxes=(Box("name", "Name of the group", width=30), *block_boxes()),
        submit="Add the group",
        back=url_for("manage.groups"),
    )


def page_of_name(group: Group) -> DeedPage:
    return DeedPage(
        title="Rename the group",
        caption=group.name,
        lead="",
        boxes=(Box("name", "Name of the group", width=30),),
        submit="Save",
        back=url_for("manage.groups"),
    )


def page_of_block(group: Group) -> DeedPage:
    return DeedPage(
        title="Change where the group is published",
        caption=group.name,
        lead=(
            "Published blocks stay the same from April to March, so that nobody can be found by "
            "comparing what was published before a change and after it. A change begins with an "
            "April for which no round has been opened."
        ),
        boxes=block_boxes(),
        submit="Save",
        back=url_for("manage.groups"),
    )
