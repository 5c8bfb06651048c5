from datetime import date

import pytest

from survey.actions.importing.cells import first_day, last_day
from survey.actions.importing.source import Source
from survey.actions.importing.tenures import FOR_EVER, Tenure, next_day, refuse_impossible
from survey.errors import ImportFileError

SOURCE = Source("panel.csv", ())


def held(
    seat: str, email: str, first: str, last: str = "", *, primary: bool = True,
    line: int | None = 2,
) -> Tenure:  # fmt: skip
    until = last_day(last) if last else FOR_EVER
    return Tenure(seat, email, first_day(first), until, primary, line)


def test_a_successor_joins_when_the_other_has_left() -> None:
    refuse_impossible(
        SOURCE,
        [held("dcs", "a@x.example", "2018-06", "2018-10"), held("dcs", "b@x.example", "2018-11")],
    )


def test_two_holders_of_a_seat_on_one_day_are_both_named() -> None:
    both = [
        held("dcs", "a@x.example", "2018-06", "2018-11", line=22),
        held("dcs", "b@x.example", "2018-11", line=23),
    ]
    with pytest.raises(
        ImportFileError,
        match=r"row 23, column 'active_from': .* 2018-11-01, a@x.example \(row 22\) and .*row 23",
    ):
        refuse_impossible(SOURCE, both)


def test_a_holder_whom_the_file_leaves_out_still_sits_there() -> None:
    both = [
        held("dcs", "old@x.example", "2018-06", line=None),
        held("dcs", "b@x.example", "2018-11"),
    ]
    with pytest.raises(ImportFileError, match=r"row 2, .*\(in the panel, not in this file\)"):
        refuse_impossible(SOURCE, both)


def test_leaving_before_joining_is_refused() -> None:
    with pytest.raises(ImportFileError, match="leaves on 2018-05-31, before joining on 2018-06-01"):
        refuse_impossible(SOURCE, [held("dcs", "a@x.example", "2018-06", "2018-05")])


@pytest.mark.parametrize("primary", [True, False])
def test_a_person_with_two_seats_is_counted_under_exactly_one(*, primary: bool) -> None:
    seats = [
        held("cm", "a@x.example", "2018-06", primary=primary, line=6),
        held("hwb", "a@x.example", "2018-09", primary=primary, line=28),
    ]
    with pytest.raises(ImportFileError, match=r"column 'primary': a@x.example holds"):
        refuse_impossible(SOURCE, seats)


def test_who_leaves_the_primary_seat_must_be_counted_under_the_other() -> None:
    seats = [
        held("cm", "a@x.example", "2018-06", "2018-12"),
        held("hwb", "a@x.example", "2018-06", primary=False),
    ]
    with pytest.raises(ImportFileError, match="on 2019-01-01, their only seat then"):
        refuse_impossible(SOURCE, seats)


def test_two_primary_seats_at_different_times_are_well() -> None:
    refuse_impossible(
        SOURCE,
        [held("cm", "a@x.example", "2018-06", "2018-12"), held("hwb", "a@x.example", "2019-01")],
    )


def test_days_follow_each_other_and_end() -> None:
    assert next_day(date(2018, 12, 31)) == date(2019, 1, 1)
    assert next_day(FOR_EVER) == FOR_EVER
