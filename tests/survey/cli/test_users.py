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


OBSERVER = (*ADD[:-1], "observer", "--password-stdin")


@pytest.mark.usefixtures("house")
def test_an_observer_is_given_days_which_are_shown_and_changed() -> None:
    term = ("--from", "2018-07-01", "--until", "31 March 2019")
    made = run(*OBSERVER, *term, typed="twelve chars\n")
    days = "from 2018-07-01 until 2019-03-31"
    assert made.output == f"Ann can now sign in as ann@council.example {days}.\n"
    listed = "ann@council.example\tAnn\tobserver"
    assert run("user", "list").output == f"{listed} {days}\n"
    changed = run("user", "access", "Ann@council.example", "--until", "2019-06-30")
    days = "from 2018-07-01 until 2019-06-30"
    assert changed.output == f"ann@council.example has access as an observer {days}.\n"
    assert run("user", "access", ADD[2], "--until", "none").exit_code == 0
    assert run("user", "list").output == f"{listed} from 2018-07-01\n"
    opened = run("user", "access", ADD[2], "--from", "none")
    assert opened.output == "ann@council.example has access as an observer without end.\n"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*OBSERVER, "--from", "soon"), "'soon' is no day; write it as in"),
        (
            (*OBSERVER, "--from", "2019-03-31", "--until", "2018-07-01"),
            "would end on 2018-07-01, before it begins on 2019-03-31",
        ),
        ((*ADD, "--password-stdin", "--until", "2019-03-31"), "Only an observer's access has days"),
        (("user", "access", "nobody@x.example", "--from", "2018-07-01"), "There is no account"),
        (("user", "access", "nobody@x.example"), "Give --from, --until or both"),
    ],
)
def test_days_that_cannot_be_are_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    told = run(*words, typed="twelve chars\n")
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert sentence in told.stderr
    assert "no account yet" in run("user", "list").output
