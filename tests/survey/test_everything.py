"""The rooms of the staff, walked with a questionnaire that has detail on aims and audiences.

The Leader (1) is of Cabinet; the Chair of Audit (3) alone is asked for evidence and for assurance.
"""

from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.actions.simulate_round import simulate_round
from survey.actions.submit_response import submit_response
from survey.mail.own_answers import own_answers
from survey.models import Answer, Comment, Invitation, Mode, Organisation, Response, RoleName, Round
from survey.queries.rounds import asked_of
from tests.survey.accounts import browser
from tests.survey.client import parsed, texts
from tests.survey.facilitate.talking import facilitator_of, interviewed, sent, standing, talk
from tests.survey.house import ANSWERS, OPENS, House

pytestmark = pytest.mark.holds("a council's july of everything")
AIM, EVIDENCE = "A culture dashboard", "Culture & protocol: Evidence"
DETAIL = {"theme-2-2.1-aim-progress": "4", "theme-2-2.1-aim-comment": "It is in use"}
OF_AUDIT = {"proof-2-comment": "The minutes", "assurance-controls": "2"}
ALL = ANSWERS | DETAIL | OF_AUDIT
INTERVIEW = "/facilitate/people/1"
PAPER = "/manage/rounds/2018-07/paper/3"


def hear(house: House, invitation_id: int, said: dict[str, str]) -> Response:
    with house.session() as session:
        session.expire_on_commit = False
        invitation = session.get_one(Invitation, invitation_id)
        round_ = session.get_one(Round, invitation.round_id)
        return submit_response(
            session,
            invitation=invitation,
            expanded=asked_of(session, round_, invitation),
            document=said,
            mode=Mode.FORM,
            idempotency_key=str(invitation_id),
            now=OPENS,
        )


def titles(page: Any, tag: str = "h2") -> list[str]:
    return [" ".join(each.split()) for each in texts(page, tag)]


def test_a_facilitator_asks_a_member_of_cabinet_for_detail_and_no_evidence(
    app: Flask, house: House
) -> None:
    facilitator = facilitator_of(app, 1)
    page = facilitator.get(INTERVIEW)
    words = page.get_data(as_text=True)
    assert "For the auditors" not in words
    assert EVIDENCE.replace("&", "&amp;") not in words
    assert [each for each in titles(page, "h3") if AIM in each] == [f"1.1 {AIM}", f"2.1 {AIM}"]
    assert words.count("Detail on 1 aim, for the panel team") == 2
    assert words.count('<details class="govuk-details" open>') == 0
    assert f"Progress of the aim: {AIM}" in titles(page, "legend")
    assert words.count("Progress of the aim: what 1 to 5 mean") == 2
    assert interviewed(facilitator, ANSWERS | DETAIL).status_code == 303
    stored = [(each.item, each.measure, each.score) for each in house.rows(Answer)]
    assert ("2.1", "progress", 4) in stored
    assert [(each.field, each.item) for each in house.rows(Comment)] == [
        ("theme-2-2.1-aim-comment", "2.1")
    ]


def test_detail_that_was_typed_is_not_folded_away(app: Flask) -> None:
    facilitator = facilitator_of(app, 1)
    talk(facilitator, DETAIL)
    assert (
        facilitator.get(INTERVIEW)
        .get_data(as_text=True)
        .count('<details class="govuk-details" open>')
        == 1
    )


def test_a_facilitator_cannot_record_what_a_group_is_not_asked(app: Flask, house: House) -> None:
    facilitator = facilitator_of(app, 1)
    to = "/facilitate/people/1/sections/theme-2"
    refused = sent(facilitator, INTERVIEW, OF_AUDIT, to)
    assert refused.status_code == 400
    assert "something that it does not ask for" in refused.get_data(as_text=True)
    token = standing(facilitator.get(INTERVIEW), to)
    assert facilitator.post(to.replace("theme-2", "assurance"), data=token).status_code == 404
    assert house.rows(Answer) == []


def test_the_paper_of_an_auditor_has_all_that_they_are_asked(app: Flask, house: House) -> None:
    manager = browser(app, RoleName.MANAGER)
    page = manager.get(PAPER)
    assert titles(page)[1:-1] == [
        "Political leadership",
        "Culture & protocol",
        "Political leadership: Evidence",
        EVIDENCE,
        "For the auditors",
        "Overall",
    ]
    assert titles(page, "h3") == ["Its aims, one by one"] * 2
    rows = [each for each in titles(page, "tr") if AIM in each]
    assert rows == [f"1.1 {AIM}", f"2.1 {AIM}"]
    entry = f"{PAPER}/enter"
    assert manager.fill(entry, ALL | {"received-on": "2018-07-09"}, to=entry).status_code == 302
    stored = {(each.item, each.measure): each.score for each in house.rows(Answer)}
    assert stored["", "maturity"] == 2
    assert stored["2.1", "progress"] == 4


def test_an_analyst_finds_each_comment_once_where_it_was_said(app: Flask, house: House) -> None:
    own = {"theme-2-comment": "On the theme", "overall-comment": "On the whole"}
    hear(house, 3, ALL | own | {"assurance-comment": "On the controls"})
    page = browser(app, RoleName.ANALYST).get("/analyse/rounds/2018-07/comments")
    assert [said.partition(" Code it")[0] for said in texts(page, "article")] == [
        "On the theme Comment · Audit · The panel team only",
        f"It is in use {AIM} · Audit · The panel team only",
        "The minutes Audit · The panel team only",
        "On the controls Audit · The panel team only",
        "On the whole Audit · The panel team only",
    ]
    sections = parsed(page.get_data(as_text=True)).iter("section")
    narrowed = ["Asked of Audit alone." in "".join(each.itertext()) for each in sections]
    assert narrowed == [False, False, True, True, True, False]


def test_the_copy_of_the_own_answers_names_aims_and_nothing_that_was_not_asked(
    house: House,
) -> None:
    response = hear(house, 1, ANSWERS | DETAIL)
    with house.session() as session:
        round_ = session.exec(select(Round)).one()
        told = own_answers(session, round_, response)
    assert [each.title for each in told] == ["Political leadership", "Culture & protocol"]
    assert told[1].lines[2:] == (
        (f"Progress of the aim ({AIM})", "4, Complete, or very nearly"),
        (f"About the aim ({AIM})", "It is in use"),
        ("Who may see it", "The panel team only"),
    )


def test_simulated_people_speak_of_themes_and_judge_nothing_else(house: House) -> None:
    with house.session() as session:
        session.exec(select(Organisation)).one().demonstration = True
        simulate_round(session, month="2018-07", seed=7, now=OPENS.replace(day=9))
    answers = {(each.item, each.measure): each for each in house.rows(Answer)}
    assert {item for item, _ in answers} <= {"1", "2", ""}
    controls = answers["", "maturity"]
    assert (controls.score, controls.no_view) == (None, "not-close")
