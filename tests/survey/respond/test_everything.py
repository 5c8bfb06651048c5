"""A whole journey through a questionnaire with detail on aims and sections for one group."""

import pytest

from survey.models import Answer, Comment
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House, begin

pytestmark = pytest.mark.holds("a council's july of everything")
PAGES = {
    "theme-1": {
        "theme-1-progress": "3",
        "theme-1-maturity": "2",
        "theme-1-1.1-aim-progress": "5",
        "theme-1-1.1-aim-comment": "In daily use",
    },
    "theme-2": {"theme-2-progress": "not-close", "theme-2-maturity": "4"},
    "proof-1": {"proof-1-comment": "The minutes of June"},
    "assurance": {"assurance-controls": "1", "assurance-comment": "The ledger"},
}
OF_CABINET = ("theme-1", "theme-2", "overall")


def answer_pages(client: CheckingClient, *pages: str) -> None:
    for page in pages:
        saved = client.fill(f"/respond/{page}", PAGES.get(page, {}))
        assert saved.status_code in {302, 303}


def test_an_auditor_answers_everything_from_link_to_receipt_and_changes_it(
    client: CheckingClient, house: House
) -> None:
    begin(client, house.tokens()[2])
    answer_pages(client, *PAGES)
    read = client.get("/respond/check").get_data(as_text=True)
    for words in ("In daily use", "A culture dashboard", "The minutes of June", "The ledger"):
        assert words in read
    assert client.fill("/respond/check", {}, "/respond/submit").status_code == 303
    scores = {(each.item, each.measure): each.score for each in house.rows(Answer)}
    assert scores == {
        ("1", "progress"): 3,
        ("1", "maturity"): 2,
        ("1.1", "progress"): 5,
        ("2", "progress"): None,
        ("2", "maturity"): 4,
        ("", "maturity"): 1,
    }
    assert {each.field: each.item for each in house.rows(Comment)} == {
        "theme-1-1.1-aim-comment": "1.1",
        "proof-1-comment": "1",
        "assurance-comment": "",
    }
    receipt = client.get("/respond/receipt").get_data(as_text=True)
    assert "The minutes of June" in receipt
    client.fill("/respond/receipt", {}, "/respond/change")
    assert house.drafted()["proof-1-comment"] == "The minutes of June"
    assert house.drafted()["theme-1-1.1-aim-progress"] == "5"


def test_a_member_of_cabinet_meets_nothing_that_is_for_auditors(
    client: CheckingClient, house: House
) -> None:
    begin(client, house.tokens()[1])
    shown = " ".join(texts(client.get("/respond/"), "li"))
    assert "Evidence" not in shown
    assert "For the auditors" not in shown
    assert client.get("/respond/assurance").status_code == 404
    answer_pages(client, *OF_CABINET)
    assert client.fill("/respond/check", {}, "/respond/submit").status_code == 303
    assert {each.item for each in house.rows(Answer)} == {"1", "1.1", "2"}
