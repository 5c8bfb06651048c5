"""An installation to measure: the sample's plan, many holders, one open round."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, col, select

from benchmarks.journey import document
from questionnaires.load import definition
from survey.actions.import_groups import import_groups
from survey.actions.import_plan import import_plan
from survey.actions.importing.source import Source
from survey.actions.open_round import open_round
from survey.cli.installation import installation
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import (
    Contact,
    Draft,
    Group,
    Holder,
    Invitation,
    OutboxItem,
    OutboxKind,
    Person,
    Seat,
)
from survey.samples import sample_city
from survey.tokens import unseal

MONTH = "2019-07"
KEY = "measured-in-the-open-and-thrown-away-afterwards"
OPEN_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ready:
    """The environment that serves the installation, and one good personal link a holder."""

    environment: dict[str, str]
    database_url: str
    tokens: list[str]


@contextmanager
def many_holders(
    count: int, questionnaire: str = "governance-2018", *, drafts: bool = False
) -> Iterator[Ready]:
    """An open round with `count` holders; gone when the block ends.

    They are asked the shipped `questionnaire`; with `drafts` each has filled it in but not sent it.
    """
    with TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "SECRET_KEY": KEY, "DATABASE_URL": ""}
        settings = Settings.from_env({**os.environ, **environment})
        set_up(settings, name="Sample City Council", contact_email="take@council.example")
        with installation(settings) as here:
            bring_in_sample(here.session)
            seat_many(here.session, count)
            ask(here.session, questionnaire)
            if drafts:
                fill_drafts(here.session)
            tokens = [unseal(sealed, KEY) for sealed in sealed_tokens(here.session)]
            here.session.commit()
        yield Ready(environment, settings.database_url, tokens)


def bring_in_sample(session: Session) -> None:
    sample = sample_city()
    plan, groups = Source.read(Path(sample.plan)), Source.read(Path(sample.groups))
    import_plan(session, source=plan, rag_month=sample.rag_month, actor="benchmark", now=now())
    import_groups(session, source=groups, actor="benchmark", now=now())


def seat_many(session: Session, count: int) -> None:
    group = session.exec(select(Group.id)).first() or 0
    for number in range(count):
        seat = Seat(
            ref=f"s{number}",
            role=f"Seat {number}",
            group_id=group,
            organisation="",
            position=number,
        )
        person = Person(email=f"holder.{number}@council.example")
        session.add_all([seat, person])
        session.flush()
        session.add(
            Holder(
                seat_id=seat.id or 0,
                person_id=person.id or 0,
                contact=Contact.FORM,
                active_from=date(2018, 4, 1),
            )
        )


def ask(session: Session, questionnaire: str) -> None:
    open_round(
        session,
        month=MONTH,
        definition=definition(questionnaire),
        opens_at=now(),
        closes_at=now() + OPEN_FOR,
        secret_key=KEY,
        actor="benchmark",
        now=now(),
    )


def fill_drafts(session: Session) -> None:
    for number, invitation_id in enumerate(session.exec(select(Invitation.id)).all()):
        session.add(
            Draft(
                invitation_id=invitation_id or 0,
                version=1,
                document=json.dumps(document(number)),
                saved_at=now(),
            )
        )


def sealed_tokens(session: Session) -> list[str]:
    query = select(OutboxItem.sealed_token).where(OutboxItem.kind == OutboxKind.INVITATION)
    return list(session.exec(query.order_by(col(OutboxItem.id))))
