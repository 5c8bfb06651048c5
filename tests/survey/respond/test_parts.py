"""Parts of a page that are rendered once and kept, for everybody who is asked the same."""

import pytest

from questionnaires.expand import Theme, expand
from questionnaires.load import definition
from survey.language import speaking
from survey.respond import parts
from survey.respond.parts import Parts, kept
from tests.survey.client import CheckingClient, chosen, words_in
from tests.survey.house import House, answer, begin

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"
SECRET = "Only the <leader> & I know this"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.clear()


def test_what_one_types_is_in_their_own_page_alone(
    holder: CheckingClient, client: CheckingClient, tokens: list[str]
) -> None:
    answer(holder, "theme-1", progress="4", comment=SECRET)
    assert words_in(holder.get(THEME).text, "theme-1-comment") == SECRET
    assert not [key for key, pieces in kept.items() if "leader" in f"{key}{pieces}"]
    begin(client, tokens[2])
    other = client.get(THEME).text
    assert words_in(other, "theme-1-comment") == ""
    assert chosen(other) == {("theme-1-comment-permission", "team")}


def test_a_page_is_put_together_from_what_is_kept(holder: CheckingClient) -> None:
    first = holder.get(THEME).text
    known = dict(kept)
    assert holder.get(THEME).text == first
    assert kept == known


def test_what_is_wrong_is_shown_once_and_not_kept(holder: CheckingClient) -> None:
    wrong = holder.fill(THEME, {"theme-1-progress": "6", "theme-1-comment": "x" * 4001})
    assert wrong.status_code == 400
    assert not [pieces for pieces in kept.values() if "govuk-error-message" in "".join(pieces)]
    assert "govuk-error-message" not in holder.get(THEME).text


def shown(language: str, number: int = 1) -> str:
    asked = expand(definition("governance-2018"), [Theme("1", f"Theme {number}", ())])
    with speaking(language):
        return Parts(asked, f"hash {number}", {}, {}, {}, None).fields(asked.fields)


def test_each_language_has_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.app.app_context():
        english = shown("en-GB")
        monkeypatch.setattr(parts, "gettext", lambda words: f"[{words}]")
        assert "[Who may see it]" in shown("cy")
        assert shown("en-GB") == english


def test_no_more_is_kept_than_a_few_years_of_rounds(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_KEPT", 20)
    with house.app.app_context():
        pages = [shown("en-GB", number) for number in range(9)]
        assert len(kept) <= 20
        assert [shown("en-GB", number) for number in range(9)] == pages
