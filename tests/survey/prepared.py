"""The installations that tests begin with: each is made once, out of the one that it adds to."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlmodel import Session

from survey import create_app
from survey.actions.add_demo_accounts import add_demo_accounts
from survey.actions.init_database import init_database
from survey.config import Settings
from survey.extensions import engine
from survey.queries.organisation import organisation
from tests.survey.accounts import add_manager
from tests.survey.council import SECRET, opened
from tests.survey.everything import open_july_with_everything
from tests.survey.house import add_council, open_july
from tests.survey.quarter import closed_quarter, publish
from tests.survey.quoting import heard_quarter
from tests.survey.sample import load_sample

BEGUN = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
Step = Callable[[Session, Settings], object]


def demonstrate(session: Session) -> None:
    standing = organisation(session)
    assert standing is not None
    standing.demonstration = True
    add_demo_accounts(session, now=BEGUN)


def found(session: Session) -> None:
    init_database(session, name="Sample City Council", contact_email="take@council.example")


def publish_quarter(settings: Settings) -> None:
    app = create_app(settings)
    publish(app)
    app.extensions["engine"].dispose()


# What stands before, and what is added to it.
STEPS: dict[str, tuple[str, Step]] = {
    "no council": ("", lambda session, _: found(session)),
    "the sample": ("no council", lambda session, _: load_sample(session)),
    "the sample's july": ("the sample", lambda session, _: opened(session, BEGUN)),
    "a council": ("no council", lambda session, _: add_council(session)),
    "a council's july": ("a council", lambda session, _: open_july(session)),
    "a council's july of everything": (
        "a council",
        lambda session, _: open_july_with_everything(session),
    ),
    "a closed quarter": ("no council", lambda session, _: closed_quarter(session)),
    "a published quarter": ("a closed quarter", lambda _, settings: publish_quarter(settings)),
    "a heard quarter": ("no council", lambda session, _: heard_quarter(session)),
    "an account": ("no council", lambda session, _: add_manager(session, BEGUN)),
    "a demonstration": ("no council", lambda session, _: demonstrate(session)),
}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The data folder of one of `STEPS`: copy it, never write to it."""

    @cache
    def folder_of(name: str) -> Path:
        before, step = STEPS[name]
        folder = tmp_path_factory.mktemp("prepared")
        if before:
            shutil.copytree(folder_of(before), folder, dirs_exist_ok=True)
        settings = settings_of(folder)
        made = engine(settings.database_url)
        with Session(made.execution_options(immediate=True), expire_on_commit=False) as session:
            step(session, settings)
            session.commit()
        made.dispose()
        return folder

    return folder_of


def settings_of(folder: Path) -> Settings:
    return Settings.from_env({"DATA_DIR": str(folder), "SECRET_KEY": SECRET})
