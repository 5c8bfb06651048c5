import hashlib
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from survey.actions.freezing import canonical
from survey.documents.summary_json import CHECK, sha256, summary_json
from tests.survey.documents.payloads import payload


def test_the_file_holds_the_payload_and_its_hash() -> None:
    given = payload()
    found = json.loads(summary_json(given))
    assert found["payload"] == given
    assert found["sha256"] == hashlib.sha256(canonical(given).encode()).hexdigest()


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    given = payload()
    assert sha256(dict(reversed(given.items()))) == sha256(given)


@pytest.mark.parametrize(("altered", "printed"), [(False, "True"), (True, "False")])
def test_a_reader_can_check_the_hash_as_the_page_says(
    tmp_path: Path,
    altered: bool,  # noqa: FBT001
    printed: str,
) -> None:
    text = summary_json(payload(label="Juillet \N{EN DASH} été 2018"))
    text = text.replace('"edition":1', '"edition":2') if altered else text
    (tmp_path / "summary.json").write_text(text, encoding="utf-8")
    words = shlex.split(CHECK)
    assert words[0] == "python3"
    done = subprocess.run(
        [sys.executable, *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == printed
