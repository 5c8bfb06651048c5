import pytest

from analysis.periods import PeriodError
from analysis.simulated_figures import COURSES, figure


def test_a_figure_is_the_same_for_the_same_seed_and_near_its_course() -> None:
    for ref, course in COURSES.items():
        found = figure(ref, "2018-19-q2", seed=5)
        assert found is not None
        assert found == figure(ref, "2018-19-q2", seed=5)
        assert found.unit == course.unit
        assert float(found.value) == pytest.approx(course.start, abs=4 * course.noise + 0.5)


def test_a_figure_keeps_its_course_over_the_quarters() -> None:
    first, last = (figure("tracer-homelessness", q, seed=5) for q in ("2018-19-q2", "2020-21-q4"))
    assert first is not None
    assert last is not None
    assert float(last.value) < float(first.value)
    assert "." not in first.value


def test_no_figure_falls_below_nothing() -> None:
    found = figure("tracer-waste", "2040-41-q2", seed=5)
    assert found is not None
    assert found.value == "0"


def test_nothing_is_made_up_about_other_figures() -> None:
    assert figure("tracer-equal-pay", "2018-19-q2", seed=5) is None
    with pytest.raises(PeriodError):
        figure("tracer-waste", "autumn", seed=5)
