"""Panel, groups and plan as files on the manager's pages."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.documents.sheets import KINDS, sheet
from survey.manage.files import plain_name
from survey.models import Person, RoleName, Seat, Theme
from tests.survey.accounts import browser, events, token
from tests.survey.actions.importing.workbooks import cells, workbook, xlsx
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House
from tests.survey.sample import SAMPLE

IMPORT = "/manage/panel/import"
CONFIRM = f"{IMPORT}/confirm"
HEADER = ("seat", "role", "group", "organisation", "email", "contact", "active_from", "active_to",
          "primary")  # fmt: skip
ROW = ("new", "=New & <b>old</b>", "cabinet", "Council", "New@Council.example", "form", "2018-06",
       "", "yes")  # fmt: skip

pytestmark = pytest.mark.holds("the sample")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


def send(manager: CheckingClient, content: bytes, name: str, **typed: str) -> Any:
    noun = typed.pop("noun", "panel")
    address = f"/manage/{noun}/import"
    typed["csrf_token"] = token(manager, address)
    page = manager.post(address, data={"file": (BytesIO(content), name), **typed})
    page.request.environ["wsgi.input"].close()  # the test client leaves what it sent open
    return page


def confirm(manager: CheckingClient, page: Any, noun: str = "panel", **typed: str) -> Any:
    address = f"/manage/{noun}/import/confirm"
    fields = hidden_fields(parsed(page.get_data(as_text=True)), address)
    page = manager.post(address, data=fields | typed, content_type="multipart/form-data")
    page.request.environ["wsgi.input"].close()
    return page


def successor() -> bytes:
    """The sample's panel with one holder who leaves, and one who comes."""
    text = SAMPLE.panel.read_text("utf-8")
    seat = "leader,Leader of the Council,cabinet,Sample City Council"
    leaves = f"{seat},leader@council.example,form,2018-06,2018-09,yes"
    comes = f"{seat},new.leader@council.example,interview,2018-10,,yes"
    old = f"{seat},leader@council.example,form,2018-06,,yes"
    assert text.count(old) == 1
    return text.replace(old, f"{leaves}\n{comes}").encode()


def test_what_would_change_is_shown_before_anything_does(
    manager: CheckingClient, house: House
) -> None:
    before = house.count()
    page = send(manager, successor(), "panel 2018.csv")
    assert page.status_code == 200
    assert texts(page, "h1") == ["What panel 2018.csv would change"]
    assert "holder new.leader@council.example of seat leader" in texts(page, "li")
    assert texts(page, "tr")[1:] == [
        "holder leader@council.example of seat leader active to (empty) 2018-09-30"
    ]
    assert house.count() == before
    done = confirm(manager, page)
    assert done.status_code == 302
    assert "new.leader@council.example" in {person.email for person in house.rows(Person)}
    after = manager.get(done.location)
    assert "panel 2018.csv is imported" in after.get_data(as_text=True)
    assert "added 1, changed 1, kept 0" in after.get_data(as_text=True)


def test_who_did_it_is_recorded(app: Flask, manager: CheckingClient) -> None:
    confirm(manager, send(manager, successor(), "panel.csv"))
    event = events(app)[-1]
    assert (event.action, event.subject) == ("panel imported", "panel.csv")
    assert event.actor.endswith("@staff.example")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("noun", ["panel", "groups", "plan"])
def test_an_exported_file_changes_nothing(manager: CheckingClient, noun: str, kind: str) -> None:
    file = manager.get(f"/manage/{noun}/export.{kind}")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{noun}.{kind}"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "no-store"
    page = send(manager, file.data, f"{noun}.{kind}", noun=noun)
    assert texts(page, "h1") == [f"{noun}.{kind} changes nothing"]
    assert "Make these changes" not in page.get_data(as_text=True)


def test_a_workbook_with_a_new_seat_is_imported_and_its_words_are_inert(
    manager: CheckingClient, house: House
) -> None:
    page = send(manager, sheet([HEADER, ROW], "xlsx").content, "panel.xlsx")
    assert "seat new" in texts(page, "li")
    assert len([each for each in texts(page, "li") if each.startswith("holder")]) == 47
    confirm(manager, page)
    seat = next(each for each in house.rows(Seat) if each.ref == "new")
    assert seat.role == "=New & <b>old</b>"
    assert b"'=New &amp; &lt;b&gt;" not in manager.get("/manage/panel/export.csv").data
    assert b"'=New & <b>old</b>" in manager.get("/manage/panel/export.csv").data


def test_words_of_several_lines_come_through_the_page_as_they_were(
    manager: CheckingClient,
) -> None:
    text = SAMPLE.plan.read_text("utf-8").replace(
        ",High cost of paper at every council meeting,", ',"High cost\n""of paper""\n\n\'=1",', 1
    )
    confirm(manager, send(manager, text.encode(), "plan.csv", noun="plan"), "plan")
    exported = manager.get("/manage/plan/export.csv").get_data(as_text=True)
    assert '"High cost\n""of paper""\n\n\'=1"' in exported


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90\x00\xff" * 100, "panel.xlsx", "panel.xlsx: the file is no table that"),
        (xlsx(cells('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>')), "a.xlsx",
         "a.xlsx, row 1048576, column &#39;XFD&#39;"),
        (workbook(HEADER, ("new", "Role", "nowhere", *ROW[3:])), "b.xlsx",
         "b.xlsx, row 2, column &#39;group&#39;: there is no group &#39;nowhere&#39;"),
        (b"", "empty.csv", "empty.csv: the file is empty"),
        (b"a" * 1_600_000, "long.csv", "holds 1600000 characters"),
    ],
)  # fmt: skip
def test_a_refused_file_is_explained_and_nothing_is_imported(
    manager: CheckingClient, house: House, content: bytes, name: str, sentence: str
) -> None:
    before = house.count()
    page = send(manager, content, name)
    assert page.status_code == 400
    words = page.get_data(as_text=True)
    assert sentence in words or "cannot be read (field larger" in words
    assert "Nothing was imported." in words
    assert texts(page, "title")[0].startswith("Error: ")
    assert house.count() == before


