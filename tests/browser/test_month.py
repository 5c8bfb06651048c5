"""The whole month on a phone: mail, link, answers, an interview, closing, publication, figures.

Twelve of twenty-nine people answer. On the first theme their progress scores are one 1, two 2s,
three 3s, four 4s and two 5s, so by hand:

    bands     1-2: 3 of 12 = 25%    3: 3 of 12 = 25%    4-5: 6 of 12 = 50%
    net       50 - 25 = +25         median (3 + 4) / 2 = 3.5     mean 40 / 12 = 3.3
    agreement A = .29, below .3: mixed

    Executive     3 3 4 4 5 5   n = 6: median 4 and mean 4.0, both shown as '4 or higher'
    Independent   1 2 2 3 4 4   n = 6: median 2.5, mean 2.67, shown to the nearest half: 2.5

Everybody scores maturity 2 there, and elsewhere progress 3 and 'too early' for maturity.
"""

import csv
import hashlib
import io
import json
import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session, col, select

from survey.actions.add_demo_accounts import add_demo_accounts
from survey.actions.submit_response import submit_response
from survey.cli.installation import installation
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.models import Invitation, Mode, Person
from survey.queries.rounds import questionnaire, round_by_month
from survey.samples import sample_city
from tests.browser.conftest import Look
from tests.browser.served import Served, installation_in, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MONTH = "2018-07"
BY_FORM = "leader@council.example"
INTERVIEWED = "Chair, Audit Committee"
# What the others say of progress on the first theme: five of the Executive, five of Independent.
OTHERS = {
    "deputy.leader@council.example": 3,
    "cm.homes@council.example": 3,
    "cm.health@council.example": 4,
    "s151@council.example": 4,
    "city.solicitor@council.example": 5,
    "chair.resources@council.example": 1,
    "chair.housing@council.example": 2,
    "internal.audit@council.example": 2,
    "stp.chair@partners.example": 3,
    "csp.chair@partners.example": 4,
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The sample, July 2018 open, ten people heard; everything else is left to the test."""
    here = installation_in(tmp_path)
    settings = Settings.from_env(here.environment)
    sample = sample_city()
    set_up(
        settings, name=sample.organisation, contact_email=sample.contact_email, demonstration=True
    )
    here.command("plan", "import", str(sample.plan), "--rag-month", sample.rag_month)
    here.command("groups", "import", str(sample.groups))
    here.command("panel", "import", str(sample.panel))
    here.command("indicators", "import", str(sample.indicators))
    here.command("round", "open", MONTH)
    with installation(settings) as opened:
        add_demo_accounts(opened.session, now=now())
        for address, progress in OTHERS.items():
            answer(opened.session, address, progress)
        opened.session.commit()
    with running(here):
        yield here


def answer(session: Session, address: str, progress: int) -> None:
    invitation = session.exec(
        select(Invitation)
        .join(Person, col(Person.id) == Invitation.person_id)
        .where(Person.email == address)
    ).one()
    round_ = round_by_month(session, MONTH)
    submit_response(
        session,
        invitation=invitation,
        expanded=questionnaire(session, round_.questionnaire_sha256),
        document=document(progress),
        mode=Mode.FORM,
        idempotency_key=f"test-{address}",
        now=now(),
    )


def document(progress: int) -> dict[str, str]:
    first = {"theme-1-progress": str(progress), "theme-1-maturity": "2"}
    rest = {f"theme-{n}-progress": "3" for n in range(2, 8)}
    return first | rest | {f"theme-{n}-maturity": "too-early" for n in range(2, 8)}


def test_a_month_from_mail_to_publication(
    served: Served, phone: BrowserContext, look: Look
) -> None:
    page = phone.new_page()
    page.goto(served.address)
    look(page, "month-front")
    answer_by_form(page, look, personal_link(served, BY_FORM))
    enter_interview(page, look, served)
    close_the_round(page, look, served)
    publish_the_quarter(page, look, served)
    page.goto(f"{served.address}/publications/2018-19-q2/")
    look(page, "month-published")
    check_page(page)
    check_data(page, served)


def personal_link(served: Served, address: str) -> str:
    """The link in the message to `address`, once the worker has delivered it to the folder."""
    for _ in range(100):
        for file in sorted((served.folder / "outbox").glob("*.eml")):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            if message["To"].addresses[0].addr_spec == address:
                body = message.get_body(("plain",))
                found = re.search(r"http\S+/take/\S+", body.get_content() if body else "")
                assert found, "The message has no personal link."
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"No message to {address} was delivered.")


def answer_by_form(page: Page, look: Look, link: str) -> None:
    page.goto(link)
    look(page, "take")
    page.get_by_role("button", name="Start").click()
    look(page, "tasks")
    page.get_by_role("link", name="Political leadership", exact=True).click()
    look(page, "theme-empty")
    fill_theme(page, 1, progress="5", maturity="2")
    page.locator("#theme-1-comment").fill("Group leaders meet, and it shows.")
    page.get_by_label("Publish unattributed").check()
    look(page, "theme-filled")
    page.get_by_role("button", name="Save and continue").click()
    for theme in range(2, 8):
        fill_theme(page, theme, progress="3", maturity="too-early")
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Overall", level=1)).to_be_visible()
    look(page, "overall")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    look(page, "check")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_text(re.compile("TT-"))).to_be_visible()
    look(page, "receipt")


def fill_theme(page: Page, theme: int, *, progress: str, maturity: str) -> None:
    for measure, value in (("progress", progress), ("maturity", maturity)):
        chosen = page.locator(f"input[name='theme-{theme}-{measure}'][value='{value}']")
        chosen.check(force=True)  # tile and input cover each other, as design has it
        expect(chosen).to_be_checked()


def sign_in_as(page: Page, served: Served, role: str) -> None:
    page.goto(f"{served.address}/demo/sign-in")
    page.get_by_role("button", name=re.compile(role, re.IGNORECASE)).click()


def enter_interview(page: Page, look: Look, served: Served) -> None:
    page.goto(f"{served.address}/demo/sign-in")
    look(page, "sign-in-as")
    sign_in_as(page, served, "facilitator")
    look(page, "staff-home")
    page.goto(f"{served.address}/facilitate/")
    look(page, "people")
    taken = page.get_by_role("row", name=re.compile(INTERVIEWED))
    taken.get_by_role("button", name="Take this interview").click()
    page.get_by_role("link", name=re.compile(f"^{INTERVIEWED}")).click()
    look(page, "interview")
    page.locator(".take-strip__link[href='#theme-1']").click()
    fill_theme(page, 1, progress="4", maturity="2")
    page.locator("#theme-1-notes").fill("Worried about the protocol; wants to see it used.")
    for theme in range(2, 8):
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        fill_theme(page, theme, progress="3", maturity="too-early")
    page.get_by_role("button", name="End of conversation").click()
    page.wait_for_url("**/end")
    look(page, "interview-end")
    page.get_by_role("button", name="Record and read it back").click()
    page.wait_for_url("**/facilitate/receipts/*")
    look(page, "interview-receipt")


def close_the_round(page: Page, look: Look, served: Served) -> None:
    sign_in_as(page, served, "manager")
    page.goto(f"{served.address}/manage/")
    expect(
        page.get_by_text(re.compile(r"12 of 29 heard \(11 forms, 1 interview\)"))
    ).to_be_visible()
    look(page, "this-month")
    page.get_by_role("link", name="Close July 2018").click()
    look(page, "close")
    page.get_by_role("button", name="Close July 2018").click()
    look(page, "this-month-closed")


def publish_the_quarter(page: Page, look: Look, served: Served) -> None:
    sign_in_as(page, served, "analyst")
    page.goto(f"{served.address}/publish/")
    look(page, "desk")
    page.get_by_role("button", name=re.compile("Draft")).click()
    until_shown(page, "Read the draft")
    look(page, "desk-draft")
    sign_in_as(page, served, "publisher")
    page.goto(f"{served.address}/publish/")
    page.get_by_role("button", name=re.compile("Sign off")).click()
    until_shown(page, "Edition 1")
    look(page, "desk-published")


def until_shown(page: Page, name: str) -> None:
    """Reload until the worker has done what the page waits for."""
    wanted = page.get_by_role("link", name=name)
    for _ in range(60):
        if wanted.count():
            return
        time.sleep(0.5)
        page.reload()
    raise AssertionError(f"The desk never showed '{name}': {page.locator('main').inner_text()}")


def check_page(page: Page) -> None:
    """The figures that a reader meets, in the words and in the tables under the charts."""
    words = " ".join(page.locator("main").inner_text().split())
    assert "We asked 29 office-holders" in words
    assert "12 answered (41%)" in words
    section = page.locator(".take-theme", has=page.locator("#theme-1"))
    contents = (row.locator("th, td").all_text_contents() for row in section.locator("tr").all())
    rows = {first: [" ".join(each.split()) for each in rest] for first, *rest in contents}
    no_view = "0% (0%, 0%)"
    assert rows["Progress, everybody"] == [
        "25%", "25%", "50%", "3.5", "+25", "3.3", "1.9 to 4.4", "mixed", no_view, "12 of 29",
    ]  # fmt: skip
    hidden = ["[c]", "[c]", "[c]"]
    assert rows["Progress, Executive"] == [
        *hidden, "4 or higher", "[c]", "4 or higher", *hidden, "6 of 16",
    ]  # fmt: skip
    assert rows["Progress, Independent"] == [
        *hidden, "2.5", "[c]", "2.5", *hidden, "6 of 13",
    ]  # fmt: skip
    assert rows["Maturity, everybody"] == [
        "100%", "0%", "0%", "2", "\N{MINUS SIGN}100", "2.0", "1.4 to 3.8",
        "agreed", no_view, "12 of 29",
    ]  # fmt: skip


def check_data(page: Page, served: Served) -> None:
    """The figures of the files, against those worked out by hand above; and the edition's hash."""
    base = f"{served.address}/publications/2018-19-q2"
    rows = list(csv.DictReader(io.StringIO(page.request.get(f"{base}/data.csv").text())))
    assert {row["simulated"] for row in rows if row["measure"] == "progress"} == {"yes"}
    told = {
        "per cent scored 1 or 2": "25", "per cent scored 3": "25", "per cent scored 4 or 5": "50",
        "median": "3.5", "mean": "3.3", "net": "25", "agreement": "mixed", "per cent no view": "0",
        "per cent too early to judge": "0", "per cent not close enough to judge": "0",
        "least mean had all scored": "1.9", "most mean had all scored": "4.4",
        "least per cent scored 4 or 5 had all scored": "20",
        "most per cent scored 4 or 5 had all scored": "80",
    }  # fmt: skip
    assert told.items() <= figures(rows, "").items()
    assert figures(rows, "Executive") == {"median": "4 or higher", "mean": "4 or higher"}
    assert figures(rows, "Independent") == {"median": "2.5", "mean": "2.5"}
    document = json.loads(page.request.get(f"{base}/summary.json").text())
    frozen = json.dumps(
        document["payload"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert hashlib.sha256(frozen.encode()).hexdigest() == document["sha256"]


def figures(rows: list[dict[str, str]], block: str) -> dict[str, str]:
    """What is shown of the first theme's progress, by statistic; '4 or higher' where coded."""
    return {
        row["statistic"]: f"{row['value']} {row['status']}".removesuffix(" shown")
        for row in rows
        if (row["item"], row["measure"], row["block"]) == ("1", "progress", block)
        if row["status"] != "[c]"
    }
