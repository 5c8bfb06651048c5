"""A section as its page shows it: what is asked of everybody, and beneath it detail on the aims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedSection, Field


@dataclass(frozen=True, slots=True)
class Aim:
    """The questions on one aim; `anchor` is the id that its name has on the page."""

    name: str
    anchor: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One section on a page: the questions in sight, and `aims`, the detail that may be added.

    The detail is `folded` away unless an answer to it is asked for; `is_open` where it is folded
    and something in it is answered or wrong.
    """

    section: ExpandedSection
    fields: tuple[Field, ...]
    aims: tuple[Aim, ...]
    folded: bool
    is_open: bool


def shown(
    section: ExpandedSection, document: Mapping[str, str], pointed: Mapping[str, object]
) -> Shown:
    """`section` with what `document` says in it; `pointed` has the fields that must be seen."""
    aims = tuple(aims_of(section))
    detail = [field for aim in aims for field in aim.fields]
    seen = any(
        not blank(document.get(field.name, ""))
        or field.name in pointed
        or field.permission_name in pointed
        for field in detail
    )
    return Shown(
        section=section,
        fields=tuple(field for field in section.fields if not field.aim),
        aims=aims,
        folded=not any(field.question.mandatory for field in detail),
        is_open=seen,
    )


def aims_of(section: ExpandedSection) -> Iterator[Aim]:
    detail = (field for field in section.fields if field.aim)
    for place, (_, fields) in enumerate(groupby(detail, key=lambda field: field.item), 1):
        asked = tuple(fields)
        yield Aim(asked[0].aim, f"{section.id}-aim-{place}", asked)
