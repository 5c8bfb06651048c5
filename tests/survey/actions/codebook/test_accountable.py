"""Whatever is merged, split, renamed and closed: each coding can be told where it went.

A plain second bookkeeping walks along: {comment: codes}, and {person: comments}.
"""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from survey.actions.codebook.merge_codes import merge_codes
from survey.actions.codebook.rename_code import rename_code
from survey.actions.codebook.retire_code import retire_code
from survey.actions.codebook.split_code import split_code
from survey.models import Coding, Comment, LineageKind
from survey.queries.codebook import all_codes, all_versions, standing_codes, steps
from survey.queries.coded_people import people_by_code
from tests.survey.coding import a_code, is_coded, says, step

pytestmark = pytest.mark.holds("a council's july")
PEOPLE = (1, 2, 3)
SAID = ("theme_1_comment", "theme_2_comment", "overall_comment")
CODES = 5
coded = st.dictionaries(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SAID)),
    st.sets(st.integers(0, CODES - 1), min_size=1),
    max_size=9,
)
change = st.tuples(
    st.sampled_from(["merge", "split", "rename", "retire"]),
    st.lists(st.integers(0, 40), min_size=2, max_size=4),
)


@dataclass
class Book:
    """What the codings should be, kept by hand."""

    person: dict[int, int] = field(default_factory=dict)
    codes: dict[int, set[int]] = field(default_factory=dict)
    waits: set[int] = field(default_factory=set)

    def people(self) -> dict[int, int]:
        found: dict[int, set[int]] = {}
        for comment, codes in self.codes.items():
            for code in codes:
                found.setdefault(code, set()).add(self.person[comment])
        return {code: len(people) for code, people in found.items()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(coded=coded, changes=st.lists(change, max_size=6))
def test_every_coding_is_accounted_for(
    session: Session,
    coded: dict[tuple[int, str], set[int]],
    changes: list[tuple[str, list[int]]],
) -> None:
    book = begun(session, coded)
    for number, (kind, places) in enumerate(changes):
        change_once(session, book, kind, places, number)
        session.expire_all()
        rows = {(row.comment_id, row.code_id) for row in session.exec(select(Coding))}
        assert rows == {(comment, code) for comment, codes in book.codes.items() for code in codes}
        assert people_by_code(session) == book.people()
        waiting = session.exec(select(Comment.id).where(Comment.to_code))
        assert set(waiting) == book.waits
    every_end_leads_on(session)
    session.rollback()


def every_end_leads_on(session: Session) -> None:
    """A code that left was split, merged or closed by the version that says so."""
    changes = {version.number: version.change for version in all_versions(session)}
    assert sorted(changes) == list(range(1, len(changes) + 1))
    taken = [each for each in steps(session) if each.kind is not LineageKind.RENAMED]
    for code in all_codes(session):
        if code.until is not None:
            became = [each for each in taken if each.old_id == code.id]
            assert all(each.version == code.until for each in became)
            assert f"'{code.name}'" in changes[code.until]
            assert bool(became) != ("closed" in changes[code.until])


def begun(session: Session, coded: dict[tuple[int, str], set[int]]) -> Book:
    book = Book()
    codes = [a_code(session, f"Code {number}") for number in range(CODES)]
    for person in PEOPLE:
        said = {name: name for who, name in sorted(coded) if who == person}
        for comment in says(session, person, **said):
            chosen = coded[person, comment.text]
            is_coded(session, comment, *(codes[number] for number in sorted(chosen)))
            book.person[comment.id or 0] = person
            book.codes[comment.id or 0] = {codes[number].id or 0 for number in chosen}
    return book


def change_once(session: Session, book: Book, kind: str, places: list[int], number: int) -> None:
    """One change of the codes at `places` among those that stand, and of the book with it."""
    standing = [code.id or 0 for code in standing_codes(session) if code.parent_id]
    if not standing:
        return
    chosen = list(dict.fromkeys(standing[place % len(standing)] for place in places))
    first, rest = chosen[0], chosen[1:]
    if kind == "merge" and rest:
        merge_codes(session, step(session), code_ids=rest, into=first)
        for codes in book.codes.values():
            if codes & set(rest):
                codes -= set(rest)
                codes.add(first)
    elif kind == "split":
        parts = [(f"Part {number}a", ""), (f"Part {number}b", "")]
        split_code(session, step(session), code_id=first, parts=parts)
        book.waits |= {comment for comment, codes in book.codes.items() if first in codes}
    elif kind == "rename":
        rename_code(
            session, step(session), code_id=first, name=f"Named {number}", meaning=str(number)
        )
    elif kind == "retire":
        retire_code(session, step(session), code_id=first)
