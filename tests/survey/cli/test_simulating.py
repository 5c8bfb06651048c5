from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlmodel import Session

from survey.cli import main
from survey.clock import now
from survey.extensions import db
from survey.queries.organisation import organisation
from tests.survey.council import opened

pytestmark = [pytest.mark.holds("the sample"), pytest.mark.usefixtures("environment")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments])


def open_july(session: Session, *, demonstration: bool) -> None:
    found = organisation(session)
    assert found is not None
    found.demonstration = demonstration
    opened(session, now() - timedelta(days=1), invite=False)


def test_a_round_is_simulated_once(app: Flask) -> None:
    with app.app_context():
        open_july(db.session, demonstration=True)
    first = run("2018-07", "--seed", "3")
    assert first.output.endswith(" responses simulated in round 2018-07.\n"), first.output
    again = run("2018-07", "--seed", "3")
    assert again.output.startswith("Round 2018-07 is as it was")


def test_outside_a_demonstration_it_is_refused(app: Flask) -> None:
    with app.app_context():
        open_july(db.session, demonstration=False)
    refused = run("2018-07")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Nothing can be simulated here")
    assert refused.stderr.count("\n") == 1
