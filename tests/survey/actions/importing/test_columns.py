"""What the page about imports says of the files' columns is what they have."""

import re
from pathlib import Path

from survey.actions.import_assurance import AssuranceRow
from survey.actions.import_groups import BlockRow
from survey.actions.import_indicators import IndicatorRow
from survey.actions.import_plan import COLUMNS, AimRow
from survey.actions.import_recommendations import RecommendationRow
from survey.actions.importing.panel_rows import SeatRow
from survey.actions.importing.table import columns_of

PAGE = Path(__file__).parents[4] / "docs" / "imports.md"
SHAPES = {
    "plan": AimRow,
    "groups": BlockRow,
    "panel": SeatRow,
    "indicators": IndicatorRow,
    "recommendations": RecommendationRow,
    "assurance": AssuranceRow,
}


def test_the_page_describes_every_column_of_every_file() -> None:
    tables = re.findall(r"^\| (\w+) \| \|\n((?:\|.*\n)+)", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [name for name, _ in tables] == list(SHAPES)
    for name, rows in tables:
        first_cells = " ".join(row.split("|")[1] for row in rows.splitlines())
        assert set(re.findall(r"`(\w+)`", first_cells)) == set(columns_of(SHAPES[name]))


def test_every_column_of_the_plan_but_one_may_be_illustrative() -> None:
    assert {*COLUMNS, "illustrative"} == set(columns_of(AimRow))
