"""The demonstration's command from an empty folder to the last signal, in real processes."""

import os
import signal
import socket
import sqlite3
import time
from pathlib import Path

import psutil
import pytest

from tests.whole.running import Process, run, start

pytestmark = pytest.mark.enable_socket

TYPED = "Typed by hand: the protocol is not used."
PUBLISHED = ["2018-19-q2", "2018-19-q3", "2018-19-q4", "2019-20-q1"]
SOON_SECONDS = 30
HALF_WAY_SECONDS = 3


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "survey.sqlite") as connection:
        found = connection.execute(question).fetchall()
    connection.close()
    return found


def test_it_builds_a_whole_year(built: Path) -> None:
    assert ask(built, "PRAGMA integrity_check") == [("ok",)]
    states = ask(built, "SELECT state, count(*) FROM round GROUP BY state ORDER BY state")
    assert states == [("closed", 12), ("open", 1)]
    assert ask(built, "SELECT period, state, number FROM edition ORDER BY period") == [
        (period, "published", 1) for period in PUBLISHED
    ]
    for period in PUBLISHED:
        folder = built / "editions" / period / "1"
        assert {file.name for file in folder.iterdir()} >= {
            "index.html",
            "data.csv",
            "summary.json",
        }
    invited = ask(built, "SELECT count(*) FROM outbox_item WHERE kind = 'invitation'")
    assert invited == [(len(list((built / "outbox").glob("*.eml"))),)]
    # What waits is the open month's own: it reminds and closes in days to come.
    waiting = "SELECT DISTINCT kind FROM outbox_item WHERE state <> 'done' ORDER BY kind"
    assert {kind for (kind,) in ask(built, waiting)} <= {"close-round", "remind", "remind-last-day"}
    assert not (built / ".building").exists()


def test_a_second_run_keeps_what_was_typed_and_a_reset_does_not(demonstration: Path) -> None:
    type_a_draft(demonstration)
    again = run(demonstration, "demo", "--no-serve")
    assert (again.returncode, again.stderr) == (0, "")
    assert drafts(demonstration) == [(TYPED,)]
    anew = run(demonstration, "demo", "--reset", "--no-serve")
    assert (anew.returncode, anew.stderr) == (0, "")
    assert drafts(demonstration) == []
    assert ask(demonstration, "SELECT count(*) FROM edition") == [(len(PUBLISHED),)]


def type_a_draft(folder: Path) -> None:
    """What the form would save for one person of the open round."""
    with sqlite3.connect(folder / "survey.sqlite") as connection:
        connection.execute(
            "INSERT INTO draft (invitation_id, document, version, saved_at) "
            "SELECT max(id), ?, 1, '2019-07-05 09:00:00' FROM invitation",
            [f'{{"theme-1-comment": "{TYPED}"}}'],
        )
    connection.close()


def drafts(folder: Path) -> list[tuple[object, ...]]:
    return ask(folder, """SELECT document ->> 'theme-1-comment' FROM draft""")


@pytest.mark.parametrize("words", [["demo", "--no-serve"], ["demo", "--reset", "--no-serve"]])
def test_a_real_installation_is_left_alone(tmp_path: Path, words: list[str]) -> None:
    made = run(tmp_path, "init", "--name", "Our Council", "--contact-email", "take@council.example")
    assert made.returncode == 0, made.stderr
    (tmp_path / "outbox").mkdir(exist_ok=True)
    (tmp_path / "outbox" / "real.eml").write_text("To: somebody\n")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    refused = run(tmp_path, *words)
    assert refused.returncode == 2
    assert refused.stderr == (
        f"{tmp_path} holds a real installation, which the demonstration leaves alone; "
        "choose another folder with DATA_DIR.\n"
    )
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_another_database_is_refused(tmp_path: Path) -> None:
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    refused = run(tmp_path / "data", "demo", "--no-serve", DATABASE_URL=elsewhere)
    assert refused.returncode == 2
    assert refused.stderr == (
        "The demonstration keeps its own database in DATA_DIR: unset DATABASE_URL and try again.\n"
    )
    assert not list(tmp_path.rglob("*.sqlite"))


@pytest.mark.parametrize("words", [["demo"], ["demo", "--reset"], ["serve"]])
def test_a_port_in_use_is_one_sentence(demonstration: Path, words: list[str]) -> None:
    type_a_draft(demonstration)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run(demonstration, *words, PORT=port)
    assert refused.returncode == 2
    assert (refused.stdout, refused.stderr) == (
        "",
        f"PORT {port} is in use already: stop what uses it, or set PORT to another number.\n",
    )
    assert drafts(demonstration) == [(TYPED,)]


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused = run(tmp_path / "file", "demo", "--no-serve")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert str(tmp_path / "file") in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_where_it_is_told_and_leaves_nobody_behind(
    demonstration: Path, number: signal.Signals
) -> None:
    serving = start(demonstration, "demo")
    status, page = serving.page("/")
    assert status == 200
    assert "Answer as a stakeholder" in page
    family = serving.family()
    assert len(family) >= 3  # the web server, its process, the outbox's worker
    code, output, errors = serving.stop(number)
    assert (code, errors) == (0, "")
    assert f"http://localhost:{serving.port}/publications/2019-20-q1/" in output
    assert str(demonstration) in output
    assert not psutil.wait_procs(family, timeout=10)[1]
    assert ask(demonstration, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_reaches_everybody_at_once(demonstration: Path, number: signal.Signals) -> None:
    """A terminal sends its signal to the whole group of processes."""
    serving = start(demonstration, "demo", group=True)
    assert serving.page("/healthz")[0] == 200
    family = serving.family()
    os.killpg(serving.popen.pid, number)
    _, errors = serving.popen.communicate(timeout=SOON_SECONDS)
    assert (serving.popen.returncode, errors) == (0, "")
    assert not psutil.wait_procs(family, timeout=10)[1]


def test_killed_while_it_builds_it_is_whole_the_next_time(tmp_path: Path) -> None:
    building = start(tmp_path, "demo", "--no-serve")
    kill_half_way(building, tmp_path)
    assert not (tmp_path / "survey.sqlite").exists()
    again = run(tmp_path, "demo", "--no-serve")
    assert (again.returncode, again.stderr) == (0, "")
    test_it_builds_a_whole_year(tmp_path)


def kill_half_way(building: Process, folder: Path) -> None:
    """SIGKILL some seconds after the first file was written."""
    while not (folder / ".building").exists():
        assert building.popen.poll() is None
        time.sleep(0.05)
    time.sleep(HALF_WAY_SECONDS)
    building.popen.kill()
    building.popen.communicate()
    assert building.popen.returncode == -signal.SIGKILL
