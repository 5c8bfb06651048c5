"""Hostile 29, and what follows from being heard twice, on a real PostgreSQL."""

from collections.abc import Iterator

import pytest
from flask import Flask

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import Comment, CommentKind, Interview, Record, Response
from survey.queries.records import conversations_in, corrected_since
from survey.worker import Worker
from tests.survey.client import CheckingClient
from tests.survey.conversation import record
from tests.survey.facilitate.together import decided_and_corrected, recorded_while_submitting
from tests.survey.house import OPENS, House, add_council, open_july
from tests.survey.respond.test_correcting import correct, proved
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    with made.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    yield made
    made.extensions["engine"].dispose()


def test_hostile_29_an_interview_is_recorded_while_the_stakeholder_submits(
    app: Flask, house: House
) -> None:
    recorded_while_submitting(app, house)


def test_which_of_two_counts_is_decided(app: Flask, house: House) -> None:
    decided_and_corrected(app, house)


def test_a_record_is_read_back_and_corrected(house: House, client: CheckingClient) -> None:
    record(house)
    proved(client, house)
    assert correct(client).status_code == 303
    assert [each.revision for each in house.rows(Response)] == [1, 2]
    kinds = {each.kind for each in house.rows(Comment) if each.response_id == 2}
    assert kinds == {CommentKind.NOTES, CommentKind.PASSAGE}
    house.close()
    with house.session() as session:
        assert corrected_since(session, ["2018-07"], OPENS) == 1
        found = conversations_in(session, ["2018-07"], days=7, now=OPENS)
        assert (found.held, found.by_record[Record.CORRECTED]) == (1, 1)


def test_when_the_link_left_is_noted(app: Flask, house: House) -> None:
    record(house)
    Worker(app, clock=lambda: OPENS).drain()
    assert house.rows(Interview)[0].read_back_at == OPENS
