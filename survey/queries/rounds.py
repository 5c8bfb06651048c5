from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.frozen import from_json, sha256
from survey.errors import Altered, NotFound
from survey.models import FrozenQuestionnaire, Group, Invitation, Round, RoundState
from survey.queries.counts import GroupStatus
from survey.queries.round_status import RoundStatus, round_status

__all__ = [
    "GroupStatus",
    "RoundStatus",
    "asked_by",
    "asked_of",
    "current_round",
    "frozen_in_use",
    "latest_round",
    "months_with_rounds",
    "open_rounds",
    "questionnaire",
    "round_before",
    "round_by_month",
    "round_status",
]

# Built once, because building a statement costs as much as running it.
CURRENT = (
    select(Round)
    .order_by((col(Round.state) == RoundState.OPEN).desc(), col(Round.month).desc())
    .limit(1)
)
BEFORE = (
    select(Round)
    .where(col(Round.month) < bindparam("month"))
    .order_by(col(Round.month).desc())
    .limit(1)
)
# By hash, so an entry can never be out of date. A year of rounds needs one or two.
expanded_by_hash: dict[str, ExpandedQuestionnaire] = {}


def months_with_rounds(session: Session) -> list[str]:
    """The months that have a round, earliest first."""
    return list(session.exec(select(Round.month).order_by(Round.month)))


def round_by_month(session: Session, month: str) -> Round:
    """The round of `month`; NotFound names the months that have one."""
    found = session.exec(select(Round).where(Round.month == month)).first()
    if found is None:
        months = months_with_rounds(session)
        known = f"the rounds are {', '.join(months)}." if months else "no round was ever opened."
        raise NotFound(f"There is no round '{month}': {known}")
    return found


def open_rounds(session: Session) -> list[Round]:
    """The rounds that nobody has closed, latest month first, whether their time is over or not."""
    query = select(Round).where(Round.state == RoundState.OPEN)
    return list(session.exec(query.order_by(col(Round.month).desc())))


def latest_round(session: Session) -> Round | None:
    """The round of the latest month, or None before the first."""
    return session.exec(select(Round).order_by(col(Round.month).desc())).first()


def current_round(session: Session) -> Round | None:
    """The round that is open, of several the latest month's; else the latest."""
    return session.scalars(CURRENT).first()


def round_before(session: Session, month: str) -> Round | None:
    """The round of the latest month before `month`."""
    return session.scalars(BEFORE, {"month": month}).first()


def questionnaire(session: Session, sha256: str) -> ExpandedQuestionnaire:
    """What a round asks, by the hash that it keeps; Altered where the stored text has changed."""
    if sha256 not in expanded_by_hash:
        expanded_by_hash[sha256] = verified(session.get_one(FrozenQuestionnaire, sha256))
    return expanded_by_hash[sha256]


def asked_of(session: Session, round_: Round, invitation: Invitation) -> ExpandedQuestionnaire:
    """What `round_` asks this person."""
    return asked_by(session, questionnaire(session, round_.questionnaire_sha256), invitation)


def asked_by(
    session: Session, expanded: ExpandedQuestionnaire, invitation: Invitation
) -> ExpandedQuestionnaire:
    """What `expanded` asks this person: the sections for their group, the comments alone of
    whoever talks without scoring.
    """
    group = session.get_one(Group, invitation.group_id).ref if expanded.has_audiences else ""
    return expanded.asked_of(group, scores=invitation.scores)


def frozen_in_use(session: Session) -> list[ExpandedQuestionnaire]:
    """Every questionnaire that a round has used."""
    hashes = session.exec(select(Round.questionnaire_sha256).distinct())
    return [questionnaire(session, found) for found in hashes.all()]


def verified(frozen: FrozenQuestionnaire) -> ExpandedQuestionnaire:
    if sha256(frozen.document) != frozen.sha256:
        raise Altered(
            "The stored questionnaire of this round was changed after it was frozen; "
            "restore it from a backup."
        )
    return from_json(frozen.document)
