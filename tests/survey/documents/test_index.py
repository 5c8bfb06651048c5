import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from flask import Flask

from analysis.summary import BlockResponse, Response
from survey.documents import render
from survey.documents.summary_json import sha256
from tests.analysis.published import THEMES, few, hidden, item, quarter, summary
from tests.survey.documents.payloads import indicator, payload, theme

PUBLISHED = datetime(2018, 10, 19, 8, 30, tzinfo=UTC)


RENDERED: dict[str, str] = {}


@pytest.fixture
def page(app: Flask) -> str:
    """The page of the usual payload, drawn once for all tests that only read it."""
    if not RENDERED:
        RENDERED["page"] = index(app, payload())
    return RENDERED["page"]


def index(app: Flask, given: dict[str, Any], at: datetime | None = PUBLISHED) -> str:
    with app.app_context():
        return render(given, published_at=at)["index.html"].content.decode()


def text(page: str) -> str:
    """What a reader reads, in one line."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_the_three_files_have_their_types(app: Flask) -> None:
    with app.app_context():
        rendered = render(payload(), published_at=PUBLISHED)
    assert {name: file.media_type for name, file in rendered.items()} == {
        "index.html": "text/html; charset=utf-8",
        "data.csv": "text/csv; charset=utf-8",
        "summary.json": "application/json",
    }


def test_the_same_payload_gives_the_same_bytes(app: Flask) -> None:
    with app.app_context():
        first, second = (render(payload(), published_at=PUBLISHED) for _ in range(2))
    assert first == second


def test_the_page_is_valid_and_needs_nothing_inline(page: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(page)
    assert len(document.findall(".//h1")) == 1
    ids = Counter(part.attrib["id"] for part in document.iter() if "id" in part.attrib)
    assert max(ids.values()) == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", page)


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    targets = set(re.findall(r'\sid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_headings_never_skip_a_level(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_top_carries_headline_and_response(page: str) -> None:
    top = text(page[page.index("<h1") : page.index('id="glance"')])
    assert "What our stakeholders said, July to September 2018" in top
    assert "We asked 29 office-holders" in top
    assert "26 of 29 (90%)" in top
    assert "15 of 16 (94%)" in top
    assert "Published for demonstration, 19 October 2018 · Edition 1 · Not yet audited" in top
    assert (
        page.index("take-headline") < page.index("26</strong> of 29") < page.index("take-edition")
    )


def test_every_chart_has_its_finding_above_and_its_table_below(page: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) == 3 * 2 + len(THEMES)
    for figure in figures:
        order = [figure.index(part) for part in ("<figcaption", "<svg", "<table", "<caption")]
        assert order == sorted(order)
        assert re.search(r'<svg[^>]*\srole="img"[^>]*\saria-label="[^"]{30,}"', figure)
        assert figure.count('role="img"') == 1
        assert "Simulated answers" in text(figure)


def test_the_report_stands_beside_the_feedback_of_its_theme(page: str) -> None:
    section = page[page.index('id="theme-4"') : page.index('id="theme-5"')]
    said = text(section)
    assert said.index("What our stakeholders said") < said.index("Our own performance report")
    assert "Our illustrative ratings of the aims as at September 2018: 2 amber, 1 red." in said
    assert "4.1 Modern and effective governance Amber" in said
    assert "Red off track. Set by the Council; those shown here are illustrative." in said
    assert "Reserves used 2017-18 Simulated £63.1m Target £46.6m" in said
    assert "No comparator was supplied for any of these figures." in said
    assert "Where no target is shown, none was supplied." in said


def test_a_simulated_figure_is_marked_once_and_never_given_to_the_report(app: Flask) -> None:
    made_up = indicator(
        "tracer-budget", "Budget", unit="% of budget", value="101.3", note="simulated"
    )
    themes = [{**theme("4", "Planning"), "indicators": [made_up]}]
    said = text(index(app, payload(themes=themes, indicators=[])))
    assert said.count("Budget 2017-18 Simulated 101.3% of budget") == 1
    assert (
        "Budget: named as a tracer in Improvement Stock-take Report, June 2018; "
        "the figure is simulated." in said
    )
    assert "Source" not in said


def test_one_illustrative_rating_among_others_is_marked_itself(app: Flask) -> None:
    themed = theme("1", "Political leadership")
    themed["aims"][0]["illustrative"] = False
    said = text(index(app, payload(themes=[themed])))
    assert "Our ratings of the aims as at September 2018" in said
    assert "1.1 Modern and effective governance Amber" in said
    assert "1.2 Clear roles (illustrative rating) Amber" in said
    assert "Red off track. Set by the Council." in said


def test_service_blocks_are_shown_and_not_scored(page: str) -> None:
    section = text(page[page.index('id="service-blocks"') : page.index('id="other-indicators"')])
    assert "Waste Management" in section
    assert "are not asked to score these" in section
    assert "Progress" not in section


def test_figures_of_no_theme_are_shown(page: str) -> None:
    section = text(page[page.index('id="other-indicators"') : page.index('id="method"')])
    assert "Skills 2017-18 Not supplied" in section
    assert "No target or comparator was supplied for this figure." in section
    assert "Source: Improvement Stock-take Report, June 2018." in section


def test_how_it_was_made_is_said(page: str) -> None:
    method = text(page[page.index('id="method"') :])
    for words in (
        "a census of those people, not a sample",
        "no figure here has a margin of error",
        "not official statistics",
        "A person's score for a quarter is the latest one that they gave in it.",
        "Not yet audited.",
        "published for demonstration only",
        "Open Government Licence v3.0",
        "1 Off track, no recovery visible",
        "Too early to judge",
    ):
        assert words in method
    assert sha256(payload()) in method
    assert 'href="/publications/2018-19-q1/"' in page


def test_a_share_is_rounded_once(app: Flask) -> None:
    """17 of 19 is 89.47%: neither bar nor table makes 90 of it."""
    block = BlockResponse("external", "External voices", 19, 17, 0.89)
    shown = replace(
        summary(item("1", "progress", few())), response=Response(19, 17, 0.89, (block,))
    )
    said = text(index(app, payload(shown, (), themes=[theme("1", "Political leadership")])))
    assert said.count("17 of 19 (89%)") == 2
    assert "90%" not in said


def test_other_blocks_than_before_are_remarked_on(app: Flask) -> None:
    block = BlockResponse("cabinet", "Cabinet", 29, 26, 0.9)
    shown = replace(quarter(), response=Response(29, 26, 0.9, (block,)))
    said = text(index(app, payload(shown)))
    assert "These are not the blocks of April to June 2018, which were Executive and" in said
    assert "29 and 29 people were asked." in said


def test_a_draft_says_so(app: Flask) -> None:
    assert "Draft, not published" in text(index(app, payload(), None))


def test_a_real_organisation_s_page_calls_nothing_simulated(app: Flask) -> None:
    themes = [{**theme(ref, name), "indicators": []} for ref, name in THEMES.items()]
    given = payload(demonstration=False, themes=themes, indicators=[], certificate="Audited.")
    said = text(index(app, given))
    assert "imulated" not in said
    assert "demonstration" not in said
    assert "Published 19 October 2018 · Edition 1 · Audited" in said
    assert "Service blocks" not in said
    assert "Figures that belong to no theme" not in said


def test_the_first_quarter_compares_with_nothing(app: Flask) -> None:
    given = payload(quarter(against=None), (), rag_as_at=None)
    page = index(app, given)
    said = text(page)
    nothing = "This is the first quarter, so there is nothing yet to compare it with."
    assert f"What changed {nothing}" in said
    assert "Change on the quarter" not in said
    assert "Whether it moved" not in said
    assert "Quarter by quarter" not in said
    assert "Earlier quarters" not in said
    assert page.count("<figure") == 2 + len(THEMES)


def test_hidden_figures_stay_hidden_everywhere(app: Flask) -> None:
    shown = summary(
        item("1", "progress", hidden(29), hidden(16), hidden(13)),
        item("1", "maturity", few(7, 29), hidden(16), few(7, 13)),
    )
    given = payload(shown, (), themes=[theme("1", "Political leadership")])
    said = text(index(app, given))
    glance = said[said.index("at a glance") : said.index("How scores are spread")]
    assert "[c] hidden" in glance
    assert "Progress is hidden to protect individuals" in said
    assert "None" not in said


def test_unrated_aims_and_themes_are_said(app: Flask) -> None:
    unrated = {**theme("1", "Political leadership"), "rag": {"green": 0, "amber": 0, "red": 0}}
    unrated["aims"] = [{"ref": "1.1", "aim": "Clear roles", "rag": None, "illustrative": False}]
    without = {**theme("2", "Culture"), "rag": {"green": 0, "amber": 0, "red": 0}, "aims": []}
    said = text(index(app, payload(themes=[unrated, without])))
    assert "1.1 Clear roles Not rated" in said
    assert "No rating of ours is published here." in said


def test_hostile_words_are_inert(app: Flask) -> None:
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    page = index(app, payload(themes=[theme("1", hostile)]))
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_quarter_in_which_only_comments_were_asked_for_has_its_page(app: Flask) -> None:
    asked = {"id": "comments-2018", "version": 1, "measures": [], "no_views": []}
    page = index(app, payload(summary(), (), questionnaire=asked))
    html5lib.HTMLParser(strict=True).parse(page)
    said = text(page)
    assert "No theme was scored in this quarter." in said
    assert "This theme was not scored in this quarter." in said


CONVERSATIONS = {"days": 7, "held": None, "records": None}


def test_how_conversations_are_read_back_is_told_without_numbers_of_few(app: Flask) -> None:
    told = text(index(app, payload(conversations=CONVERSATIONS)))
    assert "sent a link to what was written down, to confirm or correct it" in told
    assert "Scores count from the day they are written down" in told
    assert "within 7 days" in told
    assert "conversations counted" not in told
    assert "read back" not in text(index(app, payload())), "as editions from before then look"


def test_of_many_conversations_it_is_told_what_their_records_are_worth(app: Flask) -> None:
    records = {"awaited": 1, "not-contradicted": 3, "confirmed": 6, "corrected": 2}
    given = payload(conversations={"days": 1, "held": 12, "records": records})
    told = text(index(app, given))
    assert "within 1 day," in told
    assert (
        "12 conversations counted. Of their records 6 were confirmed, 2 corrected, "
        "3 not contradicted, and 1 still awaited."
    ) in told
