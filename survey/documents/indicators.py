"""Figures of the performance report, in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis import wording
from analysis.periods import PeriodError, parse_period

NOT_SUPPLIED = "not supplied"
# Notes that the figure's own place or its mark says already.
SAID_ELSEWHERE = (NOT_SUPPLIED, "simulated")
PARTS = ("target", "comparator")
_THOUSANDS = re.compile(r"^(-?)([0-9]{4,})(?=\.[0-9]+$|$)")


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What the page shows of an indicator, each text ready to read; what is missing is empty.

    `value` is the figure, '101.3%', and `counts` what it counts, 'of budget'.
    """

    measure: str
    period: str
    value: str
    counts: str
    target: str
    comparator: str
    rag: str
    source: str
    note: str
    simulated: bool


def indicator_row(indicator: dict[str, Any]) -> IndicatorRow:
    """An indicator of the payload."""
    unit = indicator["unit"]
    value, counts = with_unit(indicator["value"], unit)
    return IndicatorRow(
        indicator["measure"],
        period_label(indicator["period"]),
        value,
        counts,
        " ".join(with_unit(indicator["target"], unit)).strip(),
        " ".join(with_unit(indicator["comparator"], unit)).strip(),
        indicator["rag"],
        indicator["source"] or NOT_SUPPLIED,
        "" if indicator["note"].startswith(SAID_ELSEWHERE) else indicator["note"],
        simulated=indicator["simulated"],
    )


def with_unit(figure: str, unit: str) -> tuple[str, str]:
    """The figure and what it counts: '£63.1m' and '', '101.3%' and 'of budget', '12' and 'days'."""
    if not figure:
        return "", ""
    digits = _THOUSANDS.sub(lambda found: f"{found[1]}{int(found[2]):,}", figure)
    if unit.startswith("£"):
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        return f"{sign}£{digits}{unit[1:]}", ""
    if unit.startswith("%"):
        return f"{digits}%", unit[1:].strip()
    return digits, unit


def period_label(period: str) -> str:
    """'July to September 2018'; a financial or calendar year stays as it is written."""
    try:
        found = parse_period(period)
    except PeriodError:
        return period
    return period if found.kind == "year" else found.label


def remarks(rows: Sequence[IndicatorRow]) -> tuple[str, ...]:
    """What is said once below a table of figures: what is missing, and where they come from."""
    return tuple(_remarks(rows)) if rows else ()


def _remarks(rows: Sequence[IndicatorRow]) -> Iterator[str]:
    yield from missing(rows)
    real = [row for row in rows if not row.simulated]
    by_source = _by_source(real)
    for source, named in by_source.items():
        if len(by_source) > 1:
            yield f"Source of {_measures(named)}: {source}."
        elif len(real) < len(rows):
            yield f"Source of the figures that are not simulated: {source}."
        else:
            yield f"Source: {source}."
    for source, named in _by_source(row for row in rows if row.simulated).items():
        yield f"{_measures(named)}: {_tracer(source, len(named))}."


def missing(rows: Sequence[IndicatorRow]) -> Iterator[str]:
    """Which of target and comparator were not supplied, for all of the figures or for some."""
    nowhere = [part for part in PARTS if not any(getattr(row, part) for row in rows)]
    every = "this figure" if len(rows) == 1 else "any of these figures"
    if nowhere:
        yield f"No {' or '.join(nowhere)} was supplied for {every}."
    partly = [
        part
        for part in PARTS
        if part not in nowhere and not all(getattr(row, part) for row in rows)
    ]
    if partly:
        yield f"Where no {' or '.join(partly)} is shown, none was supplied."


def _tracer(source: str, many: int) -> str:
    within = "" if source == NOT_SUPPLIED else f" in {source}"
    if many == 1:
        return f"named as a tracer{within}; the figure is simulated"
    return f"named as tracers{within}; the figures are simulated"


def _by_source(rows: Iterable[IndicatorRow]) -> dict[str, list[IndicatorRow]]:
    found: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        found.setdefault(row.source, []).append(row)
    return found


def _measures(rows: Sequence[IndicatorRow]) -> str:
    return wording.listed(list(dict.fromkeys(row.measure for row in rows)))
