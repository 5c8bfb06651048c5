import pytest

from survey.actions.importing.figures import Shown, number_text, serial_text, shown_by


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.FIGURE),
        ("0.00", Shown.FIGURE),
        ('#,##0 "days";[Red]-#,##0 "days"', Shown.FIGURE),
        ("@", Shown.FIGURE),
        ("mmm-yy", Shown.MONTH),
        ("yyyy\\-mm", Shown.MONTH),
        ('[$-809]mmmm\\ yyyy;"d"', Shown.MONTH),
        ("dd/mm/yyyy", Shown.DAY),
        ("d mmm", Shown.DAY),
        ("yyyy-mm-dd hh:mm", Shown.DAY),
    ],
)
def test_a_format_says_whether_a_number_is_a_day(code: str, shown: Shown) -> None:
    assert shown_by(code) is shown


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("63.100000000000001", "63.1"),
        ("2018", "2018"),
        ("2018.0", "2018"),
        ("-5", "-5"),
        ("1E+3", "1000"),
        ("1e-3", "0.001"),
        ("nan", "nan"),
        ("1e999", "1e999"),
        ("July", "July"),
    ],
)
def test_a_figure_is_written_plainly(stored: str, text: str) -> None:
    assert number_text(stored) == text


@pytest.mark.parametrize(
    ("serial", "shown", "text"),
    [
        ("43252", Shown.DAY, "2018-06-01"),
        ("43252", Shown.MONTH, "2018-06"),
        ("43252.5", Shown.DAY, "2018-06-01 12:00:00"),
        ("43251.999999999", Shown.DAY, "2018-06-01"),
        ("43252", Shown.FIGURE, "43252"),
        ("0.5", Shown.DAY, "0.5"),
        ("9999999", Shown.DAY, "9999999"),
        ("June", Shown.DAY, "June"),
    ],
)
def test_days_are_counted_from_the_last_but_one_of_1899(
    serial: str, shown: Shown, text: str
) -> None:
    assert serial_text(serial, shown, from_1904=False) == text


def test_the_last_day_of_either_count_is_a_day() -> None:
    assert serial_text("2957003", Shown.DAY, from_1904=True) == "9999-12-31"
