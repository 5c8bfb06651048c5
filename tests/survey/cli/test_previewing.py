import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey.cli import main
from survey.cli.previewing import thrown_away
from tests.survey.everything import FILE

COMMAND = "from survey.cli import main; main(prog_name='temperature-take')"
SAYS = "Preview: nothing that you type is kept."


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        found: int = probe.getsockname()[1]
        return found


@pytest.fixture
def previewed(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command at work, with `tmp_path` for its throw-away folders."""
    given = {"TMPDIR": str(tmp_path), "DATA_DIR": str(tmp_path / "real"), "PYTHONUNBUFFERED": "1"}
    arguments = ["questionnaire", "preview", str(FILE), "--group", "cabinet", "--port", str(port)]
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        env=os.environ | given,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> str:
    """The link that it prints once its pages can be opened."""
    assert process.stdout is not None
    return next(line.strip() for line in process.stdout if "/take/" in line)


@pytest.mark.enable_socket
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_serves_the_form_and_leaves_nothing_when_it_is_told_to_stop(
    previewed: subprocess.Popen[str], tmp_path: Path, port: int, told: signal.Signals
) -> None:
    link = address(previewed)
    assert link.startswith(f"http://localhost:{port}/take/")
    with urllib.request.urlopen(link, timeout=20) as page:  # noqa: S310 - our own
        text = page.read().decode()
    assert SAYS in text
    assert "How is the improvement plan going?" in text
    assert list(tmp_path.glob("temperature-take-preview-*/survey.sqlite"))
    previewed.send_signal(told)
    assert previewed.wait(20) == 0
    assert not list(tmp_path.glob("temperature-take-preview-*"))
    assert not (tmp_path / "real").exists()


def test_told_to_stop_before_anything_is_served_it_leaves_nothing() -> None:
    made: list[Path] = []

    def half_way() -> None:
        with thrown_away() as folder:
            made.append(folder)
            (folder / "survey.sqlite").write_text("half made")
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(SystemExit):
        half_way()
    assert not made[0].exists()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_web_process_that_ends_by_itself_leaves_the_folder_to_the_others() -> None:
    leaving = thrown_away()
    folder = leaving.__enter__()
    if (child := os.fork()) == 0:
        try:
            leaving.__exit__(None, None, None)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert folder.exists()
    leaving.__exit__(None, None, None)
    assert not folder.exists()


def test_a_definition_that_cannot_be_loaded_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "broken"\n', "utf-8")
    refused = CliRunner().invoke(main, ["questionnaire", "preview", str(broken)])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("broken.toml, the questionnaire: the key")
    assert refused.stderr.count("\n") == 1


@pytest.mark.enable_socket
def test_an_unknown_group_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wrong = ["questionnaire", "preview", str(FILE), "--group", "auditors", "--port", str(port)]
    refused = CliRunner().invoke(main, wrong)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("There is no group 'auditors' to preview as; choose ")
    assert not list(tmp_path.iterdir())
