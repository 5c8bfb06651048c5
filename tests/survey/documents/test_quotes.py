"""Quotes as readers meet them, and as they leave what is not published yet."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from analysis.periods import parse_period
from survey.actions.approve_edition import approve_edition
from survey.actions.request_draft import request_draft
from survey.actions.tighten_permission import tighten_permission
from survey.config import Settings
from survey.documents import publication, render
from survey.documents.folder import draft_folder, drawn_from
from survey.models import (
    AuditEvent,
    Comment,
    Edition,
    EditionQuote,
    EditionState,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Permission,
)
from survey.queries.editions import edition_by_id, work_on
from survey.worker import Worker
from tests.survey.client import check_page
from tests.survey.documents.payloads import payload
from tests.survey.quoting import (
    ANN,
    LATER,
    PAT,
    REF,
    drafted,
    invitation_of,
    quotes_of,
    say,
    signed,
)

QUOTES = {
    "": [{"words": "As a whole it is slow", "attributed_to": "Executive"}],
    "2": [
        {"words": "[a colleague] <b>shouts</b>", "attributed_to": None},
        {"words": "Nobody\nreads it", "attributed_to": "Independent"},
    ],
}


def page(document: dict[str, Any]) -> str:
    return render(document, published_at=None)["index.html"].content.decode()


def test_a_theme_shows_what_people_said(app: Flask) -> None:
    with app.app_context():
        html = page(payload(quotes=QUOTES))
    check_page(html)
    assert html.count("What people said") == 2
    assert "[a colleague] &lt;b&gt;shouts&lt;/b&gt;" in html
    assert "A member of the panel, simulated" in html
    assert "Independent, simulated" in html
    assert html.index("Nobody\nreads it") < html.index("As a whole it is slow")
    assert html.count("Words in [brackets] stand for what was taken out.") == 2
    assert "How quotes are chosen" in html
    assert "In this demonstration they are simulated" in html


def test_outside_a_demonstration_nothing_is_called_simulated(app: Flask) -> None:
    with app.app_context():
        html = page(payload(quotes=QUOTES, demonstration=False))
    assert "Executive</figcaption>" in html
    assert "In this demonstration they are" not in html


@pytest.mark.parametrize("without", [{}, {"quotes": {}}])
def test_without_quotes_nothing_is_said_of_them(app: Flask, without: dict[str, Any]) -> None:
    with app.app_context():
        html = page(payload(**without))
    assert "What people said" not in html
    assert "How quotes are chosen" not in html


def test_a_payload_from_before_there_were_quotes_is_drawn_as_it_was(app: Flask) -> None:
    old = payload()
    assert "quotes" not in old
    with app.app_context():
        files = render(old, published_at=LATER)
        also = render({**old, "quotes": {}}, published_at=LATER)
    assert files["data.csv"] == also["data.csv"]
    # Only the hash of the contents tells the two pages apart.
    hashes = [json.loads(made["summary.json"].content)["sha256"] for made in (files, also)]
    assert (
        files["index.html"].content.replace(hashes[0].encode(), hashes[1].encode())
        == also["index.html"].content
    )


@pytest.fixture
def comment(session: Session) -> Comment:
    made = say(session, 0, "It is slow")
    signed(session, say(session, 1, "Kept", item=""))
    signed(session, made)
    session.commit()
    return made


def draft(session: Session, settings: Settings) -> Edition:
    """Drafted by the worker's own work, files and all."""
    edition = request_draft(session, period=parse_period(REF), actor=ANN, now=LATER)
    session.commit()
    item = work_on(session, edition.id or 0, OutboxKind.DRAFT_EDITION)
    assert item is not None
    session.commit()  # as a worker's session is, while the files are drawn
    publication.draft(session, item, settings, LATER)
    item.state = OutboxState.DONE
    session.commit()
    return edition


def approved(session: Session, settings: Settings) -> tuple[Edition, OutboxItem]:
    edition = draft(session, settings)
    approve_edition(session, edition=edition, sha256=edition.sha256, actor=PAT, now=LATER)
    session.commit()
    item = work_on(session, edition.id or 0, OutboxKind.PUBLISH_EDITION)
    assert item is not None
    session.commit()
    return edition, item


def tighten(session: Session, comment: Comment) -> None:
    tighten_permission(
        session, invitation=invitation_of(session, comment), field=comment.field,
        permission=Permission.TEAM, now=LATER,
    )  # fmt: skip


def files_say(settings: Settings, words: str, *, drafts: bool) -> bool:
    folder = settings.editions_dir / ("drafts" if drafts else "") / REF / "1"
    return any(words.encode() in path.read_bytes() for path in folder.glob("*[!z]"))


@pytest.mark.holds("a heard quarter")
def test_published_files_say_it(session: Session, settings: Settings, comment: Comment) -> None:
    assert comment.id
    _, item = approved(session, settings)
    publication.publish(session, item, settings, LATER)
    session.commit()
    assert files_say(settings, "It is slow", drafts=False)
    summary = json.loads((settings.editions_dir / REF / "1" / "summary.json").read_text("utf-8"))
    assert summary["payload"]["quotes"]["1"] == [{"attributed_to": None, "words": "It is slow"}]


