from datetime import date

import pytest

from survey.forms.dates import typed_day


@pytest.mark.parametrize(
    "typed", ["2019-05-02", " 2/5/2019", "02/05/2019", "2 May 2019", "2  may 2019", "2 may 2019 "]
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert typed_day(typed) == date(2019, 5, 2)


@pytest.mark.parametrize("typed", ["", "2 May", "2019-13-01", "31/4/2019", "5/20/2019", "May", "x"])
def test_what_names_no_day_is_none(typed: str) -> None:
    assert typed_day(typed) is None
