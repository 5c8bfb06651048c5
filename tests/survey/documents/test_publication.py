import csv
import gzip
import hashlib
import io
import json
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from analysis.periods import parse_period
from survey.actions.approve_edition import approve_edition
from survey.actions.record_event import record_event
from survey.actions.request_draft import request_draft
from survey.cli.publishing import run
from survey.config import Settings
from survey.documents import publication, render
from survey.errors import Altered, Conflict
from survey.models import Edition, EditionFile, EditionState, OutboxItem, OutboxKind
from survey.queries.editions import edition_by_id, work_on
from tests.survey.quarter import EXEMPT, PUBLISHED, REF, closed_quarter

FILES = {"index.html", "data.csv", "summary.json"}


@pytest.fixture
def quarter(session: Session) -> Session:
    closed_quarter(session)
    return session


def published(session: Session, settings: Settings, now: datetime = PUBLISHED) -> Edition:
    return run(
        session,
        settings,
        period=REF,
        drafted_by="analyst@staff.example",
        approved_by="publisher@staff.example",
        now=now,
    )


def signed_off(session: Session, settings: Settings) -> tuple[Edition, OutboxItem]:
    """An edition that waits to be published, and the outbox's row about it."""
    edition = request_draft(
        session, period=parse_period(REF), actor="analyst@staff.example", now=PUBLISHED
    )
    session.commit()
    item = work_on(session, edition.id or 0, OutboxKind.DRAFT_EDITION)
    assert item is not None
    publication.draft(session, item, settings, PUBLISHED)
    approve_edition(
        session,
        edition=edition,
        sha256=edition.sha256,
        actor="publisher@staff.example",
        now=PUBLISHED,
    )
    session.commit()
    item = work_on(session, edition.id or 0, OutboxKind.PUBLISH_EDITION)
    assert item is not None
    return edition, item


def payload(edition: Edition) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(edition.payload)
    return document


def test_the_figures_are_those_counted_by_hand(quarter: Session, settings: Settings) -> None:
    document = payload(published(quarter, settings))
    summary = document["summary"]
    progress = next(each for each in summary["items"] if each["measure"] == "progress")
    assert (progress["n"], progress["eligible"]) == (12, 12)
    assert progress["bands"] == {"low": 0.25, "middle": 0.33, "high": 0.42}
    assert (progress["median"], progress["mean"], progress["net"]) == (3, 3.4, 17)
    assert summary["response"]["answered"] == 12
    assert document["months"] == ["2018-07", "2018-08"]


def test_two_people_of_a_block_are_hidden_and_nothing_gives_them_away(
    quarter: Session, settings: Settings
) -> None:
    summary = payload(published(quarter, settings))["summary"]
    for item in summary["items"]:
        for block in item["groups"]:
            assert block["hidden"], f"{block['name']} beside the whole gives Independent away"
            assert block["median"] is block["mean"] is block["bands"] is None


def test_what_is_stored_is_what_was_hashed(quarter: Session, settings: Settings) -> None:
    edition = published(quarter, settings)
    folder = settings.editions_dir / REF / "1"
    stored = quarter.exec(select(EditionFile)).all()
    assert {file.name for file in stored} >= FILES
    assert {path.name for path in folder.iterdir()} == {file.name for file in stored}
    for file in stored:
        content = (folder / file.name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)
        if file.name.endswith(".gz"):
            assert gzip.decompress(content) == (folder / file.name[:-3]).read_bytes()
    assert hashlib.sha256(edition.payload.encode()).hexdigest() == edition.sha256
    assert json.loads((folder / "summary.json").read_text("utf-8"))["sha256"] == edition.sha256
    assert not (settings.editions_dir / "drafts" / REF / "1").exists()


def test_no_file_says_a_word_about_an_exempt_aim(quarter: Session, settings: Settings) -> None:
    edition = published(quarter, settings)
    folder = settings.editions_dir / REF / "1"
    for name in FILES:
        text = (folder / name).read_text("utf-8").casefold()
        assert "dispute" not in text
        assert EXEMPT.casefold() not in text
        assert '"1.2"' not in text
    assert payload(edition)["themes"][0]["rag"] == {"green": 0, "amber": 1, "red": 0}


def test_a_cell_that_begins_like_a_formula_is_escaped_and_a_number_stays(
    quarter: Session, settings: Settings
) -> None:
    published(quarter, settings)
    text = (settings.editions_dir / REF / "1" / "data.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    (figure,) = [row for row in rows if row["measure"] == "indicator kpi-1"]
    assert figure["statistic"].startswith("'=1+1 days")
    assert figure["value"] == "-5"


def test_a_second_edition_has_the_next_number_and_leaves_the_first_alone(
    quarter: Session, settings: Settings
) -> None:
    published(quarter, settings)
    first = (settings.editions_dir / REF / "1" / "index.html").read_bytes()
    assert published(quarter, settings).number == 2
    assert (settings.editions_dir / REF / "1" / "index.html").read_bytes() == first


def test_killed_between_the_files_and_the_commit_it_is_published_again(
    quarter: Session, settings: Settings
) -> None:
    edition, item = signed_off(quarter, settings)
    publication.publish(quarter, item, settings, PUBLISHED)
    quarter.rollback()  # what a killed worker leaves: files, and a database that knows of none
    quarter.expire_all()
    assert (settings.editions_dir / REF / "1" / "index.html").exists()
    assert edition_by_id(quarter, edition.id or 0).state is EditionState.APPROVED
    assert quarter.exec(select(EditionFile)).all() == []
    publication.publish(quarter, item, settings, PUBLISHED)
    quarter.commit()
    assert edition_by_id(quarter, edition.id or 0).state is EditionState.PUBLISHED
    assert quarter.exec(select(EditionFile)).all()


def test_a_half_written_folder_of_a_killed_worker_is_made_anew(
    quarter: Session, settings: Settings
) -> None:
    half = settings.editions_dir / REF / ".1.building"
    half.mkdir(parents=True)
    (half / "left-over.html").write_text("half")
    published(quarter, settings)
    assert not half.exists()
    assert not (settings.editions_dir / REF / "1" / "left-over.html").exists()


def test_figures_changed_after_they_were_frozen_are_not_published(
    quarter: Session, settings: Settings
) -> None:
    edition, item = signed_off(quarter, settings)
    edition.payload = edition.payload.replace('"mean":3.4', '"mean":4.4')
    quarter.commit()
    with pytest.raises(Altered, match="changed after they were frozen"):
        publication.publish(quarter, item, settings, PUBLISHED)
    assert not (settings.editions_dir / REF / "1").exists()


def test_work_in_another_state_is_a_conflict(quarter: Session, settings: Settings) -> None:
    edition, item = signed_off(quarter, settings)
    with pytest.raises(Conflict, match="drafted already"):
        publication.draft(quarter, item, settings, PUBLISHED)
    edition.state = EditionState.DRAFT
    quarter.commit()
    with pytest.raises(Conflict, match="not signed off"):
        publication.publish(quarter, item, settings, PUBLISHED)


def test_a_stakeholder_can_save_while_an_edition_is_drawn(
    app: Flask, quarter: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, saved = render, []

    def draw_slowly(*given: Any, **named: Any) -> Any:
        engine = app.extensions["engine"].execution_options(immediate=True)
        with Session(engine) as other:  # would wait for the lock and fail
            record_event(other, actor="invitation 1", action="saved", subject="x", now=PUBLISHED)
            other.commit()
            saved.append(True)
        return draw(*given, **named)

    monkeypatch.setattr("survey.documents.publication.render", draw_slowly)
    published(quarter, settings)
    assert saved == [True, True]
