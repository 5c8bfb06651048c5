"""A web process holds no analysis: it would cost 200 MB a worker and a second at each start."""

import json
import os
import subprocess
import sys

from survey.config import Settings

HEAVY = {"altair", "numpy", "pandas", "scipy", "vl_convert"}
LOADED = """
import json, sys
from survey import create_app
from survey.config import Settings
create_app(Settings.from_env())
print(json.dumps(sorted(sys.modules)))
"""


def test_a_web_process_loads_no_analysis(settings: Settings) -> None:
    environment = os.environ | {
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
    }
    answer = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, capture_output=True, check=True
    )
    loaded = set(json.loads(answer.stdout))
    assert "survey.queries.organisation" in loaded
    assert loaded & HEAVY == set()
