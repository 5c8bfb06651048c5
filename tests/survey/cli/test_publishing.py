import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, select

from survey.cli import main
from survey.config import Settings
from survey.models import (
    AuditEvent,
    Edition,
    EditionState,
    OutboxItem,
    OutboxState,
    PreElectionDecision,
    RoleName,
)
from survey.queries.organisation import organisation
from tests.survey.accounts import add_account
from tests.survey.elections import entered
from tests.survey.quarter import REF

pytestmark = [pytest.mark.holds("a closed quarter"), pytest.mark.usefixtures("environment")]
ACCOUNTS = ("--drafted-by", "analyst@staff.example", "--approved-by", "publisher@staff.example")


def command(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_quarter_is_published_and_listed(session: Session, settings: Settings) -> None:
    done = command("publish", "run", REF, *ACCOUNTS, "--at", "2018-10-19T09:30")
    assert done.exit_code == 0, done.output
    assert f"Edition 1 of July to September 2018 is published: {settings.base_url}" in done.output
    (listed,) = json.loads(command("publish", "list", "--format", "json").output)
    assert listed["published_at"] == "2018-10-19T08:30:00+00:00", "London's clock is an hour ahead"
    assert (listed["period"], listed["edition"], listed["state"]) == (REF, 1, "published")
    assert "published Friday 19 October 2018 at 09:30" in command("publish", "list").output
    session.expire_all()
    assert {item.state for item in session.exec(select(OutboxItem))} == {OutboxState.DONE}
    signed = session.exec(select(AuditEvent).where(AuditEvent.action == "edition signed off")).one()
    assert signed.actor == "publisher@staff.example"


@pytest.mark.parametrize(
    ("period", "drafter", "approver", "words"),
    [
        (REF, "publisher", "publisher", "cannot sign it off; name two different accounts"),
        (REF, "analyst", "analyst", "does not have the role publisher"),
        (REF, "manager", "publisher", "does not have the role analyst or publisher"),
        (REF, "nobody", "publisher", "There is no account 'nobody@staff.example'"),
        (REF, "left", "publisher", "There is no account 'left@staff.example'"),
        ("2018-19-q3", "analyst", "publisher", "No round of October to December 2018 was held"),
        ("2018-13", "analyst", "publisher", "'2018-13' is not a period"),
    ],
)
def test_what_may_not_be_published_is_one_sentence(
    session: Session, period: str, drafter: str, approver: str, words: str
) -> None:
    add_account(session, RoleName.MANAGER, email="manager@staff.example")
    add_account(session, RoleName.ANALYST, email="left@staff.example").active = False
    session.commit()
    done = command(
        "publish", "run", period,
        "--drafted-by", f"{drafter}@staff.example", "--approved-by", f"{approver}@staff.example",
    )  # fmt: skip
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert session.exec(select(Edition)).all() == []


def test_a_real_installation_is_refused_before_anything_is_drafted(session: Session) -> None:
    standing = organisation(session)
    assert standing is not None
    standing.demonstration = False
    session.commit()
    done = command("publish", "run", REF, *ACCOUNTS)
    assert done.exit_code == 2
    assert "has no disclosure certificate" in done.stderr
    assert session.exec(select(Edition)).all() == []


def test_before_an_election_it_asks_for_the_decision_and_records_it(session: Session) -> None:
    entered(session)
    session.commit()
    april = ("--at", "2019-04-03T09:30")
    done = command("publish", "run", REF, *ACCOUNTS, *april)
    assert done.exit_code == 2
    assert "This is the pre-election period (City Council election" in done.stderr
    assert session.exec(select(Edition)).all() == []
    session.rollback()
    decision = ("--decision", "Sarah Jones", "2 April 2019", "Known already.")
    done = command("publish", "run", REF, *ACCOUNTS, *april, *decision)
    assert done.exit_code == 0, done.output
    session.expire_all()
    row = session.exec(select(PreElectionDecision)).one()
    assert (row.decided_by, row.decided_on, row.words) == (
        "Sarah Jones",
        date(2019, 4, 2),
        "Known already.",
    )
    assert row.recorded_by == "publisher@staff.example"


@pytest.mark.parametrize(
    ("at", "decision", "words"),
    [
        ("2019-04-03", ("Sarah Jones", "soon", "Yes."), "The decision of --decision is incomplete"),
        ("2019-04-03", ("Sarah Jones", "2019-04-02", " "), "give a name, a day and the words"),
        ("2019-04-03", ("Sarah Jones", "2019-04-04", "Yes."), "is still to come"),
        ("2019-05-03", ("Sarah Jones", "2019-05-02", "Yes."), "No decision is awaited"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_before_anything_is_drafted(
    session: Session, at: str, decision: tuple[str, str, str], words: str
) -> None:
    entered(session)
    session.commit()
    done = command("publish", "run", REF, *ACCOUNTS, "--at", at, "--decision", *decision)
    assert done.exit_code == 2, done.output
    assert words in done.stderr
    assert session.exec(select(Edition)).all() == []


def test_a_run_that_was_killed_half_way_can_be_run_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("survey.cli.publishing.draft", killed)
        assert command("publish", "run", REF, *ACCOUNTS).exit_code == 1
    assert session.exec(select(Edition)).one().state is EditionState.DRAFTING
    session.rollback()
    assert command("publish", "run", REF, *ACCOUNTS).exit_code == 0
    session.expire_all()
    found = session.exec(select(Edition)).one()
    assert (found.number, found.state) == (1, EditionState.PUBLISHED)


def test_a_moment_that_cannot_be_read_is_said_with_an_example() -> None:
    done = command("publish", "run", REF, *ACCOUNTS, "--at", "yesterday")
    assert done.exit_code == 2
    assert "2018-10-19T09:30" in done.stderr


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    assert command("publish", "list").output == "No edition has been drafted yet.\n"
    assert command("publish", "list", "--format", "json").output == "[]\n"
    assert not (tmp_path / "editions").exists()
