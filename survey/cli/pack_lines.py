"""An insight pack as lines of text."""

from collections.abc import Iterator
from typing import Any

from analysis import wording
from survey.cli.summarising.stored import aligned
from survey.documents.indicators import NOT_SUPPLIED
from survey.documents.pack import FigureRow, PackRead, Promises


def lines(found: PackRead) -> Iterator[str]:
    """The whole pack; '[c]' marks what is hidden to protect individuals."""
    payload = found.payload
    yield from (payload["mark"], f"Insight pack, {payload['label']}")
    if payload["demonstration"]:
        yield "Demonstration: these answers are simulated."
    yield from turnout(found)
    yield from ("", "What the take says", found.said)
    for table in found.measures:
        yield from (table.caption, *aligned([table.headers, *table.rows]))
    yield from spoken_of(found)
    yield from due(found)
    yield from ("", f"The plan's own ratings, as at {payload['rag_as_at'] or 'no month yet'}")
    for theme in payload["themes"]:
        yield from rated(theme)
    for kind, rows in found.figures.items():
        yield from ("", kind, *map(figure, rows))


def turnout(found: PackRead) -> Iterator[str]:
    yield from ("", "Who was heard", f"{found.heard} {found.ways}")
    for block in found.payload["response"]["blocks"]:
        heard = wording.HIDDEN if block["heard"] is None else block["heard"]
        yield f"  {block['name']}: {heard} of {block['asked']}"


def spoken_of(found: PackRead) -> Iterator[str]:
    yield from ("", "What people were concerned about")
    for concern in found.payload["concerns"]["listed"]:
        yield f"  {concern['name']}: {concern['people']} people{', new' if concern['new'] else ''}"
    yield found.others


def due(found: PackRead) -> Iterator[str]:
    yield from ("", "Commitments due")
    if not found.promises:
        yield "None is overdue, and none is due in this month or the next."
    for part in found.promises:
        yield from promised(part)
    for each in found.payload["reviews"]:
        yield f"  Review: {each['review']}, {each['due']}"


def promised(part: Promises) -> Iterator[str]:
    yield part.heading
    for entry in part.entries:
        each = entry.stored
        people = f" ({each['people']} people)" if each["people"] else ""
        yield f"  {entry.status}: {each['promise']} ({each['lead']}, {each['due']})"
        yield f"    You said: {each['said']}{people}"


def rated(theme: dict[str, Any]) -> Iterator[str]:
    yield f"{theme['ref']}. {theme['name']}"
    for aim in theme["aims"]:
        note = ", illustrative" if aim["illustrative"] else ""
        yield f"  {aim['ref']} {aim['aim']}: {aim['rag'] or 'not rated'}{note}"


def figure(row: FigureRow) -> str:
    shown = row.figure
    value = f"{shown.value} {shown.counts}".strip() or NOT_SUPPLIED
    target = f"target {shown.target or NOT_SUPPLIED}"
    comparator = f"comparator {shown.comparator or NOT_SUPPLIED}"
    note = ", simulated" if shown.simulated else ""
    source = f"source {shown.source}"
    return f"  {shown.measure}, {shown.period}: {value}{note}; {target}; {comparator}; {source}"
