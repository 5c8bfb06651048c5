"""Every state in which a draft can be, reached in any order: nothing that was saved is lost.

A model in plain dictionaries goes beside the real pages: what is typed, what was submitted, and
what each window that is still open has seen.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import col, select

from questionnaires.answers import blank
from survey.actions.save_draft import document_of_draft
from survey.models import Answer, Comment, Draft, Response
from tests.survey.house import House
from tests.survey.respond.speaking import forget
from tests.survey.respond.typing import PAGES, SCORES, typed, words

pytestmark = pytest.mark.holds("a council's july")
MINE = 1
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
BOX = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)
WANTED = [f"theme-{theme}-{measure}" for theme in (1, 2) for measure in ("progress", "maturity")]

Document = dict[str, str]


def meaning(document: Mapping[str, str]) -> Document:
    """What a document says: its scores, its comments that can be seen, and who may see those."""
    said = {
        name: value
        for name, value in document.items()
        if not blank(value) and not name.endswith("-permission")
    }
    for name in [name for name in said if name.endswith("-comment")]:
        said[f"{name}-permission"] = document.get(f"{name}-permission") or "team"
    return said


def hidden(page: str) -> Document:
    """The hidden fields of the last form on `page`."""
    form = page[page.rindex('<form method="post"') :]
    return {name: html.unescape(value) for name, value in HIDDEN.findall(form)}


@dataclass(frozen=True, slots=True)
class Window:
    """A page that is still open in a browser: its `form`, and what it has `seen` of the draft."""

    page: str
    form: Document
    seen: Document
    browser: int

    @property
    def values(self) -> Document:
        return {name: value for name, value in self.form.items() if name.startswith(self.page)}


class Answering(RuleBasedStateMachine):
    """One person at one invitation, in a browser that is lost now and then."""

    windows: Bundle[Window] = Bundle("windows")

    def __init__(self, house: House, token: str) -> None:
        super().__init__()
        self.house, self.token = house, token
        forget(house)
        self.draft: Document | None = None
        self.submitted: list[Document] = []
        self.known = False
        self.browsers = 0
        self.client: FlaskClient = self.open_link()

    def open_link(self) -> FlaskClient:
        self.browsers += 1
        client = self.house.app.test_client()
        form = hidden(client.get(f"/take/{self.token}").text)
        assert client.post(f"/take/{self.token}", data=form).status_code == 303
        return client

    @property
    def finished(self) -> bool:
        return self.draft is None and bool(self.submitted)

    def part(self, page: str) -> Document:
        return {k: v for k, v in (self.draft or {}).items() if k.startswith(f"{page}-")}

    def take(self, page: str, values: Document) -> None:
        others = {k: v for k, v in (self.draft or {}).items() if not k.startswith(f"{page}-")}
        self.draft = others | values

    def post(self, address: str, form: Mapping[str, str], **headers: str) -> Any:
        return self.client.post(address, data=form, headers=headers)

    def fits(self, window: Window) -> bool:
        """Whether nothing that says something else has been saved since the window was opened."""
        stands = self.part(window.page)
        same = stands in (window.seen, window.values) or meaning(stands) == meaning(window.values)
        return same and not self.finished

    @initialize()
    def begin(self) -> None:
        assert self.client.get("/respond/").status_code == 200

    @precondition(lambda self: not self.finished)
    @rule(what=typed)
    def save(self, what: tuple[str, Document]) -> None:
        page, values = what
        form = hidden(self.client.get(f"/respond/{page}").text)
        assert self.post(f"/respond/{page}", form | values).status_code == 303
        self.take(page, values)

    @precondition(lambda self: not self.finished)
    @rule(target=windows, what=typed)
    def leave_a_window_open(self, what: tuple[str, Document]) -> Window:
        page, values = what
        form = hidden(self.client.get(f"/respond/{page}").text)
        return Window(page, form | values, self.part(page), self.browsers)

    @rule(window=consumes(windows))
    def save_from_a_window(self, window: Window) -> None:
        """Saved, or both texts shown; a window of a browser that was lost has its text back."""
        answer = self.post(f"/respond/{window.page}", window.form)
        own = window.browser == self.browsers
        if own and self.fits(window):
            assert answer.status_code == 303
            self.take(window.page, window.values)
            return
        assert answer.status_code == (409 if own else 400)
        comment = window.values[f"{window.page}-comment"]
        assert blank(comment) or comment in html.unescape(answer.text)

    @rule(target=windows, window=consumes(windows), text=words)
    def autosave(self, window: Window, text: str) -> Window | MultipleResults[Window]:
        """The window's script saves what is typed on, and goes on from what it hears."""
        typed_on = replace(window, form=window.form | {f"{window.page}-comment": text})
        answer = self.post(f"/respond/{window.page}", typed_on.form, Accept="application/json")
        told = json.loads(answer.text)
        own = window.browser == self.browsers
        if own and self.fits(typed_on):
            assert answer.status_code == 200
            self.take(window.page, typed_on.values)
            form = typed_on.form | {"version": told["version"]}
            return replace(typed_on, form=form, seen=typed_on.values)
        assert answer.status_code == (409 if own else 400)
        assert told["title"]
        assert told["sentence"]
        return multiple()

    @precondition(lambda self: not self.finished)
    @rule(what=typed)
    def send_what_is_not_offered(self, what: tuple[str, Document]) -> None:
        page, values = what
        form = hidden(self.client.get(f"/respond/{page}").text)
        wrong = {f"{page}-comment-permission": "everybody"}
        assert self.post(f"/respond/{page}", form | values | wrong).status_code == 400

    @precondition(lambda self: not self.finished)
    @rule(score=st.sampled_from(["", *SCORES]), again=st.booleans())
    def submit(self, score: str, again: bool) -> None:  # noqa: FBT001 - a rule's argument is drawn
        """Press the button as things are, or give every theme a `score` first."""
        for page in ("theme-1", "theme-2") if score else ():
            given = {f"{page}-comment": ""} | self.part(page)
            self.save((page, given | {f"{page}-progress": score, f"{page}-maturity": score}))
        document = self.draft or {}
        form = hidden(self.client.get("/respond/check").text)
        whole = all(document.get(name) for name in WANTED)
        for _ in range(1 + again):
            answer = self.post("/respond/submit", form)
            if whole:
                assert (answer.status_code, answer.location) == (303, "/respond/receipt")
            else:
                assert answer.status_code == 400
        if whole:
            self.submitted.append(meaning(document))
            self.draft, self.known = None, True

    @rule()
    def change(self) -> None:
        page = self.client.get("/respond/theme-1", follow_redirects=True).text
        answer = self.post("/respond/change", {"csrf_token": hidden(page)["csrf_token"]})
        if self.draft is None and not self.submitted:
            assert answer.status_code == 404
            return
        assert answer.status_code == 303
        if self.known and self.draft is None:
            empty = {f"{page}-comment": "" for page in PAGES}
            self.draft = empty | self.submitted[-1]

    @rule()
    def lose_the_browser(self) -> None:
        self.client, self.known = self.open_link(), False

    @invariant()
    def the_draft_is_what_was_saved(self) -> None:
        with self.house.session() as session:
            draft = session.get(Draft, MINE)
            assert (draft is None) == (self.draft is None)
            assert document_of_draft(draft) == (self.draft or {})

    @invariant()
    def every_revision_says_what_was_submitted(self) -> None:
        with self.house.session() as session:
            of = select(Response).where(Response.invitation_id == MINE)
            responses = session.exec(of.order_by(col(Response.revision))).all()
            numbers = [each.revision for each in responses]
            assert numbers == list(range(1, len(self.submitted) + 1))
            for response, said in zip(responses, self.submitted, strict=True):
                answers = session.exec(select(Answer).where(Answer.response_id == response.id))
                comments = session.exec(select(Comment).where(Comment.response_id == response.id))
                assert stored(answers, comments) == said

    def teardown(self) -> None:
        """What is shown at the end is what was said last."""
        for page in PAGES if not self.finished else ():
            shown = BOX.search(self.client.get(f"/respond/{page}").text)
            assert shown is not None
            assert html.unescape(shown[1]) == self.part(page).get(f"{page}-comment", "")


def stored(answers: Any, comments: Any) -> Document:
    said = {f"theme-{a.item}-{a.measure}": a.no_view or str(a.score) for a in answers}
    for comment in comments:
        said[comment.field] = comment.text
        said[f"{comment.field}-permission"] = comment.permission
    return said


def test_every_state_of_a_draft_round_trips(house: House, tokens: list[str]) -> None:
    class Person(Answering):
        def __init__(self) -> None:
            super().__init__(house, tokens[0])

    run_state_machine_as_test(
        Person,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # making a failure smaller takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
