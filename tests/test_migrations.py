"""A database of an earlier version is brought up to this one, whole, or stays as it was."""

import sqlite3
from datetime import UTC
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlmodel import Session, select

from survey.cli.setting_up import set_up
from survey.config import Settings
from survey.extensions import engine
from survey.models import Assignment

FIRST = "0001"
HOLDERS = "SELECT active_from, active_to FROM holder ORDER BY id"
ROWS = """
INSERT INTO organisation VALUES (1, 'Sample City Council', 'take@council.example', '#00625e', 0);
INSERT INTO stakeholder_group VALUES (1, 'cabinet', 'Cabinet');
INSERT INTO seat VALUES (1, 'leader', 'Leader', 1, 'Sample City Council', 1);
INSERT INTO person VALUES (1, 'old@council.example'), (2, 'new@council.example');
INSERT INTO holder VALUES (1, 1, 1, 'form', '2018-06', '2018-02', 1);
INSERT INTO holder VALUES (2, 1, 2, 'interview', '2019-03', NULL, 1);
INSERT INTO frozen_questionnaire VALUES ('f00d', '{}');
INSERT INTO round VALUES (1, '2018-07', 'closed', 'f00d', '2018-07-02', '2018-07-16', NULL);
INSERT INTO invitation VALUES (1, 1, 1, 1, 1);
INSERT INTO link_token VALUES (1, 1, 'beef', '2018-07-02', NULL);
INSERT INTO outbox_item
    VALUES (1, 'invitation', 1, 'key', '', 'done', '2018-07-02', NULL, 1, '', '2018-07-02', NULL);
INSERT INTO response VALUES (1, 1, 1, 'form', 'TT-1', 'k', '2018-07-03', 1);
INSERT INTO answer VALUES (1, 1, '1', 'progress', 3, NULL);
"""

BOOKED = "0003"
BOOKINGS = """
INSERT INTO user VALUES (1, 'sam@staff.example', 'Sam', '*', 1, 'u1');
INSERT INTO user VALUES (2, 'ada@staff.example', 'Ada', '*', 1, 'u2');
INSERT INTO booking VALUES (1, 1, 2, '2018-07-03 09:00', 45, 'Room', 'a', 1, '2018-07-02 09:00');
INSERT INTO booking VALUES (2, 1, 1, '2018-07-04 09:00', 45, 'Room', 'b', 0, NULL);
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 48})


def database(settings: Settings) -> sqlite3.Connection:
    return sqlite3.connect(settings.data_dir / "survey.sqlite")


def move(settings: Settings, revision: str, *, down: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", "migrations")
    made = engine(settings.database_url)
    with made.execution_options(immediate=True, migrating=True).connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)
        connection.commit()
    made.dispose()


@pytest.fixture
def earlier(settings: Settings) -> Settings:
    """An installation of the first version, with a row of everything that was made anew since."""
    move(settings, FIRST)
    with database(settings) as connection:
        connection.executescript(ROWS)
    return settings


def test_an_earlier_installation_keeps_all_that_it_holds(earlier: Settings) -> None:
    set_up(earlier, name="Another name", contact_email="other@council.example")
    with database(earlier) as connection:
        held = connection.execute(
            "SELECT active_from, active_to FROM holder ORDER BY id"
        ).fetchall()
        assert held == [("2018-06-01", "2018-02-28"), ("2019-03-01", None)]
        assert connection.execute("SELECT scores, deputy_id FROM invitation").fetchall() == [
            (1, None)
        ]
        assert connection.execute("SELECT mode FROM response").fetchall() == [("form",)]
        assert connection.execute(
            "SELECT score, round_id, group_id, mode FROM answer"
        ).fetchall() == [(3, 1, 1, "form")]
        assert connection.execute("SELECT state, domain, detail FROM outbox_item").fetchall() == [
            ("done", "", "{}")
        ]
        assert connection.execute("SELECT name FROM organisation").fetchall() == [
            ("Sample City Council",)
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_whoever_a_conversation_was_booked_with_has_the_interview(earlier: Settings) -> None:
    """Facilitators have seen only their own since then."""
    move(earlier, BOOKED)
    with database(earlier) as connection:
        connection.executescript(BOOKINGS)
    move(earlier, "head")
    with database(earlier) as connection:
        held = connection.execute("SELECT invitation_id, facilitator_id FROM assignment").fetchall()
    assert held == [(1, 1)]
    made = engine(earlier.database_url)
    with Session(made) as session:
        assert session.exec(select(Assignment)).one().assigned_at.tzinfo is UTC
    made.dispose()


def test_checks_hold_after_the_tables_were_made_anew(earlier: Settings) -> None:
    move(earlier, "head")
    with database(earlier) as connection:
        for statement in (
            "UPDATE holder SET contact = 'letter'",
            "UPDATE response SET mode = 'telegram'",
            "UPDATE answer SET mode = 'telegram'",
            "UPDATE outbox_item SET state = 'lost'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
                connection.execute(statement)


def test_the_way_back_gives_months_again(earlier: Settings) -> None:
    before = tables(earlier)
    move(earlier, "head")
    move(earlier, FIRST, down=True)
    with database(earlier) as connection:
        held = connection.execute(
            "SELECT active_from, active_to FROM holder ORDER BY id"
        ).fetchall()
        said = connection.execute("SELECT item, measure, score FROM answer").fetchall()
    assert held == [("2018-06", "2018-02"), ("2019-03", None)]
    assert said == [("1", "progress", 3)]
    assert tables(earlier) == before


def test_a_row_that_refers_to_nothing_stops_the_step_and_nothing_is_changed(
    earlier: Settings,
) -> None:
    with database(earlier) as connection:
        connection.execute("UPDATE holder SET person_id = 77 WHERE id = 2")
    before = tables(earlier)
    with pytest.raises(RuntimeError, match="refer to rows that do not exist"):
        move(earlier, "head")
    assert tables(earlier) == before


def tables(settings: Settings) -> dict[str, set[str]]:
    """The columns of every table."""
    with database(settings) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for name in names
        }
