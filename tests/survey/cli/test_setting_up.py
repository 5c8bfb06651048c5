from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import inspect
from sqlmodel import Session, select

from survey import create_app
from survey.cli import main
from survey.config import Settings
from survey.extensions import engine
from survey.models import Organisation


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"DATA_DIR": str(tmp_path / "new"), "SECRET_KEY": "", "DATABASE_URL": ""}


def init(environment: dict[str, str], *options: str) -> Result:
    return CliRunner().invoke(main, ["init", *options], env=environment)


def organisations(environment: dict[str, str]) -> list[Organisation]:
    made = engine(Settings.from_env(environment).database_url)
    try:
        with Session(made) as session:
            return list(session.exec(select(Organisation)))
    finally:
        made.dispose()


def test_a_new_installation_can_be_served(environment: dict[str, str]) -> None:
    done = init(environment, "--name", "Sample City Council")
    assert done.output.startswith("Sample City Council is set up in ")
    settings = Settings.from_env(environment)
    assert len(settings.secret_key) >= 32
    assert (settings.data_dir / "secret-key").stat().st_mode & 0o077 == 0
    app = create_app(settings)
    assert "invitation" in inspect(app.extensions["engine"]).get_table_names()
    app.extensions["engine"].dispose()
    (found,) = organisations(environment)
    assert (found.name, found.demonstration) == ("Sample City Council", False)


@pytest.mark.parametrize(("options", "days"), [((), 7), (("--read-back-days", "21"), 21)])
def test_how_long_a_record_can_be_contradicted_is_set_with_it(
    environment: dict[str, str], options: tuple[str, ...], days: int
) -> None:
    assert init(environment, *options).exit_code == 0
    assert [found.read_back_days for found in organisations(environment)] == [days]


@pytest.mark.parametrize("days", ["0", "61", "seven"])
def test_days_that_nobody_could_mean_are_refused(environment: dict[str, str], days: str) -> None:
    refused = init(environment, "--read-back-days", days)
    assert refused.exit_code == 2
    assert "--read-back-days" in refused.stderr


def test_what_stands_is_kept(environment: dict[str, str]) -> None:
    init(environment, "--name", "Sample City Council")
    key = Settings.from_env(environment).secret_key
    again = init(environment, "--name", "Another")
    assert again.exit_code == 0
    assert "Sample City Council is set up" in again.output
    assert Settings.from_env(environment).secret_key == key
    assert [found.name for found in organisations(environment)] == ["Sample City Council"]


def test_an_address_that_is_none_is_refused_and_nothing_is_made(
    environment: dict[str, str],
) -> None:
    refused = init(environment, "--contact-email", "nobody")
    assert refused.exit_code == 2
    assert "'nobody' is not an e-mail address" in refused.stderr
    assert not Path(environment["DATA_DIR"]).exists()


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused = init({"DATA_DIR": str(tmp_path / "file" / "data"), "SECRET_KEY": ""})
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "check the path" in refused.stderr
