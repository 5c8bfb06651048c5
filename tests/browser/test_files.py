"""A panel goes out as a workbook, is changed, looked at and brought back, in a real browser."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Look
from tests.browser.demonstrated import copied, sign_in_as
from tests.browser.served import Served, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(copied(built, tmp_path_factory.mktemp("files"))) as here:
        yield here


def changed(workbook: bytes) -> bytes:
    """The panel's workbook with another role in row 4, and a seat that nobody holds at its end."""
    book, content = load_workbook(BytesIO(workbook)), BytesIO()
    page = book.active
    assert page is not None
    page["B4"] = "=Member for Money"
    page["B4"].data_type = "s"
    page.append(["new-seat", "A new seat", "cabinet", "Sample City Council"])
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_downloaded_changed_and_brought_back(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page, address = phone.new_page(), f"{served.address}/manage/panel/import"
    sign_in_as(page, served, "manager")
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX file of the panel").click()
    assert download.value.suggested_filename == "panel.xlsx"
    content = changed(Path(download.value.path()).read_bytes())
    page.get_by_role("button", name="Show what would change").click()
    look(page, "import-without-a-file")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "my panel.xlsx", "mimeType": XLSX, "buffer": content}
    )
    page.get_by_role("button", name="Show what would change").click()
    look(page, "import-preview")
    assert page.get_by_text("1 added, 1 changed").is_visible()
    assert page.get_by_role("cell", name="=Member for Money").is_visible()
    page.get_by_role("button", name="Make these changes").click()
    assert page.get_by_text("my panel.xlsx is imported").is_visible()
    look(page, "import-done")


def test_a_program_that_calls_itself_a_workbook_is_refused(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    sign_in_as(page, served, "manager")
    page.goto(f"{served.address}/manage/groups/import")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "groups.xlsx", "mimeType": XLSX, "buffer": b"MZ\x90\x00\xff\xff" * 99}
    )
    page.get_by_role("button", name="Show what would change").click()
    assert "groups.xlsx: the file is no table" in page.get_by_role("alert").inner_text()
    look(page, "import-refused")
