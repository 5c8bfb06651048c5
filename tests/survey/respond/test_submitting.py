import json
import threading
from typing import Any

import pytest

from survey.models import (
    Answer,
    AuditEvent,
    Comment,
    OutboxItem,
    OutboxKind,
    Permission,
    Response,
    Round,
)
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import OPENS, House, answer, answer_all

pytestmark = pytest.mark.holds("a council's july")
CHECK, SUBMIT, RECEIPT = "/respond/check", "/respond/submit", "/respond/receipt"


def submit(client: CheckingClient) -> Any:
    return client.fill(CHECK, {}, SUBMIT)


def references(house: House) -> list[str]:
    return [row.model_dump()["reference"] for row in house.rows(Response)]


def test_missing_scores_are_named_with_links_to_their_fields(
    holder: CheckingClient, house: House
) -> None:
    answer(holder, "theme-1", progress="3", comment="Kept")
    response = submit(holder)
    assert response.status_code == 400
    assert "3 answers are missing" in response.text
    hrefs = [a.get("href", "") for a in parsed(response.text).iter("a")]
    assert [href for href in hrefs if "#" in href][1:4] == [
        "/respond/theme-1?from=check#theme-1-maturity",
        "/respond/theme-2?from=check#theme-2-progress",
        "/respond/theme-2?from=check#theme-2-maturity",
    ]
    for href in hrefs:
        if "from=check#" in href:
            address, _, field = href.partition("#")
            assert parsed(holder.get(address).text).find(f".//*[@id='{field}']") is not None
    assert "Kept" in response.text
    assert house.count()["response"] == 0
    assert house.count()["draft"] == 1


def test_the_check_reads_the_answers_back(holder: CheckingClient) -> None:
    answer_all(holder, "First line\nsecond <b>line</b>")
    page = holder.get(CHECK)
    values = texts(page, "dd")
    assert "3 On track" in values
    assert "Not close enough to judge" in values
    assert "First line second <b>line</b> Who may see it: The panel team only" in values
    assert "Not answered yet" not in page.text


def test_a_submission_is_stored_whole_and_receipted(holder: CheckingClient, house: House) -> None:
    answer_all(holder, "Words")
    answer(holder, "overall", comment="Overall words", comment_permission="unattributed")
    response = submit(holder)
    assert (response.status_code, response.location) == (303, RECEIPT)
    page = holder.get(RECEIPT)
    assert references(house)[0] in page.text
    assert "July to September 2018" in page.text
    assert "Change my answers" in page.text
    answers = {(a.item, a.measure, a.score, a.no_view) for a in stored(house, Answer)}
    assert answers == {
        ("1", "progress", 3, None),
        ("1", "maturity", None, "not-close"),
        ("2", "progress", None, "too-early"),
        ("2", "maturity", 5, None),
    }
    assert {(c.field, c.item, c.text, c.permission) for c in stored(house, Comment)} == {
        ("theme-1-comment", "1", "Words", Permission.TEAM),
        ("overall-comment", "", "Overall words", Permission.UNATTRIBUTED),
    }
    assert house.count()["draft"] == 0
    assert ("invitation 1", "response submitted") in {
        (event.actor, event.action) for event in stored(house, AuditEvent)
    }


def stored(house: House, table: type[Any]) -> list[Any]:
    return house.rows(table)


def test_what_cannot_be_seen_is_no_comment(holder: CheckingClient, house: House) -> None:
    answer_all(holder, "\u200b\u200d \u2060\ufeff")
    submit(holder)
    assert house.count()["comment"] == 0


