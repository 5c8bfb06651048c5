import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, select

from survey.actions.packing.payload import MARK
from survey.cli import main
from survey.models import AuditEvent, CommitmentStatus, InsightPack
from survey.queries.insight import frozen_pack
from tests.survey.insight.speaking import ANALYST, JULY, MADE, PUBLISHER, add_code, promise, say

pytestmark = [pytest.mark.holds("a closed quarter"), pytest.mark.usefixtures("environment")]


def command(*words: str) -> Result:
    return CliRunner().invoke(main, ["pack", *words])


def make() -> Result:
    return command("make", JULY, "--made-by", ANALYST)


def test_a_pack_is_made_released_listed_and_shown(session: Session) -> None:
    say(session, add_code(session, "Late papers"), range(12))
    promise(session, due_month="2018-06", status=CommitmentStatus.UNDER_WAY)
    session.commit()
    assert command("list").output == "No insight pack has been made yet.\n"
    assert make().output.startswith("Pack 1 of July 2018 is made;")
    released = command("release", JULY, "--released-by", PUBLISHER)
    assert released.output == "Pack 1 of July 2018 is released to observers.\n"
    (listed,) = json.loads(command("list", "--format", "json").output)
    assert (listed["month"], listed["number"], listed["made_by"]) == (JULY, 1, ANALYST)
    text = command("show", JULY).output
    for words in (
        MARK,
        "Demonstration: these answers are simulated.",
        "  Late papers: 10 to 14 people, new",
        "  Under way: Train every chair. (City Solicitor, 2018-06)",
        "  1.1 A culture dashboard: amber",
        "days of absence, July to September 2018: -5; target not supplied",
    ):
        assert words in text
    shown = json.loads(command("show", f"{JULY}/1", "--format", "json").output)
    session.expire_all()
    pack = session.exec(select(InsightPack)).one()
    assert shown["pack"] == frozen_pack(pack)
    query = select(AuditEvent).where(AuditEvent.action == "insight pack read")
    assert [event.actor for event in session.exec(query)] == ["command"] * 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["make", "2018-09", "--made-by", ANALYST], "There is no round '2018-09'"),
        (["make", "July", "--made-by", ANALYST], "'July' is not a month"),
        (["make", JULY, "--made-by", "nobody@x.example"], "There is no account"),
        (["release", JULY, "--released-by", ANALYST], "does not have the role publisher"),
        (["release", JULY, "--released-by", PUBLISHER], "There is no insight pack of July 2018"),
        (["show", f"{JULY}/x"], "names no pack; write the month and a number"),
        (["show", f"{JULY}/2"], "There is no insight pack 2 of July 2018"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], sentence: str) -> None:
    told = command(*words)
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert sentence in told.stderr


def test_a_hash_that_is_named_must_still_hold(session: Session) -> None:
    make()
    told = command("release", JULY, "--released-by", PUBLISHER, "--sha256", "0" * 64)
    assert told.exit_code == 2
    assert "made anew in the meantime" in told.stderr
    pack = session.exec(select(InsightPack)).one()
    assert pack.released_at is None
    assert pack.made_at > MADE + timedelta(days=1)
