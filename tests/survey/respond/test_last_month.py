"""What one said last month: only by wish, only in a known browser, only in words."""

from typing import Any

import pytest
from sqlmodel import select

from questionnaires.frozen import sha256
from survey.models import (
    AuditEvent,
    FrozenQuestionnaire,
    Invitation,
    OutboxItem,
    OutboxKind,
    Person,
    Round,
)
from survey.queries.said_before import said_before
from survey.tokens import six_digits
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts
from tests.survey.council import SECRET
from tests.survey.house import House, answer_all, begin
from tests.survey.respond.test_cost import statements

pytestmark = pytest.mark.holds("a council's july")
THEME, TASKS, WISH = "/respond/theme-1", "/respond/", "/respond/last-month"
AUGUST = "2018-08"
BEFORE = "Last month you said 3"


@pytest.fixture
def august(holder: CheckingClient, house: House) -> CheckingClient:
    """The Leader's browser in August; July was answered in it."""
    answer_all(holder)
    holder.fill("/respond/check", {}, "/respond/submit")
    house.open_month(AUGUST)
    begin(holder, house.tokens(AUGUST)[0])
    return holder


@pytest.fixture
def other(august: CheckingClient, house: House) -> CheckingClient:
    """Another browser with the Leader's link of August."""
    browser = CheckingClient(august.application)
    begin(browser, house.tokens(AUGUST)[0])
    return browser


def wish(browser: CheckingClient, show: str = "yes") -> Any:
    return browser.post(
        WISH, data=hidden_fields(parsed(browser.get(TASKS).text), WISH) | {"show": show}
    )


def said(page: str) -> list[str]:
    found = parsed(page).iter("p")
    return ["".join(p.itertext()) for p in found if p.get("class") == "take-score__said"]


def test_nothing_is_shown_that_nobody_has_wished_for(august: CheckingClient) -> None:
    assert "Show me what I said last month" in texts(august.get(TASKS), "button")
    assert said(august.get(THEME).text) == []


def test_it_is_shown_as_words_beside_the_score_and_chooses_nothing(august: CheckingClient) -> None:
    assert (wish(august).status_code, wish(august).location) == (303, TASKS)
    page = august.get(THEME).text
    assert said(page) == [BEFORE, "Last month you said: Not close enough to judge"]
    assert chosen(page) == {("theme-1-comment-permission", "team")}
    scores = [f for f in parsed(page).iter("fieldset") if f.get("aria-describedby")]
    assert scores[0].get("aria-describedby") == "theme-1-progress-said"


def test_it_stays_beside_the_score_once_that_is_chosen_or_wrong(august: CheckingClient) -> None:
    wish(august)
    refused = august.fill(THEME, {"theme-1-progress": "4", "theme-1-maturity": "9"})
    assert refused.status_code == 400
    assert BEFORE in said(refused.text)
    august.fill(THEME, {"theme-1-progress": "4"})
    page = august.get(THEME).text
    assert BEFORE in said(page)
    assert ("theme-1-progress", "4") in chosen(page)


def test_it_can_be_put_away_again(august: CheckingClient, house: House) -> None:
    wish(august)
    wish(august, "no")
    assert said(august.get(THEME).text) == []
    assert [person.shows_last for person in house.rows(Person)] == [False] * 3
    actions = [event.action for event in house.rows(AuditEvent)]
    assert actions.count("last month shown") == actions.count("last month hidden") == 1


def test_a_forwarded_link_shows_nothing_until_the_code_is_typed(
    august: CheckingClient, other: CheckingClient, house: House
) -> None:
    wish(august)
    assert BEFORE not in other.get(THEME).text
    page = other.get(TASKS)
    assert "Send me a code" in texts(page, "button")
    to = "/respond/code?to=themes"
    assert other.fill(TASKS, {}, to).location == to
    (code,) = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.CODE]
    form = hidden_fields(parsed(other.get(to).text)) | {"code": six_digits(code.key, SECRET)}
    assert other.post("/respond/code/enter?to=themes", data=form).location == TASKS
    assert BEFORE in said(other.get(THEME).text)


def test_whoever_wishes_it_in_a_strange_browser_sees_nothing_more(other: CheckingClient) -> None:
    assert wish(other).status_code == 303
    assert said(other.get(THEME).text) == []


def test_it_is_not_offered_before_the_first_month(holder: CheckingClient) -> None:
    assert "What you said last month" not in holder.get(TASKS).text


def test_opening_its_address_does_nothing(august: CheckingClient) -> None:
    assert august.get(WISH).status_code == 405


def test_a_form_from_elsewhere_changes_nothing(august: CheckingClient, house: House) -> None:
    assert august.post(WISH, data={"show": "yes"}).status_code == 400
    assert not any(person.shows_last for person in house.rows(Person))


def test_a_month_that_was_left_out_is_named(august: CheckingClient, house: House) -> None:
    wish(august)
    house.open_month("2018-09")
    begin(august, house.tokens("2018-09")[0])
    assert said(august.get(THEME).text) == [
        "In July 2018 you said 3",
        "In July 2018 you said: Not close enough to judge",
    ]


def test_a_deputy_sees_nothing_of_the_holders(august: CheckingClient, house: House) -> None:
    wish(august)
    with house.session() as session:
        invitation = session.get_one(Invitation, 4)  # the Leader's of August
        deputy = Person(email="deputy@council.example", shows_last=True)
        session.add(deputy)
        session.flush()
        invitation.deputy_id = deputy.id
    assert said(august.get(THEME).text) == []


def test_it_costs_one_query_and_only_where_it_is_wished_for(
    august: CheckingClient, house: House
) -> None:
    august.get(THEME)
    with statements(house) as seen:
        august.get(THEME)
    assert seen == ["BEGIN", "SELECT"]
    wish(august)
    august.get(THEME)
    with statements(house) as seen:
        august.get(THEME)
    assert seen == ["BEGIN", "SELECT", "SELECT"]


@pytest.mark.usefixtures("august")
def test_only_the_last_revision_of_earlier_months_is_told(house: House) -> None:
    house.hear(1, theme_1_progress="5")
    with house.session() as session:
        found = said_before(session, 1, AUGUST, ["1"])
        assert {(said.measure, said.score) for said in found} == {("progress", 5), ("maturity", 3)}
        assert said_before(session, 1, "2018-07", ["1"]) == []
        assert said_before(session, 2, AUGUST, ["1"]) == []
        assert said_before(session, 1, AUGUST, []) == []


def test_an_answer_on_another_scale_is_not_told(august: CheckingClient, house: House) -> None:
    wish(august)
    rescale_july(house)
    assert said(august.get(THEME).text) == ["Last month you said: Not close enough to judge"]


def rescale_july(house: House) -> None:
    """Let July have asked for progress on a scale that is not asked any more."""
    with house.session() as session:
        july = session.exec(select(Round).where(Round.month == "2018-07")).one()
        asked = session.get_one(FrozenQuestionnaire, july.questionnaire_sha256).document
        for place in ('"scale":"progress"', '"id":"progress","points"'):
            assert place in asked
            asked = asked.replace(place, place.replace("progress", "weather"))
        session.add(FrozenQuestionnaire(sha256=sha256(asked), document=asked))
        session.flush()
        july.questionnaire_sha256 = sha256(asked)