def test_a_second_submit_has_the_same_receipt(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    for _ in range(3):
        assert holder.post(SUBMIT, data=form).location == RECEIPT
    assert submit_from_another_page(holder, form).location == RECEIPT
    assert len(references(house)) == 1


def submit_from_another_page(client: CheckingClient, form: dict[str, str]) -> Any:
    return client.post(SUBMIT, data=form | {"key": "another"})


def test_submits_at_the_same_moment_make_one_response(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    cookie = holder.get_cookie("take")
    assert cookie is not None
    threads, together, found = 8, threading.Barrier(8), []

    def press() -> None:
        browser = CheckingClient(holder.application)
        browser.set_cookie("take", cookie.value)
        together.wait()
        found.append(browser.post(SUBMIT, data=form).location)

    pressing = [threading.Thread(target=press) for _ in range(threads)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert found == [RECEIPT] * threads
    assert len(references(house)) == 1
    assert house.count()["answer"] == 4


def test_a_submit_retried_after_changing_began_gives_the_first_receipt(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    holder.post(SUBMIT, data=form)
    holder.fill(RECEIPT, {}, "/respond/change")
    assert holder.post(SUBMIT, data=form).location == RECEIPT
    assert len(references(house)) == 1
    assert house.count()["draft"] == 1


def test_changed_answers_are_a_new_revision_and_the_earlier_one_is_kept(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder, "As it was")
    submit(holder)
    assert holder.fill(RECEIPT, {}, "/respond/change").location == CHECK
    stands = "Your earlier answers still stand until you submit again."
    for address in ("/respond/", CHECK, RECEIPT):
        assert stands in holder.get(address).text
    page = holder.get("/respond/theme-1").text
    assert "As it was" in page
    assert house.count()["response"] == 1
    answer(holder, "theme-1", progress="5", maturity="5", comment="As it is")
    submit(holder)
    revisions = [(r.revision, r.mode) for r in stored(house, Response)]
    assert revisions == [(1, "form"), (2, "form")]
    assert {c.text for c in stored(house, Comment)} == {"As it was", "As it is"}
    receipt = holder.get(RECEIPT).text
    assert references(house)[1] in receipt
    assert references(house)[0] not in receipt
    assert "As it was" not in receipt


def test_changing_twice_keeps_what_was_begun(holder: CheckingClient) -> None:
    answer_all(holder)
    submit(holder)
    form = hidden_fields(parsed(holder.get(RECEIPT).text), "/respond/change")
    holder.post("/respond/change", data=form)
    answer(holder, "theme-1", progress="1", maturity="1", comment="Begun again")
    holder.post("/respond/change", data=form)
    assert "Begun again" in holder.get("/respond/theme-1").text


def test_a_save_from_a_page_left_open_is_shown_and_not_added(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder)
    left_open = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    submit(holder)
    response = holder.post("/respond/theme-1", data=left_open | {"theme-1-comment": "Late words"})
    assert response.status_code == 409
    assert texts(response, "textarea") == ["Late words"]
    assert house.count()["draft"] == 0


def test_nothing_to_change_is_not_found(holder: CheckingClient) -> None:
    token = hidden_fields(parsed(holder.get("/respond/theme-1").text))["csrf_token"]
    assert holder.post("/respond/change", data={"csrf_token": token}).status_code == 404
    assert holder.get(RECEIPT).location == "/respond/"


def test_nothing_typed_at_all_is_not_submitted(holder: CheckingClient, house: House) -> None:
    assert submit(holder).status_code == 400
    assert house.count()["response"] == 0


def test_a_forged_submit_submits_nothing(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    response = holder.post(SUBMIT, data={"key": "x"})
    assert response.status_code == 400
    assert "What you had saved is still there" in response.text
    assert house.count()["response"] == 0


def test_getting_what_changes_something_is_refused(holder: CheckingClient) -> None:
    for address in (SUBMIT, "/respond/change"):
        assert holder.get(address).status_code == 405


def test_a_round_closed_by_hand_takes_no_submit(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    house.run_out()
    assert holder.post(SUBMIT, data=form).status_code == 409
    assert house.count()["response"] == 0


def thanked(house: House) -> list[dict[str, Any]]:
    """What the messages that thank were told, with whom they are about."""
    rows = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.THANKS]
    return [json.loads(row.detail) | {"about": row.subject_id} for row in rows]


def test_nobody_is_mailed_a_copy_who_did_not_ask(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    submit(holder)
    assert thanked(house) == []


def test_whoever_ticks_for_it_is_mailed_a_copy_once(holder: CheckingClient, house: House) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT) | {"copy": "yes"}
    for _ in range(3):
        assert holder.post(SUBMIT, data=form).location == RECEIPT
    assert thanked(house) == [{"copy": True, "response_id": 1, "about": 1}]
    assert holder.get(f"/take/{house.tokens()[-1]}").status_code == 200  # the mail's own link


def test_a_round_that_thanks_does_so_with_a_copy_for_whoever_wants_one(
    holder: CheckingClient, house: House
) -> None:
    with house.session() as session:
        session.get_one(Round, 1).thanks = True
    answer_all(holder)
    submit(holder)
    holder.fill(RECEIPT, {}, "/respond/change")
    holder.fill(CHECK, {"copy": "yes"}, SUBMIT)
    assert [(told["copy"], told["response_id"]) for told in thanked(house)] == [
        (False, 1),
        (True, 2),
    ]


@pytest.mark.parametrize("ending", ["closed", "run out", "paused"])
def test_hostile_15_a_submit_retried_after_the_month_has_ended_was_received_all_the_same(
    holder: CheckingClient, house: House, ending: str
) -> None:
    answer_all(holder)
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    holder.post(SUBMIT, data=form)
    if ending == "closed":
        house.close()
    elif ending == "paused":
        house.pause(OPENS)
    else:
        house.run_out()
    assert holder.post(SUBMIT, data=form).location == "/record/"
    assert references(house)[0] in holder.get("/record/").text
    assert holder.post(SUBMIT, data=form | {"key": "another"}).status_code == 409
    assert len(references(house)) == 1
