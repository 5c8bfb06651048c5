from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.config import Settings

ADD = ("user", "add", "ann@council.example", "--name", "Ann", "--role", "analyst")


@pytest.fixture
def house(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATABASE_URL", "BASE_URL", "PORT", "SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)
    return settings.data_dir


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


@pytest.mark.usefixtures("house")
def test_an_account_is_made_and_listed() -> None:
    made = run(*ADD, "--role", "observer", "--password-stdin", typed="twelve chars\n")
    assert made.output == "Ann can now sign in as ann@council.example.\n"
    assert run("user", "list").output == "ann@council.example\tAnn\tanalyst, observer\n"


@pytest.mark.usefixtures("house")
def test_the_password_is_asked_for_twice_and_never_shown() -> None:
    made = run(*ADD, typed="twelve chars\ntwelve chars\n")
    assert made.exit_code == 0
    assert "twelve chars" not in made.output


@pytest.mark.usefixtures("house")
def test_bad_input_is_one_sentence_and_exit_code_2() -> None:
    made = run(*ADD[:-1], "king", "--password-stdin", typed="twelve chars")
    assert made.exit_code == 2
    assert made.stderr.startswith("There is no role 'king'; choose from administrator, manager")
    assert made.stderr.count("\n") == 1
    short = run(*ADD, "--password-stdin", typed="short")
    assert (short.exit_code, short.stderr) == (
        2,
        "The password has 5 characters; use at least 12.\n",
    )


@pytest.mark.usefixtures("house")
def test_an_empty_list_names_the_next_step() -> None:
    assert "make one with 'temperature-take user add'" in run("user", "list").output
