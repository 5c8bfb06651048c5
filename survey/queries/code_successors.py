"""What became of codes that the codebook no longer has."""

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, col, select

from survey.models import Code, CodeLineage


def successors(session: Session, code_ids: Iterable[int]) -> dict[int, tuple[Code, ...]]:
    """{code id: what it is in the codebook now}: itself, or what it was merged or split into.

    A code that was taken out without a successor is still itself; ids of no code are left out.
    """
    asked = sorted(set(code_ids))
    known = {code.id or 0: code for code in session.exec(select(Code))} if asked else {}
    if all(known[each].until is None for each in asked if each in known):
        return {each: (known[each],) for each in asked if each in known}
    steps: dict[int, list[int]] = {}
    for step in session.exec(select(CodeLineage).order_by(col(CodeLineage.id))):
        if step.old_id != step.new_id:  # a rename keeps its code
            steps.setdefault(step.old_id, []).append(step.new_id)
    return {
        each: tuple(known[found] for found in followed(each, steps, known))
        for each in asked
        if each in known
    }


def followed(
    code_id: int, steps: Mapping[int, Sequence[int]], known: Mapping[int, Code]
) -> tuple[int, ...]:
    """The ids at which the way from `code_id` over `steps` ends."""
    found, waiting, seen = dict[int, None](), [code_id], set[int]()
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        onward = steps.get(here, ()) if known[here].until is not None else ()
        if onward:
            waiting += onward
        else:
            found[here] = None
    return tuple(found)
