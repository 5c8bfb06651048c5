"""The tables, one file per noun. Importing this package makes all of them known."""

from survey.models.audit import AuditEvent
from survey.models.calendar import Election, PlannedRound, Schedule
from survey.models.comments import Comment, Permission
from survey.models.editions import Edition, EditionFile, EditionState, PreElectionDecision
from survey.models.interviews import Booking, Interview
from survey.models.messages import MailAttempt, MailOutcome, MessageKind, MessageTemplate
from survey.models.organisation import Organisation
from survey.models.outbox import CALENDAR, MESSAGES, OutboxItem, OutboxKind, OutboxState
from survey.models.panel import Absence, Contact, Group, GroupBlock, Holder, Person, Seat, Side
from survey.models.performance import Assurance, Indicator, Recommendation
from survey.models.plan import (
    Aim,
    AimRag,
    Lineage,
    LineageKind,
    LineageLevel,
    Rag,
    Theme,
    ThemeKind,
)
from survey.models.responses import Answer, Mode, NoView, Response
from survey.models.rounds import (
    Draft,
    FrozenQuestionnaire,
    Invitation,
    LinkToken,
    Round,
    RoundState,
)
from survey.models.staff import SEES_ANSWERS, Role, RoleName, User, UserRole

__all__ = [
    "CALENDAR",
    "MESSAGES",
    "SEES_ANSWERS",
    "Absence",
    "Aim",
    "AimRag",
    "Answer",
    "Assurance",
    "AuditEvent",
    "Booking",
    "Comment",
    "Contact",
    "Draft",
    "Edition",
    "EditionFile",
    "EditionState",
    "Election",
    "FrozenQuestionnaire",
    "Group",
    "GroupBlock",
    "Holder",
    "Indicator",
    "Interview",
    "Invitation",
    "Lineage",
    "LineageKind",
    "LineageLevel",
    "LinkToken",
    "MailAttempt",
    "MailOutcome",
    "MessageKind",
    "MessageTemplate",
    "Mode",
    "NoView",
    "Organisation",
    "OutboxItem",
    "OutboxKind",
    "OutboxState",
    "Permission",
    "Person",
    "PlannedRound",
    "PreElectionDecision",
    "Rag",
    "Recommendation",
    "Response",
    "Role",
    "RoleName",
    "Round",
    "RoundState",
    "Schedule",
    "Seat",
    "Side",
    "Theme",
    "ThemeKind",
    "User",
    "UserRole",
]
