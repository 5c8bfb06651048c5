"""The tables, one file per noun. Importing this package makes all of them known."""

from survey.models.audit import AuditEvent
from survey.models.comments import Comment, Permission
from survey.models.editions import Edition, EditionFile, EditionState
from survey.models.interviews import Interview
from survey.models.organisation import Organisation
from survey.models.outbox import OutboxItem, OutboxKind, OutboxState
from survey.models.panel import Contact, Group, GroupBlock, Holder, Person, Seat, Side
from survey.models.performance import Assurance, Indicator, Recommendation
from survey.models.plan import Aim, AimRag, Rag, Theme, ThemeKind
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
    "SEES_ANSWERS",
    "Aim",
    "AimRag",
    "Answer",
    "Assurance",
    "AuditEvent",
    "Comment",
    "Contact",
    "Draft",
    "Edition",
    "EditionFile",
    "EditionState",
    "FrozenQuestionnaire",
    "Group",
    "GroupBlock",
    "Holder",
    "Indicator",
    "Interview",
    "Invitation",
    "LinkToken",
    "Mode",
    "NoView",
    "Organisation",
    "OutboxItem",
    "OutboxKind",
    "OutboxState",
    "Permission",
    "Person",
    "Rag",
    "Recommendation",
    "Response",
    "Role",
    "RoleName",
    "Round",
    "RoundState",
    "Seat",
    "Side",
    "Theme",
    "ThemeKind",
    "User",
    "UserRole",
]
