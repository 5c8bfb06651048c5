"""A headless Chromium, and pages that are checked by axe whenever a test looks at them."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Response,
    ViewportSize,
    sync_playwright,
)

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=900)
# WCAG 2.2, 1.4.10: nothing has to be scrolled sideways in a window as narrow as this.
NARROW = ViewportSize(width=320, height=640)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Look = Callable[[Page, str], None]
# All that axe looks for unasked, and what WCAG 2.2 added, which it leaves out until asked.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail("Chromium is missing; '.ci/system-packages' installs it.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with window(browser, PHONE) as context:
        yield context


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    with window(browser, DESKTOP) as context:
        yield context


@contextmanager
def window(browser: Browser, size: ViewportSize) -> Iterator[BrowserContext]:
    """A browser of its own; what the content policy, a script or a file complains of fails.

    So does a request to anybody but the installation itself.
    """
    context = browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.append(said.text) if unsafe(said.text) else None)
    context.on("response", lambda answer: complaints.extend(faults(answer)))
    yield context
    context.close()
    assert not complaints


def unsafe(text: str) -> bool:
    return "Content Security Policy" in text or "Uncaught" in text


def faults(answer: Response) -> Iterator[str]:
    """What is wrong with a response: a file of a page is missing, or another host was asked."""
    if urlsplit(answer.url).hostname != "localhost":
        yield f"asked elsewhere: {answer.url}"
    if answer.status >= 400 and answer.request.resource_type not in {"document", "fetch"}:
        yield f"{answer.status} for {answer.url}"


@pytest.fixture
def look() -> Look:
    """`look(page, name)`: axe finds nothing, there is a title and one h1, nothing sticks out.

    Nothing sticks out sideways of a window of 320 pixels either. With SCREENSHOTS=folder set, a
    picture of the whole page is kept there.
    """
    axe = Axe()
    folder = os.environ.get("SCREENSHOTS")

    def check(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        found = axe.run(page, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.title().strip(" -"), f"{name} has no title"
        assert page.locator("h1").count() == 1, f"{name} has {page.locator('h1').count()} h1"
        fits(page, name)
        size = page.viewport_size or PHONE
        page.set_viewport_size(NARROW)
        fits(page, name)
        page.set_viewport_size(size)

    return check


def fits(page: Page, name: str) -> None:
    """Nothing sticks out of the window sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} pixels wider than {page.viewport_size}"
