"""The codebook: what words can be coded with, and how it came to be."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, func
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select

from survey.errors import NotFound
from survey.models import Code, CodebookVersion, CodeFamily, CodeLineage, LineageKind

FAMILY_ORDER = tuple(CodeFamily)
# Whoever is about to change the codebook locks this row first: the first version is always there.
FIRST = 1
EXPORTED = ("code", "family", "meaning", "since", "until", "lineage")


class Offered(NamedTuple):
    """A code that can be chosen; `until` is the version that took it out, None where it stands."""

    id: int
    family: CodeFamily
    parent_id: int | None
    name: str
    meaning: str
    until: int | None


# Built once, because building a statement costs as much as running it.
LATEST_NUMBER = plain_select(func.max(col(CodebookVersion.number)))
THESE = (
    plain_select(Code)
    .where(col(Code.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(Code.id))
    .with_for_update(read=True)
)
OFFERED: Select[Any] = (
    plain_select(*(col(getattr(Code, name)) for name in Offered._fields))
    .where(col(Code.until).is_(None))
    .order_by(
        case({family: place for place, family in enumerate(FAMILY_ORDER)}, value=Code.family),
        col(Code.parent_id).is_not(None),
        func.lower(Code.name),
        col(Code.id),
    )
)


def lock_codebook(session: Session) -> None:
    """Let others who want to change the codebook wait until this transaction ends."""
    session.exec(
        select(CodebookVersion.number).where(CodebookVersion.number == FIRST).with_for_update()
    ).one()


def latest_version(session: Session) -> CodebookVersion:
    query = select(CodebookVersion).order_by(col(CodebookVersion.number).desc()).limit(1)
    return session.exec(query).one()


def all_versions(session: Session) -> list[CodebookVersion]:
    """Every version, the latest first."""
    return list(session.exec(select(CodebookVersion).order_by(col(CodebookVersion.number).desc())))


def latest_number(session: Session) -> int:
    return session.scalars(LATEST_NUMBER).one()


def standing_codes(session: Session) -> list[Code]:
    """The codes that words can be coded with: each family's own first, then those under it."""
    return in_order(session.exec(select(Code).where(col(Code.until).is_(None))))


def offered_codes(session: Session) -> list[Offered]:
    """The same, as plain facts: what a page with all of them needs."""
    return [Offered(*row) for row in session.execute(OFFERED)]


def all_codes(session: Session) -> list[Code]:
    """Every code that there ever was, in the same order."""
    return in_order(session.exec(select(Code)))


def in_order(codes: Iterable[Code]) -> list[Code]:
    return sorted(
        codes,
        key=lambda code: (
            FAMILY_ORDER.index(code.family),
            code.parent_id is not None,
            code.name.casefold(),
            code.id or 0,
        ),
    )


def code_by_id(session: Session, code_id: int) -> Code:
    """The code, standing or not; NotFound where there is none."""
    found = session.get(Code, code_id)
    if found is None:
        raise NotFound("The codebook has no such code.")
    return found


def codes_by_id(session: Session, code_ids: Iterable[int]) -> dict[int, Code]:
    """Those of `code_ids` that there are, standing or not.

    They stay as they are until the transaction ends: a merger or split waits for it.
    """
    found = session.scalars(THESE, {"ids": sorted(set(code_ids))})
    return {code.id or 0: code for code in found}


def family_root(session: Session, family: CodeFamily) -> Code:
    """The code that stands for the family itself."""
    query = select(Code).where(Code.family == family, col(Code.parent_id).is_(None))
    return session.exec(query).one()


def steps(session: Session) -> list[CodeLineage]:
    """Every step from a code to another, the earliest first."""
    query = select(CodeLineage).order_by(col(CodeLineage.version), col(CodeLineage.id))
    return list(session.exec(query))


def steps_of(session: Session, code_id: int) -> list[CodeLineage]:
    """The steps that led to this code or on from it, the earliest first."""
    query = (
        select(CodeLineage)
        .where((col(CodeLineage.old_id) == code_id) | (col(CodeLineage.new_id) == code_id))
        .order_by(col(CodeLineage.version), col(CodeLineage.id))
    )
    return list(session.exec(query))


def split_into(session: Session, code_ids: Iterable[int]) -> dict[int, list[str]]:
    """{code's id: the names of its parts} for those of `code_ids` that were split."""
    query = (
        select(CodeLineage.old_id, CodeLineage.new_name)
        .where(CodeLineage.kind == LineageKind.SPLIT, col(CodeLineage.old_id).in_(set(code_ids)))
        .order_by(col(CodeLineage.id))
    )
    found: dict[int, list[str]] = {}
    for old, name in session.exec(query):
        found.setdefault(old, []).append(name)
    return found


def exported_rows(session: Session) -> list[list[str]]:
    """Every code there ever was as a row of text, the first row being the header.

    `since` and `until` are versions, the latter empty while the code stands.
    """
    told: dict[int, list[str]] = {}
    for each in steps(session):
        told.setdefault(each.old_id, []).append(sentence(each))
        if each.new_id != each.old_id:
            told.setdefault(each.new_id, []).append(sentence(each))
    rows = [
        [
            code.name,
            code.family.value,
            code.meaning,
            str(code.since),
            str(code.until or ""),
            "; ".join(told.get(code.id or 0, ())),
        ]
        for code in all_codes(session)
    ]
    return [list(EXPORTED), *rows]


def sentence(step: CodeLineage) -> str:
    """'version 5: Training was split, a part being Induction'."""
    became = {
        LineageKind.RENAMED: "is called",
        LineageKind.MERGED: "was merged into",
        LineageKind.SPLIT: "was split, a part being",
    }
    return f"version {step.version}: {step.old_name} {became[step.kind]} {step.new_name}"
