"""An installation in which much was said: months, comments, an analyst and a codebook."""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, col, select

from benchmarks.installation import KEY, bring_in_sample, seat_many
from benchmarks.years import put
from questionnaires.expand import expand
from questionnaires.load import definition
from survey.actions.add_user import add_user
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.add_themes import add_themes
from survey.actions.codebook.step import Step
from survey.actions.freeze_questionnaire import freeze_questionnaire
from survey.cli.installation import installation
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import (
    CodeFamily,
    Comment,
    CommentKind,
    Invitation,
    Mode,
    Permission,
    Person,
    Response,
    Round,
    RoundState,
    Seat,
)
from survey.queries.asked_themes import asked_themes
from survey.queries.codebook import latest_version

ANALYST, PASSWORD = "analyst@council.example", "a password to measure with"
THEMES, PEOPLE, CODES = 7, 400, 28
FIRST_MONTH = 2016 * 12
# Every second comment holds the first word, one in two thousand the last.
COMMON, FREQUENT, RARE = "training", "protocol", "asbestos"
PLAIN = (
    "we have seen the members of this committee work with officers on their plans and it is",
    "getting better although slower than what was promised in spring because nobody leads it",
)
WORDS = " ".join(PLAIN).split()
LONGEST_COMMENT = 40
PERMISSIONS = tuple(Permission)


@contextmanager
def much_said(comments: int, database_url: str = "") -> Iterator[dict[str, str]]:
    """The environment that serves it, over SQLite or `database_url`; gone when the block ends."""
    with TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "SECRET_KEY": KEY, "DATABASE_URL": database_url}
        settings = Settings.from_env({**os.environ, **environment})
        set_up(settings, name="Sample City Council", contact_email="take@council.example")
        with installation(settings) as here:
            fill(here.session, comments)
            here.session.commit()
        yield environment


def fill(session: Session, comments: int) -> None:
    bring_in_sample(session)
    seat_many(session, PEOPLE)
    add_user(
        session,
        email=ANALYST,
        name="A. Analyst",
        roles=["analyst"],
        password=PASSWORD,
        actor="benchmark",
        now=now(),
    )
    begin_codebook(session)
    chance = random.Random(5)  # noqa: S311 - the same words in every run
    places = session.execute(
        select(Person.id, Seat.id, Seat.group_id)
        .join(Seat, col(Seat.position) == col(Person.id) - 1)
        .order_by(col(Person.id))
    ).all()
    for month in range(-(-comments // (PEOPLE * THEMES))):
        least = min(comments - month * PEOPLE * THEMES, PEOPLE * THEMES)
        hold(session, month, places[: -(-least // THEMES)], least, chance)


def begin_codebook(session: Session) -> None:
    def step() -> Step:
        return Step(latest_version(session).number, "benchmark", now())

    add_themes(session, step())
    for number in range(CODES):
        family = tuple(CodeFamily)[1 + number % 3]
        add_code(session, step(), family=family, name=f"What people say {number}")


def hold(
    session: Session, number: int, places: Sequence[Any], comments: int, chance: random.Random
) -> None:
    """The month `number` after the first, closed, with this many comments."""
    year, month = divmod(FIRST_MONTH + number, 12)
    label = f"{year}-{month + 1:02}"
    opens_at = datetime.fromisoformat(f"{label}-02T08:00:00+00:00")
    asked = expand(definition("governance-2018"), asked_themes(session, label))
    round_ = Round(
        month=label,
        state=RoundState.CLOSED,
        questionnaire_sha256=freeze_questionnaire(session, asked).sha256,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=14),
        closed_at=opens_at + timedelta(days=14),
    )
    session.add(round_)
    session.flush()
    first = 1 + number * PEOPLE
    ids = range(first, first + len(places))
    put(
        session,
        Invitation,
        [
            {"id": each, "round_id": round_.id, "person_id": person, "seat_id": seat}
            | {"group_id": group, "scores": True}
            for each, (person, seat, group) in zip(ids, places, strict=True)
        ],
    )
    put(session, Response, [response(each, opens_at) for each in ids])
    rows = [comment(each, theme, chance) for each in ids for theme in range(1, THEMES + 1)]
    put(session, Comment, rows[:comments])


def response(number: int, at: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "invitation_id": number,
        "revision": 1,
        "mode": Mode.FORM,
        "reference": f"TT-{number}",
        "idempotency_key": f"key {number}",
        "submitted_at": at + timedelta(minutes=number % 10_000),
        "simulated": False,
    }


def comment(response_id: int, theme: int, chance: random.Random) -> dict[str, Any]:
    words = chance.choices(WORDS, k=chance.randint(5, LONGEST_COMMENT))
    for word, one_in in ((COMMON, 2), (FREQUENT, 10), (RARE, 2000)):
        if chance.randrange(one_in) == 0:
            words.insert(chance.randrange(len(words)), word)
    return {
        "response_id": response_id,
        "field": f"theme-{theme}-comment",
        "item": str(theme),
        "text": " ".join(words),
        "permission": PERMISSIONS[chance.randrange(len(PERMISSIONS))],
        "kind": CommentKind.COMMENT,
        "to_code": True,
        "clear_of_exempt_by": "",
    }
