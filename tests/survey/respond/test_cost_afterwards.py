"""What it costs to read again what one said: so many queries, however much there is to read."""

import pytest

from survey.models import Invitation
from tests.survey.client import CheckingClient
from tests.survey.council import answered
from tests.survey.house import OPENS, House, answer_all
from tests.survey.respond.test_cost import statements


@pytest.fixture
def receipted(holder: CheckingClient, tokens: list[str]) -> CheckingClient:
    """The browser in which the Leader has submitted, and opened the record."""
    answer_all(holder, "Mine")
    holder.fill("/respond/check", {}, "/respond/submit")
    holder.fill(f"/record/{tokens[0]}", {})
    return holder


@pytest.mark.holds("a council's july")
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # Who answers, the answers, the comments; when the summary comes; what they raised.
        ("/respond/receipt", 5),
        ("/record/", 4),
        # Who answers, their months, their answers, what is published.
        ("/respond/past", 4),
        ("/respond/past/2018-07", 4),
        # Who answers; what they raised.
        ("/respond/raised", 2),
    ],
)
def test_reading_again_costs_a_few_queries(
    receipted: CheckingClient, house: House, address: str, queries: int
) -> None:
    receipted.get(address)
    with statements(house) as seen:
        assert receipted.get(address).status_code == 200
    assert seen == ["BEGIN", *["SELECT"] * queries]


@pytest.mark.holds("a council's july")
def test_more_months_cost_no_more_queries(receipted: CheckingClient, house: House) -> None:
    for month in ("2018-08", "2018-09"):
        house.open_month(month)
    with house.session() as session:
        for invitation in (4, 7):  # the Leader's in those months
            answered(session, session.get_one(Invitation, invitation), OPENS)
    with statements(house) as seen:
        page = receipted.get("/respond/past").text
    assert page.count("/respond/past/2018-") > 2
    assert seen == ["BEGIN", *["SELECT"] * 4]
