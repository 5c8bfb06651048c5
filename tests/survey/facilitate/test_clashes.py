"""Hostile 28 to 30: somebody who was heard twice, and who decides which record counts."""

import pytest
from flask import Flask

from survey.models import (
    Clash,
    Comment,
    Interview,
    OutboxItem,
    OutboxKind,
    Response,
    RoleName,
)
from tests.survey.accounts import add_account, events, signed_in
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.conversation import SAID, record
from tests.survey.facilitate.talking import (
    END,
    facilitator_of,
    interviewed,
    standing,
    talk,
)
from tests.survey.house import ANSWERS, House, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
CLASH = "/facilitate/clashes/1"
TALK = ANSWERS | {
    "theme-1-progress": "5",
    "theme-1-comment": "From the talk",
    "theme-1-notes": "She hopes for more.",
}
REASON = {"which": "kept", "reason": "She asked us to take\r\nwhat she said."}


@pytest.fixture
def facilitator(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


@pytest.fixture
def clash(house: House, facilitator: CheckingClient) -> str:
    """The receipt of an interview with somebody who sent the form while it was typed."""
    assert talk(facilitator, TALK).status_code == 303
    form = standing(facilitator.get(END), END) | {"then": "record"}
    house.hear(1, theme_1_comment="From the form")
    receipt = facilitator.post(END, data=form)
    assert receipt.status_code == 303
    again = facilitator.post(END, data=form)
    assert again.location == receipt.location
    return str(receipt.location)


@pytest.mark.usefixtures("clash")
def test_hostile_29_answered_while_the_interview_was_typed_one_counts_and_the_other_is_kept(
    app: Flask, house: House
) -> None:
    assert [each.revision for each in house.rows(Response)] == [1, 0]
    (found,) = house.rows(Clash)
    assert (found.counted_id, found.kept_id, found.resolved_at) == (1, 2, None)
    assert len(house.rows(Interview)) == 1
    words = {each.text: each.to_code for each in house.rows(Comment)}
    assert words == {
        "From the form": True,
        "From the talk": False,
        "She hopes for more.": False,
    }
    assert not [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]
    assert not [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.THANKS]
    assert [each.action for each in events(app)][-2:] == ["heard twice", "interview recorded"]


def test_receipt_and_list_say_so_and_who_decides(facilitator: CheckingClient, clash: str) -> None:
    receipt = facilitator.get(clash).text
    assert "your record is kept, and it does not count" in receipt
    assert "You or the manager decide" in receipt
    assert CLASH in receipt
    assert CLASH in facilitator.get("/facilitate/").text
    refused = facilitator.post(
        f"{clash}/read-back", data=hidden_fields(parsed(facilitator.get(clash).text), "/sign-out")
    )
    assert refused.status_code == 409


@pytest.mark.usefixtures("clash")
def test_both_records_stand_side_by_side_and_looking_is_recorded(
    app: Flask, facilitator: CheckingClient
) -> None:
    page = facilitator.get(CLASH).text
    for words in ("From the form", "From the talk", "3 On track", "5 ", "Differs", "Sam Staff"):
        assert words in page
    assert events(app)[-1].action == "both records read"


@pytest.mark.usefixtures("clash")
def test_it_is_decided_that_the_interview_counts_and_it_is_read_back(
    app: Flask, house: House, facilitator: CheckingClient
) -> None:
    assert facilitator.fill(CLASH, REASON, to=CLASH).status_code == 303
    assert [each.revision for each in house.rows(Response)] == [1, 2]
    (found,) = house.rows(Clash)
    assert (found.counted_id, found.kept_id) == (2, 1)
    assert found.reason == "She asked us to take\nwhat she said."
    words = {each.text: each.to_code for each in house.rows(Comment)}
    assert words == {
        "From the form": False,
        "From the talk": True,
        "She hopes for more.": True,
    }
    (mail,) = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]
    assert mail.detail == '{"response_id": 2}'
    last = events(app)[-1]
    assert (last.action, last.subject) == ("heard twice, decided", "invitation 1")
    assert "She asked" not in last.detail
    page = facilitator.get(CLASH).text
    assert "Decided by" in page
    assert "She asked us to take" in page
    assert "Which of the two counts" not in page
    assert CLASH not in facilitator.get("/facilitate/").text
    assert "Recorded, awaiting the speaker" in facilitator.get("/facilitate/").text


