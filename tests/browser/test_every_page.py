"""Every page that somebody can reach, found by its links, and what wrong steps lead to.

The demonstration is served by real processes. On a phone, a crawler follows every link; of pages
of one shape (`/demo/mail/*`) the first are looked at whole, the others must answer.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from survey.models import RoleName
from tests.browser.conftest import PHONE, Look
from tests.browser.demonstrated import LIVE_MONTH, begin, copied, open_link, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

# Of one shape: published pages are long and alike.
MOST_LOOKED_AT = 2
FILES = (".csv", ".json", ".ods", ".xlsx")
SEAT = "Leader of the Council"
OTHER_SEAT = "Chair, Audit Committee"
TOO_LONG = "The protocol is not used. " * 200


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(copied(built, tmp_path_factory.mktemp("every-page"))) as here:
        yield here


@pytest.mark.parametrize("role", ["", *RoleName])
def test_every_link_leads_to_a_page_that_everybody_can_use(
    role: str, served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    if role:
        sign_in_as(page, served, role)
    begin_at = "/staff/" if role else "/"
    seen: Counter[str] = Counter()
    for address in crawl(page, served, begin_at, own=bool(role)):
        kind = shape(address)
        seen[kind] += 1
        if seen[kind] <= MOST_LOOKED_AT:
            look(page, f"{role or 'anybody'}{kind.replace('/', '-').replace('*', 'x')}{seen[kind]}")
    assert begin_at in seen
    assert len(seen) > 1, seen


def crawl(page: Page, served: Served, begin_at: str, *, own: bool) -> Iterator[str]:
    """Open every page that links lead to; `own`: those of staff's rooms alone. Gives paths.

    Once MOST_LOOKED_AT pages of a shape were opened, the others are asked for without drawing.
    """
    waiting, known, opened = deque([begin_at]), {begin_at}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        opened[shape(path)] += 1
        address = f"{served.address}{path}"
        if is_file(path) or opened[shape(path)] > MOST_LOOKED_AT:
            assert page.request.get(address).status == 200, path
            continue
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        yield path
        found = {next_path for next_path in links(page, served) if not own or is_staffs(next_path)}
        waiting.extend(sorted(found - known))
        known |= found


def is_file(path: str) -> bool:
    """Whether it is sent as a file: by its name, or as the table of a page."""
    parts = urlsplit(path)
    return parts.path.endswith(FILES) or "csv=" in parts.query


def links(page: Page, served: Served) -> set[str]:
    """The paths, with their queries, of this installation's own pages that the page links to."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    here = {urldefrag(address).url for address in found if address.startswith(served.address)}
    return {address.removeprefix(served.address) or "/" for address in here}


def is_staffs(path: str) -> bool:
    return re.match("/(staff|manage|facilitate|analyse|publish|insight)/", path) is not None


def shape(path: str) -> str:
    """The path with `*` in the place of what is one of many: '/demo/mail/*'."""
    plain = urlsplit(path).path
    if plain.startswith("/take/"):
        return "/take/*"
    plain = re.sub(r"^/manage/panel/(seats|groups)/[^/]+", r"/manage/panel/\1/*", plain)
    return re.sub(r"(?<=/)(?=[^/]*\d)[^/]+", "*", plain)


def interview(page: Page, served: Served) -> str:
    """The address of an interview of the facilitator's own: nobody's until it is taken."""
    sign_in_as(page, served, "facilitator")
    page.goto(f"{served.address}/facilitate/")
    link = page.get_by_role("link", name=OTHER_SEAT, exact=True)
    if not link.count():
        row = page.get_by_role("row", name=re.compile(OTHER_SEAT))
        row.get_by_role("button", name="Take this interview").click()
    return f"{served.address}{link.get_attribute('href')}"


def test_what_a_facilitator_meets_after_mistakes(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    address = interview(page, served)
    page.goto(f"{address}#theme-1")
    page.locator("#theme-1-comment").fill(TOO_LONG)
    page.locator("#theme-1").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/sections/theme-1")
    look(page, "facilitate-interview-errors")
    assert page.get_by_role("alert").get_by_role("link").count() == 1
    page.goto(f"{address}/end")
    page.get_by_role("button", name="Record and read it back").click()
    page.get_by_role("alert").wait_for()
    look(page, "facilitate-end-errors")
    assert page.get_by_role("alert").get_by_role("link").count() == 15


def test_what_a_manager_meets_after_mistakes(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    page.goto(f"{served.address}/sign-in")
    page.get_by_role("button", name="Sign in").click()
    look(page, "sign-in-errors")
    sign_in_as(page, served, "manager")
    page.goto(f"{served.address}/manage/rounds/open")
    page.get_by_label("Month").fill("next month")
    page.get_by_role("textbox", name="Working days").fill("many")
    page.get_by_role("button", name="Open the month").click()
    look(page, "manage-open-errors")
    assert page.get_by_role("alert").get_by_role("link").count() == 2


def test_pages_that_say_what_went_wrong(
    built: Path, tmp_path: Path, phone: BrowserContext, look: Look
) -> None:
    here = copied(built, tmp_path)
    here.command("round", "close", LIVE_MONTH)
    with running(here):
        page = phone.new_page()
        for name, status, path in (
            ("not-found", 404, "/no-such-page"),
            ("unknown-link", 404, "/take/no-such-token"),
            ("lost-session", 403, "/respond/"),
            ("unknown-quarter", 404, "/publications/2018-19-q9/"),
            ("wrong-method", 405, "/sign-out"),
            ("too-long", 414, f"/take/{'x' * 3000}"),
        ):
            answer = page.goto(f"{here.address}{path}")
            assert answer is not None
            assert answer.status == status, path
            look(page, f"error-{name}")
        with page.expect_response(re.compile("/take/")) as answered:
            open_link(page, here, SEAT)
        assert answered.value.status == 410
        look(page, "error-closed-round")
        sign_in_as(page, here, "observer")
        refused = page.goto(f"{here.address}/manage/")
        assert refused is not None
        assert refused.status == 403
        look(page, "error-wrong-role")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("", "/"),
        ("", "/publications/2019-20-q1/"),
        ("", "/demo/mail/"),
        ("manager", "/manage/"),
        ("manager", "/manage/events"),
        ("facilitator", "/facilitate/"),
        ("facilitator", "/facilitate/people/*"),
        ("analyst", "/analyse/rounds/2019-06/comments"),
        ("publisher", "/publish/"),
    ],
)
def test_on_a_desktop(
    role: str, path: str, served: Served, desktop: BrowserContext, look: Look
) -> None:
    page = desktop.new_page()
    if path.endswith("*"):
        page.goto(interview(page, served))
    else:
        if role:
            sign_in_as(page, served, role)
        page.goto(f"{served.address}{path}")
    look(page, f"desktop-{role or 'anybody'}{path.replace('/', '-').replace('*', 'x')}")


def test_a_month_is_answered_without_javascript(served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    begin(page, served, "City Solicitor (monitoring officer)")
    page.get_by_role("button", name="Start").click()
    for theme in range(1, 8):
        for measure in ("progress", "maturity"):
            page.locator(f"input[name=theme-{theme}-{measure}][value='3']").check(force=True)
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit my answers").click()
    assert "TT-" in page.locator(".govuk-panel").inner_text()
    context.close()
