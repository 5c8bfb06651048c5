"""The demonstration as visitors use it: served from a copy, entered by its own buttons and mail."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.served import Served, installation_in

LIVE_MONTH = "2019-07"


def copied(built: Path, folder: Path) -> Served:
    """A copy of the demonstration in `folder`, with a port of its own and the key that it has."""
    here = installation_in(Path(shutil.copytree(built, folder / "data")))
    return Served(here.address, here.environment | {"SECRET_KEY": ""})


def sign_in_as(page: Page, served: Served, role: str) -> None:
    page.goto(f"{served.address}/demo/sign-in")
    page.get_by_role("button", name=re.compile(role, re.IGNORECASE)).click()
    page.wait_for_url("**/staff/")


def open_link(page: Page, served: Served, seat: str) -> None:
    """The personal link of the holder of `seat`, followed from the mail that was sent."""
    page.goto(f"{served.address}/demo/mail/")
    page.get_by_role("link", name=seat, exact=True).click()
    page.locator("a[href^='/take/']").first.click()  # the others decline or ask to talk
    page.wait_for_url("**/take/*")


def begin(page: Page, served: Served, seat: str) -> None:
    open_link(page, served, seat)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/respond/")
