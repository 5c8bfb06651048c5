from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlmodel import Session

from questionnaires.load import definition
from survey.actions.open_round import open_round
from survey.cli import main
from survey.clock import now
from survey.config import Settings
from survey.extensions import db
from survey.queries.organisation import organisation
from tests.survey.actions.files import bring_groups, bring_panel, bring_plan


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {"DATA_DIR": str(settings.data_dir), "SECRET_KEY": settings.secret_key}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments], env=environment)


def open_july(session: Session, *, demonstration: bool) -> None:
    found = organisation(session)
    assert found is not None
    found.demonstration = demonstration
    bring_plan(session)
    bring_groups(session)
    bring_panel(session)
    opens_at = now() - timedelta(days=1)
    open_round(
        session,
        month="2018-07",
        definition=definition("governance-2018"),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=14),
        secret_key="k" * 48,
        actor="command",
        now=opens_at,
        invite=False,
    )
    session.commit()


def test_a_round_is_simulated_once(app: Flask, environment: dict[str, str]) -> None:
    with app.app_context():
        open_july(db.session, demonstration=True)
    first = run(environment, "2018-07", "--seed", "3")
    assert first.output.endswith(" responses simulated in round 2018-07.\n"), first.output
    again = run(environment, "2018-07", "--seed", "3")
    assert again.output.startswith("Round 2018-07 is as it was")


def test_outside_a_demonstration_it_is_refused(app: Flask, environment: dict[str, str]) -> None:
    with app.app_context():
        open_july(db.session, demonstration=False)
    refused = run(environment, "2018-07")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Nothing can be simulated here")
    assert refused.stderr.count("\n") == 1
