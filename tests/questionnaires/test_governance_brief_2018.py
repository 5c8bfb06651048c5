"""The shipped one-page questionnaire asks the same as the longer one, and less of it."""

from questionnaires.expand import Theme, expand
from questionnaires.load import definition

GOVERNANCE = definition("governance-2018")
BRIEF = definition("governance-brief-2018")
SEVEN = [Theme(str(number), f"Theme {number}") for number in range(1, 8)]


def test_it_asks_twenty_one_questions_of_seven_themes_on_one_page() -> None:
    (page,) = expand(BRIEF, SEVEN).pages
    assert len(page.fields) == 21
    assert len(page.sections) == 7


def test_each_theme_is_asked_about_as_in_the_longer_one() -> None:
    assert BRIEF.sections == GOVERNANCE.sections[:1]
    assert BRIEF.scales == GOVERNANCE.scales


def test_a_speaker_is_told_and_offered_the_same() -> None:
    assert BRIEF.opening == GOVERNANCE.opening
    assert BRIEF.permissions == GOVERNANCE.permissions
    assert BRIEF.no_views == GOVERNANCE.no_views
