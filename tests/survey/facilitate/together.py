"""An interview that is recorded at the very moment in which the stakeholder submits the form."""

import threading

from flask import Flask
from sqlalchemy import text

from survey.models import Answer, Clash, Comment, Invitation, Mode, Response, RoleName, Round
from survey.queries.responses import standing_response
from survey.queries.rounds import round_status
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.conversation import record
from tests.survey.facilitate.talking import END, facilitator_of, standing, talk
from tests.survey.house import ANSWERS, House, answer_all, begin

SUBMIT = "/respond/submit"
TALK = ANSWERS | {"theme-1-notes": "Notes", "theme-1-comment": "In the talk"}


def recorded_while_submitting(app: Flask, house: House) -> None:
    """Assert that one of the two counts, the other is kept, and nothing of either is lost."""
    holder, facilitator = CheckingClient(app), facilitator_of(app, 1)
    begin(holder, house.tokens()[0])
    answer_all(holder, "In the form")
    form = hidden_fields(parsed(holder.get("/respond/check").text), SUBMIT)
    assert talk(facilitator, TALK).status_code == 303
    ending = standing(facilitator.get(END), END) | {"then": "record"}
    together = threading.Barrier(2)
    found: list[int] = []

    def press(client: CheckingClient, address: str, data: dict[str, str]) -> None:
        together.wait(30)
        found.append(client.post(address, data=data).status_code)

    pressing = [
        threading.Thread(target=press, args=(holder, SUBMIT, form)),
        threading.Thread(target=press, args=(facilitator, END, ending)),
    ]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join(60)
    assert found == [303, 303]
    one_counts(house)


def one_counts(house: House) -> None:
    """The form counts, whichever came first."""
    responses = {each.mode: each for each in house.rows(Response)}
    assert set(responses) == {Mode.FORM, Mode.INTERVIEW}
    assert responses[Mode.FORM].revision > responses[Mode.INTERVIEW].revision
    (clash,) = house.rows(Clash)
    assert clash.counted_id == responses[Mode.FORM].id
    assert clash.kept_id == responses[Mode.INTERVIEW].id
    assert len(house.rows(Answer)) == 8
    words = {each.text: each.to_code for each in house.rows(Comment)}
    assert words == {"In the form": True, "In the talk": False, "Notes": False}
    with house.session() as session:
        standing = standing_response(session, 1)
        assert standing is not None
        assert standing.mode is Mode.FORM
        counts = round_status(session, session.get_one(Round, 1)).counts
        assert (counts.heard, counts.forms, counts.interviews) == (1, 1, 0)
        assert session.get_one(Invitation, 1).declined_at is None
        if session.get_bind().dialect.name == "sqlite":
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert not session.execute(text("PRAGMA foreign_key_check")).all()


def decided_and_corrected(app: Flask, house: House) -> None:
    """Every statement of clashes and records once, on whichever database this is."""
    house.hear(1, theme_1_comment="In the form")
    record(house)
    manager = browser(app, RoleName.MANAGER)
    assert "1 person was heard twice" in manager.get("/manage/").text
    typed = {"which": "kept", "reason": "She asked for it."}
    decided = manager.fill("/manage/clashes/", typed, to="/manage/clashes/1")
    assert decided.status_code == 303
    assert {each.mode: each.revision for each in house.rows(Response)} == {
        Mode.FORM: 1,
        Mode.INTERVIEW: 2,
    }
    person = "/manage/rounds/2018-07/people/1"
    assert "Not read back yet" in manager.get(person).text
    assert manager.fill(person, {}, to=f"{person}/read-back").status_code == 302
