"""No quote reaches a summary without permission, redaction and a second person's signature.

Nor without its speaker's confirmation where somebody else wrote it down, nor about an exempt aim;
and every quote that has all of it does. Whatever happens, in whatever order, on a real database:
what should stand is found by a second, slower and more obvious reckoning.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from analysis.summary import Summary
from survey.actions.clear_of_exempt import clear_of_exempt
from survey.actions.doubt_clear_of_exempt import doubt_clear_of_exempt
from survey.actions.keep_aim import AimFacts, change_aim
from survey.actions.take_out_quotes import take_out_quotes
from survey.actions.tighten_permission import tighten_permission
from survey.actions.withdraw_quote import Why, withdraw_quote
from survey.documents.summary_json import summary_json
from survey.errors import SurveyError
from survey.extensions import engine
from survey.models import (
    Comment,
    CommentKind,
    Edition,
    Interview,
    Invitation,
    Mode,
    Permission,
    Response,
    Theme,
)
from survey.queries.editions import frozen_payload
from survey.queries.quotable import spoken
from tests.survey.council import add_aim
from tests.survey.prepared import settings_of
from tests.survey.quoting import ANN, BEN, LATER, PAT, drafted, redact, say, sign

ORDER = list(Permission)
PEOPLE = (ANN, BEN, PAT)
ITEMS = ("1", "", "1.1", "1.9")  # a theme, the plan as a whole, an aim, an exempt aim


@dataclass
class Voice:
    """What is known of one comment outside the house: the reckoning goes by nothing else."""

    number: int
    item: str
    permission: Permission
    kind: CommentKind
    taken_down: bool
    confirmed: bool = False
    cleared: bool = False
    redactor: str = ""
    signer: str = ""
    superseded: bool = False
    comment: int = 0

    @property
    def words(self) -> str:
        return f"voice {'abcdefgh'[self.number]} is heard"

    def right(self, *, exempt: bool) -> bool:
        """Whether a quote of it may be read by anybody."""
        allowed = self.permission in {Permission.UNATTRIBUTED, Permission.BLOCK}
        confirmed = self.confirmed or not self.taken_down
        clear = self.cleared or not exempt
        about = self.item in {"1", ""}
        spoke = self.kind is not CommentKind.NOTES and not self.superseded
        two = bool(self.redactor) and self.signer not in {"", self.redactor}
        return allowed and confirmed and clear and about and spoke and two


@dataclass
class Town:
    """The house and what happened in it; `standing` is what the edition was drafted with."""

    session: Session
    voices: list[Voice]
    exempt: bool = False
    edition: Edition | None = None
    standing: set[int] = field(default_factory=set)

    def comment(self, voice: Voice) -> Comment:
        return self.session.get_one(Comment, voice.comment)

    def invitation(self, voice: Voice) -> Invitation:
        response = self.session.get_one(Response, self.comment(voice).response_id)
        return self.session.get_one(Invitation, response.invitation_id)

    def rights(self) -> set[int]:
        return {voice.number for voice in self.voices if voice.right(exempt=self.exempt)}

    def reckon(self) -> None:
        """What lost its right meanwhile does not come back by itself."""
        self.standing &= self.rights()


def redact_it(town: Town, voice: Voice, by: str) -> None:
    redact(town.session, town.comment(voice), voice.words, by=by)
    if not voice.redactor:
        voice.redactor = by


def change_it(town: Town, voice: Voice, by: str) -> None:
    if not voice.redactor:
        return
    redact(town.session, town.comment(voice), f"[…] {voice.words[6:]}", by=by)
    redact(town.session, town.comment(voice), voice.words, by=by)
    voice.redactor, voice.signer = by, ""


def sign_it(town: Town, voice: Voice, by: str) -> None:
    sign(town.session, town.comment(voice), by=by)
    voice.signer = by


def withdraw_it(town: Town, voice: Voice, by: str) -> None:
    said = spoken(town.session, voice.comment)
    withdraw_quote(town.session, said=said, why=Why.TELLS, actor=by, now=LATER)
    voice.signer = ""


def tighten_it(town: Town, voice: Voice, _by: str) -> None:
    tighter = ORDER[max(0, ORDER.index(voice.permission) - 1)]
    tighten_permission(
        town.session, invitation=town.invitation(voice), field=town.comment(voice).field,
        permission=tighter, now=LATER,
    )  # fmt: skip
    voice.permission = tighter


def confirm_it(town: Town, voice: Voice, _by: str) -> None:
    query = select(Interview).where(Interview.response_id == town.comment(voice).response_id)
    for interview in town.session.exec(query):
        interview.confirmed_at = LATER
        voice.confirmed = True
    town.session.flush()


def clear_it(town: Town, voice: Voice, by: str) -> None:
    clear_of_exempt(town.session, comment=town.comment(voice), actor=by, now=LATER)
    voice.cleared = True


def doubt_it(town: Town, voice: Voice, by: str) -> None:
    doubt_clear_of_exempt(town.session, comment=town.comment(voice), actor=by, now=LATER)
    voice.cleared = False


def exempt_it(town: Town, _voice: Voice, _by: str) -> None:
    town.exempt = not town.exempt
    facts = AimFacts("1", "A dispute", "", "", "", "", "", exempt=town.exempt)
    change_aim(town.session, ref="1.9", facts=facts, actor="manager", now=LATER)


def say_it_anew(town: Town, voice: Voice, by: str) -> None:
    """The speaker submits once more, without these words."""
    if voice.superseded:
        return
    town.session.add(
        Response(
            invitation_id=town.invitation(voice).id or 0,
            revision=2,
            mode=Mode.FORM,
            reference=f"TT-{voice.number}",
            idempotency_key=f"{voice.number} {by}",
            submitted_at=LATER,
        )
    )
    town.session.flush()
    take_out_quotes(town.session, now=LATER)
    voice.superseded = True


def draft_it(town: Town, _voice: Voice, _by: str) -> None:
    town.edition = drafted(town.session)
    town.standing = town.rights()


Deed = Callable[[Town, Voice, str], None]
DEEDS: tuple[Deed, ...] = (
    redact_it, change_it, sign_it, withdraw_it, tighten_it, confirm_it, clear_it, doubt_it,
    exempt_it, say_it_anew, draft_it,
)  # fmt: skip
# So that there is something to lose: whatever may be quoted is, and stands in a draft.
BEGINNING = [
    (deed, number, by)
    for deed, by in ((confirm_it, PAT), (redact_it, ANN), (sign_it, BEN))
    for number in range(3)
] + [(draft_it, 0, ANN)]
VOICES = st.lists(
    st.tuples(
        st.sampled_from(ITEMS),
        st.sampled_from([*Permission, Permission.UNATTRIBUTED, Permission.BLOCK]),
        st.sampled_from([*CommentKind, CommentKind.COMMENT]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
HAPPENINGS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 3), st.sampled_from(PEOPLE)), max_size=25
)


def begun(session: Session, wanted: list[tuple[str, Permission, CommentKind, bool]]) -> Town:
    theme = session.exec(select(Theme)).one()
    add_aim(session, theme, 9, "A dispute")
    voices = [Voice(number, *facts) for number, facts in enumerate(wanted)]
    for voice in voices:
        comment = say(
            session, voice.number, voice.words, item=voice.item, permission=voice.permission,
            kind=voice.kind,
        )  # fmt: skip
        voice.comment = comment.id or 0
        if voice.taken_down:
            response = session.get_one(Response, comment.response_id)
            response.mode = Mode.INTERVIEW
            session.add(Interview(response_id=response.id or 0, held_on=date(2018, 7, 3)))
    session.commit()
    return Town(session, voices)


@contextmanager
def house(folder: Path) -> Iterator[Session]:
    with TemporaryDirectory() as own:
        copied = settings_of(Path(shutil.copytree(folder, own, dirs_exist_ok=True)))
        made = engine(copied.database_url)
        with Session(made.execution_options(immediate=True), expire_on_commit=False) as session:
            yield session
        made.dispose()


def happen(town: Town, deed: Deed, voice: Voice, by: str) -> None:
    try:
        deed(town, voice, by)
        town.session.commit()
    except SurveyError:
        town.session.rollback()  # refused: nothing has happened
    town.reckon()
    check(town)


def check(town: Town) -> None:
    """The edition holds what it was drafted with and what has kept its right, and no more."""
    if town.edition is None:
        return
    assert town.session.get(Edition, town.edition.id) is town.edition
    document = frozen_payload(town.edition)
    found = {
        each["words"]: each["attributed_to"]
        for said in document["quotes"].values()
        for each in said
    }
    standing = [town.voices[number] for number in town.standing]
    assert set(found) == {voice.words for voice in standing}
    for voice in standing:
        assert found[voice.words] is None or voice.permission is Permission.BLOCK
    published = summary_json(document)
    for voice in town.voices:
        assert (voice.words in published) == (voice in standing)


@pytest.fixture
def heard(prepared: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a heard quarter, whose figures are counted once: no happening changes them."""
    folder = prepared("a heard quarter")
    with house(folder) as session:
        edition = drafted(session)
        summary = Summary.from_dict(json.loads(edition.payload)["summary"])
    monkeypatch.setattr("survey.actions.draft_edition.summary_of", lambda *_: summary)
    return folder


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=VOICES, happenings=HAPPENINGS)
def test_only_what_is_allowed_redacted_signed_and_confirmed_is_ever_read(
    heard: Path,
    wanted: list[tuple[str, Permission, CommentKind, bool]],
    happenings: list[tuple[Deed, int, str]],
) -> None:
    with house(heard) as session:
        town = begun(session, wanted)
        for deed, which, by in [*BEGINNING, *happenings]:
            happen(town, deed, town.voices[which % len(town.voices)], by)
        draft_it(town, town.voices[0], ANN)
        check(town)
