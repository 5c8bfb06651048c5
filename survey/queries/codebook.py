"""The codebook: what words can be coded with, and how it came to be."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from survey.errors import NotFound
from survey.models import Code, CodebookVersion, CodeFamily, CodeLineage, LineageKind

FAMILY_ORDER = tuple(CodeFamily)
# Whoever is about to change the codebook locks this row first: the first version is always there.
FIRST = 1


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


def standing_codes(session: Session) -> list[Code]:
    """The codes that words can be coded with: each family's own first, then those under it."""
    return in_order(session.exec(select(Code).where(col(Code.until).is_(None))))


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
    query = (
        select(Code)
        .where(col(Code.id).in_(sorted(set(code_ids))))
        .order_by(col(Code.id))
        .with_for_update(read=True)
    )
    return {code.id or 0: code for code in session.exec(query)}


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