@pytest.mark.holds("a heard quarter")
def test_a_draft_is_drawn_again_without_it(
    app: Flask, session: Session, settings: Settings, comment: Comment
) -> None:
    edition = draft(session, settings)
    folder = draft_folder(settings.editions_dir, REF, 1)
    assert files_say(settings, "It is slow", drafts=True)
    assert drawn_from(folder) == edition.sha256
    tighten(session, comment)
    session.commit()
    assert drawn_from(folder) != edition.sha256, "the desk shows no file that is behind"
    assert Worker(app, clock=lambda: LATER).drain() == 1
    assert not files_say(settings, "It is slow", drafts=True)
    assert files_say(settings, "Kept", drafts=True)
    session.expire_all()
    assert drawn_from(folder) == edition_by_id(session, edition.id or 0).sha256
    item = work_on(session, edition.id or 0, OutboxKind.REDRAW_EDITION)
    assert item is not None
    assert (item.state, item.last_error) == (OutboxState.DONE, "")


@pytest.mark.holds("a heard quarter")
def test_a_signed_off_edition_is_published_without_it(
    app: Flask, session: Session, settings: Settings, comment: Comment
) -> None:
    edition, _ = approved(session, settings)
    tighten(session, comment)
    session.commit()
    assert Worker(app, clock=lambda: LATER).drain() == 2
    session.expire_all()
    assert edition_by_id(session, edition.id or 0).state is EditionState.PUBLISHED
    assert not files_say(settings, "It is slow", drafts=False)
    assert files_say(settings, "Kept", drafts=False)
    assert not draft_folder(settings.editions_dir, REF, 1).exists()


@pytest.mark.holds("a heard quarter")
def test_the_worker_asks_once_more_before_it_publishes(
    session: Session, settings: Settings, comment: Comment
) -> None:
    edition, item = approved(session, settings)
    comment.permission = Permission.TEAM  # by whatever way nobody thought of
    session.commit()
    publication.publish(session, item, settings, LATER)
    session.commit()
    assert edition.state is EditionState.PUBLISHED
    assert quotes_of(edition) == {"": [("Kept", None)]}
    assert edition.sha256 == hashlib.sha256(edition.payload.encode()).hexdigest()
    assert not files_say(settings, "It is slow", drafts=False)
    assert len(session.exec(select(EditionQuote)).all()) == 1
    (told,) = session.exec(select(AuditEvent).where(AuditEvent.action == "quotes taken out"))
    assert told.actor == "worker"


@pytest.fixture
def meanwhile(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Session], None]], list[bool]]:
    """Let something happen, committed, once while the files are drawn."""

    def arrange(happen: Callable[[Session], None]) -> list[bool]:
        done: list[bool] = []

        def draw(*given: Any, **named: Any) -> Any:
            if not done:
                done.append(True)
                engine = app.extensions["engine"].execution_options(immediate=True)
                with Session(engine) as other:
                    happen(other)
                    other.commit()
            return render(*given, **named)

        monkeypatch.setattr("survey.documents.publication.render", draw)
        return done

    return arrange


Meanwhile = Callable[[Callable[[Session], None]], list[bool]]


@pytest.mark.holds("a heard quarter")
def test_tightened_while_it_is_published_it_is_not_in_it(
    session: Session, settings: Settings, comment: Comment, meanwhile: Meanwhile
) -> None:
    edition, item = approved(session, settings)
    done = meanwhile(lambda other: tighten(other, other.get_one(Comment, comment.id)))
    publication.publish(session, item, settings, LATER)
    session.commit()
    assert done
    session.expire_all()
    standing = edition_by_id(session, edition.id or 0)
    assert standing.state is EditionState.PUBLISHED
    assert quotes_of(standing) == {"": [("Kept", None)]}
    assert not files_say(settings, "It is slow", drafts=False)


@pytest.mark.holds("a heard quarter")
def test_tightened_while_it_is_drafted_it_is_in_no_draft_that_is_shown(
    app: Flask, session: Session, settings: Settings, comment: Comment, meanwhile: Meanwhile
) -> None:
    meanwhile(lambda other: tighten(other, other.get_one(Comment, comment.id)))
    edition = draft(session, settings)
    assert quotes_of(edition) == {"": [("Kept", None)]}
    assert drawn_from(draft_folder(settings.editions_dir, REF, 1)) != edition.sha256
    assert Worker(app, clock=lambda: LATER).drain() == 1
    assert drawn_from(draft_folder(settings.editions_dir, REF, 1)) == edition.sha256
    assert not files_say(settings, "It is slow", drafts=True)


@pytest.mark.holds("a heard quarter")
def test_tightened_while_it_is_drawn_again_it_is_drawn_once_more(
    app: Flask, session: Session, settings: Settings, comment: Comment, meanwhile: Meanwhile
) -> None:
    edition = draft(session, settings)
    kept = session.exec(select(Comment).where(Comment.text == "Kept")).one()
    tighten(session, comment)
    session.commit()
    meanwhile(lambda other: tighten(other, other.get_one(Comment, kept.id)))
    Worker(app, clock=lambda: LATER).drain()
    session.expire_all()
    standing = edition_by_id(session, edition.id or 0)
    assert quotes_of(standing) == {}
    assert drawn_from(draft_folder(settings.editions_dir, REF, 1)) == standing.sha256


@pytest.mark.holds("a heard quarter")
def test_what_is_drafted_anew_or_published_is_not_drawn_again(
    session: Session, settings: Settings, comment: Comment
) -> None:
    edition = drafted(session)
    tighten(session, comment)
    edition.state = EditionState.PUBLISHED
    session.commit()
    item = work_on(session, edition.id or 0, OutboxKind.REDRAW_EDITION)
    assert item is not None
    publication.redraw(session, item, settings, LATER)
    assert not draft_folder(settings.editions_dir, REF, 1).exists()


def test_a_torn_file_is_no_draft(settings: Settings) -> None:
    folder = draft_folder(settings.editions_dir, REF, 1)
    folder.mkdir(parents=True)
    (folder / "summary.json").write_text('{"payload":{"sha256":"x"}')
    assert drawn_from(folder) == ""
