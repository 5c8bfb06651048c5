"""What a screen reader says: names, groups and descriptions, read from the accessibility tree."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering.council import AUDIENCE, DETAIL, SINGLE, Council
from tests.browser.answering.filling import WORDS, choose, save

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PROGRESS = "Progress Against what was promised by now, where are the actions?"
CONTROL = re.compile("(radio|checkbox|textbox|button|link)\\b")
NAMED = re.compile(r'\w+ "[^"]')
# What is said, in this order.
SCORE = """
- group "Progress Against what was promised by now, where are the actions?":
  - radio "1 Off track, no recovery visible"
  - radio "2 Off track, but recovering"
  - radio "3 On track" [checked]
  - radio "4 Complete, or very nearly"
  - radio "5 Complete and evaluated"
  - radio "Too early to judge"
  - radio "Not close enough to judge"
"""
THEME = """
- heading "Political leadership" [level=1]
- group: What the plan promised
- group /^Progress/
- group /^Maturity/
- textbox "A comment or concern (optional)"
- group "Who may see it":
  - radio "The panel team only" [checked]
  - radio "Internal, not quoted"
  - radio "Publish unattributed"
  - radio "Publish with my block"
- button "Save and continue"
- button "Back to all themes"
"""


def test_a_theme(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    choose(page, "theme-1-progress", "3")
    words = page.get_by_role("textbox", name="A comment or concern (optional)")
    expect(words).to_have_accessible_description("You can write up to 4,000 characters")
    words.fill(WORDS)
    main = page.get_by_role("main")
    expect(main).to_match_aria_snapshot(SCORE)
    expect(main).to_match_aria_snapshot(THEME)
    may_be_quoted = page.get_by_role("radio", name="Publish unattributed")
    expect(may_be_quoted).to_have_accessible_description(re.compile("^Your words may be published"))
    where = page.get_by_role("region", name="Where you are")
    expect(where).to_contain_text("Temperature take, ")
    expect(where).to_contain_text("1 of 8")
    expect(where.get_by_role("status")).to_be_attached()


def test_every_control_has_a_name_and_every_choice_a_group(
    council: Council, phone: BrowserContext
) -> None:
    page = phone.new_page()
    for month, path in ((DETAIL, "/respond/theme-1"), (DETAIL, "/respond/audit"), (SINGLE, "")):
        council.begin(page, month, AUDIENCE if path.endswith("audit") else "")
        if path:
            council.goto(page, path)
        for summary in page.locator("summary").all():
            summary.click()
        said = page.get_by_role("main").aria_snapshot()
        assert list(unnamed(said)) == []
        assert said.count("- radio") + said.count("- 'radio") > 5


def unnamed(snapshot: str) -> Iterator[str]:
    """Controls of `snapshot` without a name, and choices that stand in no group with one."""
    above: dict[int, str] = {}
    for line in snapshot.splitlines():
        depth = len(line) - len(line.lstrip())
        told = line.strip(" -'")
        above[depth] = told
        if CONTROL.match(told) and not NAMED.match(told):
            yield line
        if told.startswith("radio") and not above[depth - 2].startswith('group "'):
            yield f"in no group: {line}"


def test_detail_is_grouped_by_aim(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page, DETAIL)
    council.goto(page, "/respond/theme-2")
    aim = page.get_by_role("group", name="Tackling defensiveness", exact=True)
    expect(aim).to_have_count(0)
    page.get_by_text("Add detail").click()
    expect(aim.get_by_role("heading", level=2)).to_have_text("Tackling defensiveness")
    expect(aim.get_by_role("group", name=PROGRESS).get_by_role("radio")).to_have_count(7)


def test_a_single_page_tells_its_themes_apart(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    contents = page.get_by_role("navigation", name="On this page").get_by_role("link")
    themes = contents.all_inner_texts()
    assert len(themes) == 7
    for theme in themes:
        section = page.get_by_role("group", name=theme, exact=True)
        expect(section.get_by_role("heading", level=2)).to_have_text(theme)
        expect(section.get_by_role("group", name=PROGRESS)).to_have_count(1)
        expect(section.get_by_role("textbox")).to_have_count(1)


def test_mistakes_are_told_at_the_answer_too(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page, SINGLE)
    choose(page, "theme-2-progress", "3")
    page.get_by_role("button", name="Submit my answers").click()
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("heading", level=2)).to_have_text("There is a problem")
    expect(summary.get_by_role("link")).to_have_count(13)
    first = page.get_by_role("group", name=PROGRESS).first
    wanted = r"^Error:\s+Choose an answer for Progress, or why you give none: Political leadership"
    expect(first).to_have_accessible_description(re.compile(wanted))


def test_the_list_of_themes_says_how_far_each_is(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/theme-1")
    choose(page, "theme-1-progress", "3")
    choose(page, "theme-1-maturity", "3")
    save(page)
    page.wait_for_url("**/theme-2")
    choose(page, "theme-2-progress", "3")
    page.get_by_role("button", name="Back to all themes").click()
    page.wait_for_url("**/respond/")
    for name, state in (
        ("Political leadership", "Done"),
        ("A modern and progressive organisational culture", "Not finished"),
        ("Managerial leadership", "Not started"),
    ):
        link = page.get_by_role("link", name=name, exact=True)
        expect(link).to_have_accessible_description(state)


def test_links_that_change_an_answer_say_which(council: Council, phone: BrowserContext) -> None:
    page = phone.new_page()
    council.begin(page)
    council.goto(page, "/respond/check")
    names = names_of(page)
    assert len(names) == len(set(names)) == 22
    assert names[:3] == [
        "Answer Progress, Political leadership",
        "Answer Maturity, Political leadership",
        "Change Comment, Political leadership",
    ]


def names_of(page: Page) -> list[str]:
    links = page.locator(".govuk-summary-list__actions a").all()
    return [" ".join((link.text_content() or "").split()) for link in links]
