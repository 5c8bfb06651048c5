"""Coding and searching on a real PostgreSQL, which has an index of words of its own."""

import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey import create_app
from survey.actions.code_comment import Found, code_comment
from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.merge_codes import merge_codes
from survey.actions.codebook.split_code import split_code
from survey.config import Settings
from survey.errors import Conflict
from survey.extensions import db
from survey.models import Code, CodeFamily, Coding, Comment, CommitmentCode, RoleName
from survey.queries.coded_people import people_by_code
from tests.survey.accounts import browser
from tests.survey.analyse.test_coding import QUEUE, save
from tests.survey.analyse.test_search import HOSTILE
from tests.survey.client import texts
from tests.survey.coding import ANALYST, a_code, codes_of, is_coded, says, step
from tests.survey.house import OPENS, House, add_council, open_july
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    made.testing = True
    with made.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    yield made
    made.extensions["engine"].dispose()


def test_words_are_found_and_whatever_is_typed_is_only_looked_for(app: Flask, house: House) -> None:
    house.hear(1, theme_1_comment="Training was cancelled")
    house.hear(1, theme_1_comment="Trains run; the training is late, they say")
    house.hear(2, overall_comment="A trained officer <b>late</b>")
    analyst = browser(app, RoleName.ANALYST)
    page = analyst.get("/analyse/search?q=train")
    assert texts(page, "mark") == ["trained", "Trains", "training"]
    assert "2 found" in texts(page, "h2")
    assert len(texts(analyst.get("/analyse/search?q=%22officer+late%22"), "article")) == 1
    assert len(texts(analyst.get("/analyse/search?q=late&theme=1&kind=comment"), "article")) == 1
    assert "nearly everything that is said" in analyst.get("/analyse/search?q=of+the").text
    for typed in HOSTILE:
        for words in (typed, f"late {typed}"):
            query = urlencode({"q": words}, errors="surrogatepass")
            assert analyst.get(f"/analyse/search?{query}").status_code == 200, words


def test_comments_are_coded_one_after_the_other_and_pages_are_shown(
    app: Flask, house: House
) -> None:
    with house.session() as session:
        code = a_code(session, "Training").id or 0
    house.hear(1, theme_1_comment="Late", theme_2_comment="Later")
    analyst = browser(app, RoleName.ANALYST)
    answer = save(analyst, QUEUE, code)
    assert texts(analyst.get(answer.location), "h1") == ["Culture & protocol"]
    new = {"new-name": "Pace", "new-family": "concern", "new-meaning": ""}
    assert save(analyst, answer.location, then="add", **new).status_code == 303
    house.hear(1, theme_1_comment="Late", theme_2_comment="Latest")
    (coding,) = [row for row in house.rows(Coding) if row.comment_id == 3]
    assert coding.code_id == code
    waits = {row.id: row.to_code for row in house.rows(Comment)}
    assert waits == {1: False, 2: False, 3: False, 4: True}
    for page in ("", "coding/3", "coding/4/before", "codebook/", "codebook/versions", "codes/5",
                 "codebook/merge", "codes/5/split", "rounds/2018-07/comments"):  # fmt: skip
        assert analyst.get(f"/analyse/{page}").status_code in {200, 302}, page


def test_codes_are_merged_and_split(app: Flask) -> None:
    with app.app_context():
        session = db.session
        training, skills, pace = (a_code(session, name) for name in ("Training", "Skills", "Pace"))
        one, other = says(session, 1, theme_1_comment="Late", theme_2_comment="Later")
        is_coded(session, one, training, skills, pace)
        is_coded(session, other, skills)
        chosen = [training.id or 0, skills.id or 0]
        merge_codes(session, step(session), code_ids=chosen, into=pace.id or 0)
        assert people_by_code(session) == {pace.id: 1}
        assert codes_of(session, one) == codes_of(session, other) == {pace.id}
        assert not session.exec(select(CommitmentCode)).all()
        parts = [("A", ""), ("B", "")]
        split_code(session, step(session), code_id=pace.id or 0, parts=parts)
        session.expire_all()
        assert (one.to_code, other.to_code) == (True, True)


def test_a_code_cannot_be_merged_away_under_somebody_who_is_coding(app: Flask) -> None:
    """The merger waits for the coding and moves it; the next coding hears that the code left."""
    with app.app_context():
        training, pace = a_code(db.session, "Training"), a_code(db.session, "Pace")
        (comment,) = says(db.session, 1, theme_1_comment="Late")
        ids = training.id or 0, pace.id or 0
        comment_id, seen = comment.id or 0, step(db.session)
        db.session.commit()
    engine = app.extensions["engine"]
    merged = threading.Event()

    def merge() -> None:
        with Session(engine) as session:
            merge_codes(session, seen, code_ids=ids[:1], into=ids[1])
            session.commit()
        merged.set()

    with Session(engine) as coding:
        found = Found(frozenset(ids[:1]), frozenset())
        code_comment(coding, comment_id=comment_id, found=found, actor=ANALYST, now=OPENS)
        waiting = threading.Thread(target=merge)
        waiting.start()
        assert not merged.wait(0.5)
        coding.commit()
        waiting.join(10)
    assert merged.is_set()
    with Session(engine) as session:
        assert [row.code_id for row in session.exec(select(Coding))] == [ids[1]]
        assert session.get_one(Code, ids[0]).until is not None
        again = Found(frozenset(ids[:1]), frozenset(ids[1:]))
        with pytest.raises(Conflict, match="has left the codebook meanwhile"):
            code_comment(session, comment_id=comment_id, found=again, actor=ANALYST, now=OPENS)


def test_of_two_changes_at_the_same_moment_the_second_is_told(app: Flask) -> None:
    with app.app_context():
        seen = step(db.session)
        db.session.rollback()
    together = threading.Barrier(2)
    heard: list[str] = []

    def add(name: str) -> None:
        with Session(app.extensions["engine"]) as session:
            together.wait(10)
            try:
                add_code(session, seen, family=CodeFamily.CONCERN, name=name)
                session.commit()
                heard.append("added")
            except Conflict as error:
                heard.append(str(error)[:33])

    adding = [threading.Thread(target=add, args=(name,)) for name in ("One", "Two")]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join(20)
    assert sorted(heard) == ["The codebook was changed meanwhil", "added"]


def test_what_came_since_a_month_was_read_is_told(app: Flask, house: House) -> None:
    house.hear(1, theme_1_comment="Late")
    analyst = browser(app, RoleName.ANALYST)
    assert "July 2018 Open 1 comment 1 to read" in texts(analyst.get("/analyse/"), "tr")
    analyst.get("/analyse/rounds/2018-07/comments")
    assert "July 2018 Open 1 comment All read" in texts(analyst.get("/analyse/"), "tr")
