"""What is exported and imported again changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.import_groups import import_groups
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.importing.changes import Changes
from survey.actions.importing.source import Source
from survey.documents.sheets import KINDS, sheet
from survey.models import Aim, Contact, Group, Holder, Seat, Theme, ThemeKind
from survey.queries.exports import Rows, group_rows, panel_rows, plan_rows
from tests.survey.sample import NOW, SAMPLE, load_sample

MONTH = f"{NOW:%Y-%m}"


def bring_back(session: Session, rows: Rows, noun: str, kind: str = "csv") -> Changes:
    source = Source.decode(f"{noun}.{kind}", sheet(rows, kind).content)
    if noun == "panel":
        return import_panel(session, source=source, actor="command", now=NOW)
    if noun == "groups":
        return import_groups(session, source=source, actor="command", now=NOW)
    return import_plan(session, source=source, rag_month=None, actor="command", now=NOW)


def exported(session: Session, noun: str) -> Rows:
    made: dict[str, Callable[[], Rows]] = {
        "panel": lambda: panel_rows(session),
        "groups": lambda: group_rows(session),
        "plan": lambda: plan_rows(session, MONTH),
    }
    return made[noun]()


@pytest.mark.holds("the sample")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("noun", ["panel", "groups", "plan"])
def test_the_sample_comes_back_unchanged(session: Session, noun: str, kind: str) -> None:
    rows = exported(session, noun)
    changes = bring_back(session, rows, noun, kind)
    assert (changes.added, changes.changed, changes.kept) == ((), (), ())
    assert exported(session, noun) == rows


@pytest.mark.holds("the sample")
@pytest.mark.parametrize("noun", ["groups", "plan"])
def test_the_samples_own_files_come_out_as_they_went_in(session: Session, noun: str) -> None:
    file = {"groups": SAMPLE.groups, "plan": SAMPLE.plan}[noun]
    assert exported(session, noun) == [list(cells) for _, cells in Source.read(file).rows]


@pytest.mark.holds("the sample")
def test_a_panel_that_lived_comes_back_unchanged(session: Session) -> None:
    """A seat that ended, one that nobody ever held, a day within a month, places with gaps."""
    leader = session.exec(select(Seat).where(Seat.ref == "leader")).one()
    leader.ended_on = date(2018, 9, 12)
    held = session.exec(select(Holder).where(Holder.seat_id == leader.id)).one()
    held.active_to, held.contact = date(2018, 9, 12), Contact.TALK
    held.active_from += timedelta(days=3)
    for seat in session.exec(select(Seat)):
        seat.position += 7
    group = session.exec(select(Group)).first()
    assert group is not None
    session.add(
        Seat(
            ref="new", role="=New", group_id=group.id or 0, organisation="-Council", position=3
        )
    )  # fmt: skip
    session.flush()
    rows = panel_rows(session)
    assert rows[1] == ["new", "=New", group.ref, "-Council", *[""] * 6]
    assert rows[2][4:9] == [
        "2018-09-12",
        held_by(session, held),
        "talk",
        "2018-06-04",
        "2018-09-12",
    ]
    changes = bring_back(session, rows, "panel")
    assert (changes.added, changes.changed, changes.kept) == ((), (), ())


def held_by(session: Session, held: Holder) -> str:
    return next(row[5] for row in panel_rows(session) if row[7] == str(held.active_from))


@pytest.mark.holds("the sample")
def test_a_plan_that_lived_comes_back_unchanged(session: Session) -> None:
    """A theme without an aim, an aim put at the end of the plan, words of several lines."""
    session.add(Theme(ref="8", name="New theme", kind=ThemeKind.GOVERNANCE, position=90))
    first = session.exec(select(Theme).where(Theme.ref == "1")).one()
    session.add(
        Aim(ref="1.99", theme_id=first.id or 0, aim="=Late", background="a\nb", position=91)
    )
    session.flush()
    rows = plan_rows(session, MONTH)
    assert ["", "governance", "8", "New theme", *[""] * 10] in rows
    changes = bring_back(session, rows, "plan")
    assert (changes.added, changes.changed, changes.kept) == ((), (), ())


def test_an_exported_panel_makes_the_same_panel_elsewhere(session: Session) -> None:
    load_sample(session)
    rows = {noun: exported(session, noun) for noun in ("groups", "panel", "plan")}
    session.rollback()
    for noun, content in rows.items():
        assert bring_back(session, content, noun).added
        assert not bring_back(session, content, noun)
    assert exported(session, "panel") == rows["panel"]
