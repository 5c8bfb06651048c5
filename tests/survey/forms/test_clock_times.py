from datetime import time

import pytest

from survey.forms.clock_times import typed_time


@pytest.mark.parametrize("typed", ["09:30", "9:30", "9.30", " 09.30 "])
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert typed_time(typed) == time(9, 30)


@pytest.mark.parametrize("typed", ["", "9", "24:00", "12:60", "٩:٣٠", "9:3", "noon", "-1:00"])
def test_what_names_no_time_is_none(typed: str) -> None:
    assert typed_time(typed) is None
