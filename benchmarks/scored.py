"""Installations whose scores are to be counted: months of a panel, or one great round."""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import case, insert, literal, null, select, text, true, union_all
from sqlmodel import Session, SQLModel, col

from benchmarks.installation import KEY, bring_in_sample
from benchmarks.years import Rows, put
from questionnaires.expand import expand
from questionnaires.load import definition
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.cli.installation import installation
from survey.cli.setting_up import set_up
from survey.config import Settings
from survey.models import (
    Group,
    Invitation,
    Mode,
    NoView,
    Person,
    Response,
    Round,
    RoundState,
    Seat,
)
from survey.queries.asked_themes import asked_themes
from survey.queries.groups import standings

# The last of the months of a panel; the sample's plan and groups are known from April 2018 on.
FIRST, LAST = 2018 * 12 + 3, 2028 * 12 + 2
CLOSED_AFTER = timedelta(days=14)
# One in so many answers is a 'no view'; one person in so many talks, sends twice, or is silent.
NO_VIEW, INTERVIEWED, TWICE, SILENT = 9, 5, 50, 10
BATCH = 10_000
Scores = Sequence[tuple[str, str]]


@contextmanager
def panel(months: int, people: int, database_url: str = "") -> Iterator[Session]:
    """So many closed months of seven themes' progress and maturity; gone when the block ends."""
    with empty(database_url) as session:
        seat(session, people)
        for ago in range(months - 1, -1, -1):
            hold(session, month(LAST - ago), people, RoundState.CLOSED)
        session.commit()
        yield session


@contextmanager
def great_round(people: int, scores: Scores, database_url: str = "") -> Iterator[Session]:
    """One open round in which everybody has given all `scores`, items and measures."""
    with empty(database_url) as session:
        seat(session, people)
        hold(session, month(LAST), people, RoundState.OPEN, scores)
        if database_url:
            # PostgreSQL does so by itself soon after so much has come.
            session.execute(text("ANALYZE"))
        session.commit()
        yield session


@contextmanager
def empty(database_url: str) -> Iterator[Session]:
    """The session of an installation with the sample's plan and groups, and nobody in them."""
    with TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "SECRET_KEY": KEY, "DATABASE_URL": database_url}
        settings = Settings.from_env({**os.environ, **environment})
        set_up(settings, name="Sample City Council", contact_email="take@council.example")
        with installation(settings) as here:
            bring_in_sample(here.session)
            yield here.session


def month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def seat(session: Session, people: int) -> None:
    """Persons and seats 1 to `people`, in turn of every group that stands in a block."""
    numbers = range(1, people + 1)
    groups = groups_in_force(session)
    persons: Rows = [{"id": n, "email": f"holder.{n}@council.example"} for n in numbers]
    seats: Rows = [
        {"id": n, "ref": f"s{n}", "role": f"Seat {n}", "organisation": "", "position": n}
        | {"group_id": groups[n % len(groups)]}
        for n in numbers
    ]
    put(session, Person, persons)
    put(session, Seat, seats)


def groups_in_force(session: Session) -> list[int]:
    known = {each.ref for each in standings(session).in_force(month(FIRST))}
    query = select(col(Group.id)).where(col(Group.ref).in_(known)).order_by(col(Group.id))
    return list(session.scalars(query))


def hold(
    session: Session,
    label: str,
    people: int,
    state: RoundState,
    scores: Scores = (),
) -> None:
    """The round of a month, asked of everybody and answered by most; by all where it has `scores`
    of its own.
    """
    round_, asked = add_round(session, label, state)
    chance = random.Random(label)  # noqa: S311 - the same answers in every run
    groups = groups_in_force(session)
    first = round_.id or 0
    invited: Rows = [
        {"id": n + (first - 1) * people, "round_id": round_.id, "person_id": n, "seat_id": n}
        | {"group_id": groups[n % len(groups)], "scores": True}
        for n in range(1, people + 1)
    ]
    for place in range(0, people, BATCH):
        batch = invited[place : place + BATCH]
        put(session, Invitation, batch)
        heard = [each for each in batch if scores or chance.randrange(SILENT)]
        respond(session, heard, round_.opens_at, chance)
    answer(session, first, scores or asked)


def add_round(session: Session, label: str, state: RoundState) -> tuple[Round, Scores]:
    asked = expand(definition("governance-2018"), asked_themes(session, label))
    opens_at = datetime.fromisoformat(f"{label}-02T08:00:00+00:00")
    round_ = Round(
        month=label,
        state=state,
        questionnaire_sha256=freeze_questionnaire(session, asked).sha256,
        opens_at=opens_at,
        closes_at=opens_at + CLOSED_AFTER,
        closed_at=opens_at + CLOSED_AFTER if state is RoundState.CLOSED else None,
    )
    session.add(round_)
    session.flush()
    return round_, [
        (each.item or "", each.question.measure or "")
        for each in asked.fields
        if each.question.kind == "score"
    ]


def respond(session: Session, invited: Rows, at: datetime, chance: random.Random) -> None:
    """All of them answer, some in a conversation; a few submit a second time."""
    responses: Rows = []
    for each in invited:
        mode = Mode.INTERVIEW if chance.randrange(INTERVIEWED) == 0 else Mode.FORM
        for revision in range(1, 3 if chance.randrange(TWICE) == 0 else 2):
            number = 2 * each["id"] + revision
            responses.append(response(each["id"], number, revision, mode, at))
    put(session, Response, responses)


def answer(session: Session, round_id: int, scores: Scores) -> None:
    """Let every response of the round hold all `scores`; the database writes them itself."""
    asked = union_all(
        *(
            select(
                literal(item).label("item"),
                literal(measure).label("measure"),
                literal(n).label("n"),
            )
            for n, (item, measure) in enumerate(scores, 1)
        )
    ).subquery()
    # Numbers without a pattern that matters: the same in every run, and on every database.
    number = col(Response.id) * 31 + asked.c.n * 17 + col(Response.id) * asked.c.n % 13
    silent = number % NO_VIEW == 0
    rows = (
        select(
            col(Response.id),
            asked.c.item,
            asked.c.measure,
            case((silent, null()), else_=1 + number % 5),
            case((silent, literal(NoView.NOT_CLOSE.value)), else_=null()),
            col(Invitation.round_id),
            col(Invitation.group_id),
            col(Response.mode),
        )
        .join_from(Invitation, Response, col(Response.invitation_id) == Invitation.id)
        .join(asked, true())
        .where(col(Invitation.round_id) == round_id)
        .order_by(col(Response.id))
    )
    into = ["response_id", "item", "measure", "score", "no_view", "round_id", "group_id", "mode"]
    session.execute(insert(SQLModel.metadata.tables["answer"]).from_select(into, rows))


def response(
    invitation: int, number: int, revision: int, mode: Mode, at: datetime
) -> dict[str, Any]:
    return {
        "id": number,
        "invitation_id": invitation,
        "revision": revision,
        "mode": mode,
        "reference": f"TT-{number}",
        "idempotency_key": f"key {number}",
        "submitted_at": at + timedelta(minutes=number % 10_000),
        "simulated": False,
    }
