"""After a change of the panel: what cannot be is refused, and everybody is counted once a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from sqlmodel import Session

from survey.clock import plain_day
from survey.errors import Conflict, SurveyError
from survey.models import Holder
from survey.queries.tenures import FOR_EVER, Tenure, tenures_of_persons, tenures_of_seats

DAY = timedelta(days=1)


def settle_tenures(
    session: Session,
    *,
    seat_ids: Collection[int] = (),
    person_ids: Collection[int] = (),
    counted_under: Holder | None = None,
) -> None:
    """Refuse an impossible tenure in these seats, and count these persons under one seat a day.

    Whoever holds `counted_under` is counted under it for as long as they hold it; where none of
    somebody's seats is marked, they are counted under the first. A tenure during which this
    changes becomes two. Raises SurveyError or Conflict that names both holders or both seats.
    """
    session.flush()
    for seat_id in sorted(seat_ids):
        refuse_impossible(tenures_of_seats(session, [seat_id]))
    for person_id in sorted(person_ids):
        count_once(session, tenures_of_persons(session, [person_id]), counted_under)
    session.flush()


def refuse_impossible(tenures: Sequence[Tenure]) -> None:
    """Refuse a holder who leaves before joining, and two holders of one seat on one day."""
    for each in tenures:
        if each.last < each.first:
            raise SurveyError(
                f"{each.person.email} would leave '{each.seat.role}' on {plain_day(each.last)}, "
                f"before joining on {plain_day(each.first)}; correct one of the two days."
            )
    for one, other in combinations(tenures, 2):
        if one.meets(other):
            raise Conflict(
                f"'{one.seat.role}' would have two holders on "
                f"{plain_day(max(one.first, other.first))}: {one.person.email} ({one.days}) and "
                f"{other.person.email} ({other.days}). Let one leave before the other joins."
            )


def count_once(session: Session, tenures: Sequence[Tenure], wanted: Holder | None) -> None:
    marks: dict[int, list[tuple[date, bool]]] = defaultdict(list)
    for day in borders(tenures):
        held = [index for index, each in enumerate(tenures) if each.on(day)]
        counting = counting_one([tenures[index] for index in held], wanted)
        for index in held:
            marks[index].append((day, tenures[index] is counting))
    for index, each in enumerate(tenures):
        mark(session, each.holder, marks[index])


def borders(tenures: Iterable[Tenure]) -> list[date]:
    """The days on which what somebody holds becomes different."""
    found = {each.first for each in tenures}
    return sorted(found | {each.last + DAY for each in tenures if each.last < FOR_EVER})


def counting_one(held: Sequence[Tenure], wanted: Holder | None) -> Tenure | None:
    """The one of the seats `held` on a day that counts its holder; Conflict where two do."""
    chosen = [each for each in held if each.holder is wanted]
    marked = chosen or [each for each in held if each.holder.is_primary]
    if len(marked) > 1:
        one, other = marked[:2]
        raise Conflict(
            f"{one.person.email} would hold '{one.seat.role}' ({one.days}) and "
            f"'{other.seat.role}' ({other.days}), and be counted under both. Choose the one seat "
            "that counts them."
        )
    return next(iter(marked or sorted(held, key=lambda each: each.seat.position)), None)


def mark(session: Session, holder: Holder, marks: Sequence[tuple[date, bool]]) -> None:
    """Give `holder` its mark from each day of `marks` on, and a tenure more for each change."""
    changes = [later for before, later in pairwise(marks) if before[1] is not later[1]]
    ends = [*(day - DAY for day, _ in changes), holder.active_to]
    holder.is_primary, holder.active_to = marks[0][1], ends[0]
    for (day, counts), end in zip(changes, ends[1:], strict=True):
        session.add(
            Holder(
                seat_id=holder.seat_id,
                person_id=holder.person_id,
                contact=holder.contact,
                active_from=day,
                active_to=end,
                is_primary=counts,
            )
        )
