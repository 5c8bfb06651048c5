"""`analysis` serves anybody: the example of its guide runs, with no web and no database loaded."""

import json
import re
import subprocess
import sys
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "statistics.md"
FOREIGN = {"flask", "sqlalchemy", "sqlmodel", "survey"}


def example() -> str:
    found = re.search(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_guides_example_runs_without_the_application() -> None:
    program = f"{example()}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    *said, modules = ran.stdout.splitlines()
    assert not FOREIGN & set(json.loads(modules))
    assert said == [
        "too few changes to call",
        "matched +1/2, joined +1/27, returned +2/27, left -13/48, lapsed +11/48: 41/72",
        "published mean: 3.5",
    ]
