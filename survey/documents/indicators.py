"""A figure of the performance report, in words."""

from dataclasses import dataclass
from typing import Any

from analysis.periods import PeriodError, parse_period

NOT_SUPPLIED = "not supplied"
# Notes that the figure's own place or its mark says already.
SAID_ELSEWHERE = (NOT_SUPPLIED, "simulated")


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What the page shows of an indicator; each text is ready to read."""

    measure: str
    period: str
    value: str
    target: str
    comparator: str
    rag: str
    source: str
    note: str
    simulated: bool


def indicator_row(indicator: dict[str, Any]) -> IndicatorRow:
    """An indicator of the payload; a figure that is missing says 'not supplied'."""
    value, target, comparator = (
        with_unit(indicator[name], indicator["unit"]) for name in ("value", "target", "comparator")
    )
    return IndicatorRow(
        indicator["measure"],
        period_label(indicator["period"]),
        value,
        target,
        comparator,
        indicator["rag"],
        indicator["source"],
        "" if indicator["note"].startswith(SAID_ELSEWHERE) else indicator["note"],
        simulated=indicator["simulated"],
    )


def with_unit(figure: str, unit: str) -> str:
    """'£63.1m', '21.6%', '12 days'; 'not supplied' for an empty figure."""
    if not figure:
        return NOT_SUPPLIED
    if unit.startswith("£"):
        sign, digits = ("-", figure[1:]) if figure.startswith("-") else ("", figure)
        return f"{sign}£{digits}{unit[1:]}"
    return f"{figure}{unit}" if unit.startswith("%") else f"{figure} {unit}".strip()


def period_label(period: str) -> str:
    """'July to September 2018'; a financial or calendar year stays as it is written."""
    try:
        found = parse_period(period)
    except PeriodError:
        return period
    return period if found.kind == "year" else found.label