def test_it_is_decided_that_the_form_counts_and_all_stays_as_it_is(
    house: House, facilitator: CheckingClient, clash: str
) -> None:
    form = hidden_fields(parsed(facilitator.get(CLASH).text), CLASH) | REASON
    decided = form | {"which": "standing"}
    assert facilitator.post(CLASH, data=decided).status_code == 303
    late = facilitator.post(CLASH, data=decided | {"reason": "I was later"})
    assert late.status_code == 409
    assert "Somebody has decided meanwhile" in late.text
    assert "I was later" in late.text
    assert [each.revision for each in house.rows(Response)] == [1, 0]
    assert not [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]
    assert "is kept and does not count" in facilitator.get(clash).text


@pytest.mark.usefixtures("clash")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"which": "standing", "reason": " \u200b "}, "reason", "Give a reason"),
        ({"which": "standing", "reason": "x" * 2001}, "reason", "Give a reason in 1 to 2,000"),
        ({"reason": "Because"}, "which", "Choose which of the two counts"),
        ({"which": "2", "reason": "Because"}, "which", "Choose which of the two counts"),
    ],
)
def test_without_choice_or_reason_nothing_is_decided(
    house: House, facilitator: CheckingClient, typed: dict[str, str], field: str, words: str
) -> None:
    answer = facilitator.fill(CLASH, typed, to=CLASH)
    assert answer.status_code == 400
    assert f'<a href="#{field}">{words}' in answer.text
    assert typed["reason"].strip(" \u200b") in answer.text
    assert house.rows(Clash)[0].resolved_at is None


@pytest.mark.usefixtures("clash")
def test_hostile_30_a_clash_is_not_there_for_another_facilitator(app: Flask) -> None:
    other = facilitator_of(app, 2, email="fay@staff.example")
    token = hidden_fields(parsed(other.get("/facilitate/").text))
    assert other.get(CLASH).status_code == 404
    assert other.post(CLASH, data=token | REASON).status_code == 404
    assert CLASH not in other.get("/facilitate/").text


def test_a_form_above_an_interview_clashes_once_however_often_it_is_changed(
    app: Flask, house: House, client: CheckingClient
) -> None:
    with house.session() as session:
        facilitator = add_account(session, RoleName.FACILITATOR, email="fay@staff.example")
        session.commit()
        session.expire_on_commit = False
        session.refresh(facilitator)
        session.expunge(facilitator)
    begin(client, house.tokens()[0])
    answer_all(client)
    record(house, by=facilitator)
    for _ in range(2):
        assert client.fill("/respond/check", {}, "/respond/submit").status_code == 303
        client.fill("/respond/receipt", {}, "/respond/change")
    assert [(each.revision, each.mode) for each in house.rows(Response)] == [
        (1, "interview"),
        (2, "form"),
        (3, "form"),
    ]
    (found,) = house.rows(Clash)
    assert (found.counted_id, found.kept_id) == (2, 1)
    assert {each.to_code for each in house.rows(Comment) if each.text == SAID} == {False}
    signed = signed_in(app, facilitator)
    assert "by form" in signed.get(CLASH).text
    assert signed.fill(CLASH, REASON, to=CLASH).status_code == 303
    assert {each.id: each.revision for each in house.rows(Response)} == {1: 4, 2: 2, 3: 3}


def test_hostile_28_two_facilitators_record_the_same_person_and_nothing_is_lost(
    house: House,
) -> None:
    for _ in range(3):
        record(house)
    assert [each.revision for each in house.rows(Response)] == [1, 0, -1]
    assert [(each.counted_id, each.kept_id) for each in house.rows(Clash)] == [(1, 2), (1, 3)]
    assert len([row for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]) == 1


def test_a_record_is_read_back_again_by_whoever_recorded_it(
    app: Flask, house: House, facilitator: CheckingClient
) -> None:
    receipt = interviewed(facilitator, ANSWERS).location
    assert "Not read back yet" in facilitator.get(receipt).text
    again = f"{receipt}/read-back"
    answer = facilitator.fill(receipt, {}, to=again)
    assert answer.location == f"{receipt}?done=again"
    assert "a new link is on its way" in facilitator.get(answer.location).text
    mails = [row.state for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]
    assert mails == ["dropped", "queued"]
    assert events(app)[-1].action == "record read back again"
    form = hidden_fields(parsed(facilitator.get(receipt).text), again)
    other = facilitator_of(app, 2, email="fay@staff.example")
    token = hidden_fields(parsed(other.get("/facilitate/").text))
    assert other.post(again, data=token).status_code == 404
    with house.session() as session:
        session.get_one(Interview, 1).confirmed_at = events(app)[-1].at
    assert facilitator.post(again, data=form).status_code == 409
