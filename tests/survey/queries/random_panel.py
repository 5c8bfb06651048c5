"""A panel of nobody in particular: who is asked, hears twice, sends a deputy, or says nothing.

What stands in the database is kept as plain rows too, so that it can be counted by hand.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from analysis.periods import Period
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from survey.actions.store_answers import ANSWERS
from survey.models import (
    FrozenQuestionnaire,
    Group,
    Invitation,
    Mode,
    NoView,
    Person,
    Response,
    Round,
    RoundState,
    Seat,
)
from survey.queries.scored import PLAN, Scored

MOMENT = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
MONTHS = ("2018-03", "2018-04", "2018-05", "2018-06", "2018-07", "2018-08", "2018-09", "2018-10")
GROUPS = ("audit", "cabinet", "opposition")
ITEMS = tuple((item, measure) for item in ("", "1", "2") for measure in ("maturity", "progress"))
REVISIONS = ((), (), (1,), (1,), (1, 2), (0, 1), (-1, 0, 1, 2))
PEOPLE = 7


@dataclass(frozen=True)
class Voice:
    """An answer of a response that counts, with what its person was asked it under."""

    month: str
    person: int
    group: str
    mode: str
    item: Item
    score: int | None
    no_view: str | None


@dataclass
class Panel:
    """`asked` is what the rounds asked for; `roster` month, person and group of the invitations."""

    asked: list[Scored] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    roster: list[tuple[str, int, str]] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)


def random_panel(session: Session, seed: int) -> Panel:
    """Rounds of most of `MONTHS`, flushed; the last one is still open."""
    chance, panel = random.Random(seed), Panel()  # noqa: S311 - no secret
    session.add(FrozenQuestionnaire(sha256="any", document="{}"))
    people = [Person(email=f"{number}@panel.example") for number in range(PEOPLE)]
    groups = [Group(ref=ref, name=ref) for ref in GROUPS]
    session.add_all([*people, *groups])
    session.flush()
    seat = Seat(ref="seat", role="Seat", group_id=id_of(groups[0]), organisation="", position=0)
    session.add(seat)
    session.flush()
    for month in chance.sample(MONTHS, 6):
        hold(session, chance, panel, month, (people, groups, seat))
    return panel


def hold(  # type: ignore[no-untyped-def]  # the council's rows
    session: Session, chance: random.Random, panel: Panel, month: str, council
) -> None:
    people, groups, seat = council
    state = RoundState.OPEN if chance.random() < 0.2 else RoundState.CLOSED
    round_ = Round(
        month=month,
        state=state,
        questionnaire_sha256="any",
        opens_at=MOMENT,
        closes_at=MOMENT,
    )
    session.add(round_)
    session.flush()
    asked = chance.sample(ITEMS, chance.randint(3, len(ITEMS)))
    panel.asked += [Scored(month, *about, words=(), audience=(), published=True) for about in asked]
    if state is RoundState.CLOSED:
        panel.closed.add(month)
    present = chance.sample(people, chance.randint(1, PEOPLE))
    deputy = next((each for each in people if each not in present), None)
    for place, person in enumerate(present):
        group = chance.choice(groups)
        invitation = Invitation(
            round_id=id_of(round_),
            person_id=id_of(person),
            seat_id=id_of(seat),
            group_id=id_of(group),
            deputy_id=id_of(deputy) if deputy and place == 0 else None,
            scores=chance.random() < 0.9,
        )
        session.add(invitation)
        session.flush()
        speaker = invitation.deputy_id or invitation.person_id
        if invitation.scores:
            panel.roster.append((month, speaker, group.ref))
        said = answer(session, chance, invitation)
        if invitation.scores:
            panel.voices += [
                Voice(month, speaker, group.ref, mode, Item(item or PLAN, measure), score, no_view)
                for mode, item, measure, score, no_view in said
                if (item, measure) in asked
            ]


def answer(
    session: Session, chance: random.Random, invitation: Invitation
) -> list[tuple[str, str, str, int | None, str | None]]:
    """Store a few revisions of an answer; returns what counts of them."""
    counted = []
    for revision in chance.choice(REVISIONS):
        mode = chance.choice(list(Mode))
        response = Response(
            invitation_id=id_of(invitation),
            revision=revision,
            mode=mode,
            reference=f"{invitation.id} {revision}",
            idempotency_key=f"{invitation.id} {revision}",
            submitted_at=MOMENT,
        )
        session.add(response)
        session.flush()
        given = [
            (item, measure, chance.choice([None, 1, 2, 3, 4, 5]))
            for item, measure in chance.sample(ITEMS, chance.randint(0, len(ITEMS)))
        ]
        rows = [
            {
                "response_id": response.id,
                "round_id": invitation.round_id,
                "group_id": invitation.group_id,
                "mode": mode,
                "item": item,
                "measure": measure,
                "score": score,
                "no_view": chance.choice(list(NoView)) if score is None else None,
            }
            for item, measure, score in given
        ]
        if rows:
            session.execute(ANSWERS, rows)
        counted = [
            (mode.value, row["item"], row["measure"], row["score"], row["no_view"]) for row in rows
        ]
    return counted  # type: ignore[return-value]  # the rows' values


def id_of(row: object) -> int:
    return row.id or 0  # type: ignore[attr-defined]


def counted_by_hand(panel: Panel, period: Period, *, live: bool) -> Tally:
    """Rule 1, person by person: the slow and obvious way."""
    asked = [row for row in panel.roster if held(panel, row[0], period, live=live)]
    said: dict[Said, int] = {}
    places: dict[Place, int] = {}
    latest: dict[str, int] = {}
    for person in {row[1] for row in asked}:
        last = max(row for row in asked if row[1] == person)[2]
        voices = counting(panel, period, live=live)
        under = newest([each for each in voices if each.person == person])
        add(latest, last)
        add(places, Place(under.group if under else last, under is not None))
        for item in {each.item for each in voices if each.person == person}:
            each = newest([v for v in voices if v.person == person and v.item == item])
            assert each is not None
            add(said, Said(item, each.group, last, each.mode, each.score, each.no_view))
    return Tally(period, said, places, latest)


def moved_by_hand(panel: Panel, before: Period, later: Period, *, live: bool) -> MoveTally:
    found: dict[Move, int] = {}
    on = [
        {row[1] for row in panel.roster if held(panel, row[0], each, live=live)}
        for each in (before, later)
    ]
    voices = [counting(panel, each, live=live) for each in (before, later)]
    for person in on[0] | on[1]:
        for item in {each.item for each in (*voices[0], *voices[1])}:
            old, new = (
                newest([v for v in each if v.person == person and v.item == item])
                for each in voices
            )
            scores = [each.score if each else None for each in (old, new)]
            if scores == [None, None]:
                continue
            group = new.group if new and new.score is not None else old.group  # type: ignore[union-attr]  # one of them scored
            add(found, Move(item, group, scores[0], scores[1], person in on[0], person in on[1]))
    return MoveTally(found)


def counting(panel: Panel, period: Period, *, live: bool) -> list[Voice]:
    return [each for each in panel.voices if held(panel, each.month, period, live=live)]


def held(panel: Panel, month: str, period: Period, *, live: bool) -> bool:
    return month in period.months and (live or month in panel.closed)


def newest(voices: list[Voice]) -> Voice | None:
    return max(voices, key=lambda each: (each.score is not None, each.month), default=None)


def add(found: dict[Any, int], key: Any) -> None:
    found[key] = found.get(key, 0) + 1