def test_a_table_that_no_page_can_hold_is_refused(manager: CheckingClient) -> None:
    wide = [(*ROW[:1], "x" * 3900, *ROW[2:])] * 400
    page = send(manager, sheet([HEADER, *wide], "xlsx").content, "wide.xlsx")
    assert page.status_code == 400
    assert "longer than a page can hold" in page.get_data(as_text=True)


def test_more_than_2_megabytes_are_not_taken(manager: CheckingClient) -> None:
    assert send(manager, b"a,b\n" * 600_000, "big.csv").status_code == 413


def test_without_a_file_one_is_asked_for(manager: CheckingClient) -> None:
    page = manager.post(IMPORT, data={"csrf_token": token(manager, IMPORT)})
    assert page.status_code == 400
    assert "Choose a file" in texts(page, "a")


def test_a_month_of_ratings_that_is_none_is_explained(manager: CheckingClient) -> None:
    plan = SAMPLE.plan.read_bytes()
    page = send(manager, plan, "plan.csv", noun="plan", rag_month="June")
    assert page.status_code == 400
    assert "&#39;June&#39; is not a month" in page.get_data(as_text=True)
    looked = send(manager, plan, "plan.csv", noun="plan", rag_month="2018-09")
    assert "rating of aim 1.1 from 2018-09" in texts(looked, "li")
    assert confirm(manager, looked, "plan").status_code == 302


def test_what_changed_meanwhile_is_shown_again_and_not_imported(
    manager: CheckingClient, house: House
) -> None:
    page = send(manager, successor(), "panel.csv")
    with house.session() as session:
        session.exec(select(Seat).where(Seat.ref == "leader")).one().role = "The Leader"
    again = confirm(manager, page)
    assert again.status_code == 409
    assert "Something changed since you looked" in again.get_data(as_text=True)
    assert "seat leader role The Leader Leader of the Council" in texts(again, "tr")
    assert "new.leader@council.example" not in {person.email for person in house.rows(Person)}
    assert confirm(manager, again).status_code == 302


def test_a_confirmation_that_holds_no_file_is_refused(manager: CheckingClient) -> None:
    sent = {"csrf_token": token(manager, IMPORT), "name": "../../etc/passwd", "text": "a\nb"}
    page = manager.post(CONFIRM, data=sent)
    assert page.status_code == 400
    assert "passwd, row 1, column &#39;a&#39;: the column is not known" in page.get_data(
        as_text=True
    )


@pytest.mark.holds("the sample's july")
def test_a_block_cannot_change_within_the_municipal_year(manager: CheckingClient) -> None:
    text = SAMPLE.groups.read_text("utf-8")
    line = "audit,Internal and external audit,2018-04,independent,Independent,assurance"
    changed = text.replace(line, line.replace("independent,Independent", "executive,Executive"))
    page = send(manager, changed.encode(), "groups.csv", noun="groups")
    assert page.status_code == 400
    assert "groups.csv, row 5, column &#39;from&#39;: In 2018-19" in page.get_data(as_text=True)


def test_a_theme_without_an_aim_is_imported(manager: CheckingClient, house: House) -> None:
    text = SAMPLE.plan.read_text("utf-8").rstrip("\n")
    alone = f"{text}\n,governance,8,A new theme,,,,,,,,,,\n"
    confirm(manager, send(manager, alone.encode(), "plan.csv", noun="plan"), "plan")
    assert "8" in {theme.ref for theme in house.rows(Theme)}


@pytest.mark.parametrize(
    "address",
    ["/manage/panel/export.pdf", "/manage/panel/export.", "/manage/people/import",
     "/manage/panel/export.csv/../../etc/passwd"],
)  # fmt: skip
def test_no_other_file_is_there(manager: CheckingClient, address: str) -> None:
    assert manager.get(address).status_code == 404


@pytest.mark.parametrize("noun", ["panel", "groups", "plan"])
def test_nobody_else_may(app: Flask, noun: str) -> None:
    others = browser(app, *(role for role in RoleName if role is not RoleName.MANAGER))
    for address in (f"/manage/{noun}/import", f"/manage/{noun}/export.csv"):
        assert others.get(address).status_code == 403
        assert CheckingClient(app).get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("C:\\Users\\me\\panel.xlsx", "panel.xlsx"),
        ("../../panel.csv", "panel.csv"),
        ("a\u202eb\r\n.csv", "ab.csv"),
        ("", "file"),
        ("/", "file"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, plain: str) -> None:
    assert plain_name(name) == plain
