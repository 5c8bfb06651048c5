"""Detail on the aims beneath a theme, sections for some groups, and whoever is alone of a kind."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from questionnaires.expand import Theme, expand
from questionnaires.expanded import ExpandedSection
from questionnaires.model import Questionnaire
from survey.respond.sections import shown
from tests.survey.client import CheckingClient, parsed, texts, words_in
from tests.survey.house import House, begin
from tests.survey.respond.asked import everything, open_july

pytestmark = pytest.mark.holds("a council")
THEME = "/respond/theme-1"
SCORES = {"theme-1-progress": "3", "theme-1-maturity": "4"}


@pytest.fixture
def tokens(house: House) -> list[str]:
    return open_july(house, everything())


@pytest.fixture
def auditor(holder: CheckingClient, tokens: list[str]) -> CheckingClient:
    browser = CheckingClient(holder.application)
    begin(browser, tokens[2])
    return browser


def detail(page: str) -> Element:
    (found,) = [e for e in parsed(page).iter("details") if "take-detail" in e.get("class", "")]
    return found


def with_mandatory_detail(definition: Questionnaire) -> Questionnaire:
    theme, *rest = definition.sections
    asked = (replace(q, mandatory=q.mandatory or q.id == "aim-progress") for q in theme.questions)
    return replace(definition, sections=(replace(theme, questions=tuple(asked)), *rest))


def test_detail_is_folded_below_the_theme_and_grouped_by_aim(holder: CheckingClient) -> None:
    page = holder.get(THEME)
    folded = detail(page.text)
    assert "open" not in folded.attrib
    assert "Add detail: 1 aim" in texts(page, "summary")
    assert "A culture dashboard" in texts(page, "h2")
    group = folded.find(".//div[@role='group']")
    assert group is not None
    assert group.get("aria-labelledby") == group.findall("h2")[0].get("id")
    names = {control.get("name") for control in group.iter("input")}
    assert names == {"theme-1-1.1-aim-progress", "theme-1-1.1-aim-comment-permission"}
    assert "Figures are published for the theme" in "".join(folded.itertext())


def test_detail_stands_open_once_something_in_it_is_answered(holder: CheckingClient) -> None:
    holder.fill(THEME, SCORES | {"theme-1-1.1-aim-comment": "The dashboard is late"})
    page = holder.get(THEME).text
    assert "open" in detail(page).attrib
    assert words_in(page, "theme-1-1.1-aim-comment") == "The dashboard is late"


@pytest.mark.parametrize(
    "wrong",
    [{"theme-1-1.1-aim-comment": "x" * 501}, {"theme-1-1.1-aim-comment-permission": "everybody"}],
)
def test_detail_stands_open_where_something_in_it_is_wrong(
    holder: CheckingClient, wrong: dict[str, str]
) -> None:
    refused = holder.fill(THEME, SCORES | wrong)
    assert refused.status_code == 400
    assert "open" in detail(refused.text).attrib


def test_detail_that_must_be_given_is_not_folded(client: CheckingClient, house: House) -> None:
    begin(client, open_july(house, with_mandatory_detail(everything()))[0])
    page = client.get(THEME)
    assert not [e for e in parsed(page.text).iter("details") if "take-detail" in e.get("class", "")]
    assert "A culture dashboard" in texts(page, "h2")


def test_the_check_names_the_aim_and_leaves_out_detail_that_was_not_given(
    holder: CheckingClient,
) -> None:
    holder.fill(THEME, SCORES | {"theme-1-1.1-aim-progress": "2"})
    page = holder.get("/respond/check")
    keys = texts(page, "dt")
    assert keys[:4] == [
        "Progress",
        "Maturity",
        "Comment",
        "A culture dashboard Progress of the aim",
    ]
    assert "About the aim" not in " ".join(keys)
    assert "Change Progress of the aim, A culture dashboard, Political leadership" in texts(
        page, "a"
    )


def test_missing_detail_is_named_by_its_aim(client: CheckingClient, house: House) -> None:
    begin(client, open_july(house, with_mandatory_detail(everything()))[0])
    page = client.fill("/respond/check", {}, "/respond/submit")
    assert page.status_code == 400
    links = [a for a in parsed(page.text).iter("a") if "aim-progress" in a.get("href", "")]
    assert "A culture dashboard" in (links[0].text or "")
    assert client.get((links[0].get("href") or "").partition("#")[0]).status_code == 200


def test_a_section_for_some_says_so_and_others_never_meet_it(
    holder: CheckingClient, auditor: CheckingClient
) -> None:
    page = auditor.get("/respond/assurance")
    assert "Only some of the panel are asked this" in page.text
    assert "For the auditors Not started" in texts(auditor.get("/respond/"), "li")
    assert "Only some of the panel" not in auditor.get(THEME).text
    assert holder.get("/respond/assurance").status_code == 404
    assert "For the auditors" not in holder.get("/respond/").text


def test_whoever_is_alone_of_a_kind_is_told_beside_the_first_comment(
    holder: CheckingClient, auditor: CheckingClient
) -> None:
    told = "colleagues may guess who wrote it"
    page = auditor.get(THEME).text
    assert page.count(told) == 1
    fieldset = next(
        fieldset
        for fieldset in parsed(page).iter("fieldset")
        if fieldset.get("aria-describedby") == "theme-1-comment-permission-hint"
    )
    assert told in "".join(fieldset.itertext())
    for address in ("/respond/", "/respond/opening"):  # with the opening words, wherever they are
        assert "Nobody else of your kind of role" in auditor.get(address).text
    assert told not in holder.get(THEME).text
    assert "Nobody else of your kind of role" not in holder.get("/respond/opening").text


def test_a_section_without_aims_has_nothing_to_fold() -> None:
    section = next(s for s in everything_expanded() if s.id == "overall")
    found = shown(section, {}, {})
    assert found.fields == section.fields
    assert (found.aims, found.is_open) == ((), False)


def everything_expanded() -> tuple[ExpandedSection, ...]:
    return expand(everything(), [Theme("1", "Leadership")]).sections
