"""The tables, one file per noun. Importing this package makes all of them known."""

from survey.models.audit import AuditEvent
from survey.models.calendar import Election, PlannedRound, Schedule
from survey.models.codebook import Code, CodebookVersion, CodeFamily, CodeLineage, Coding
from survey.models.comments import WAITING, Comment, CommentKind, Permission
from survey.models.commitments import (
    Commitment,
    CommitmentCode,
    CommitmentStatus,
    CommitmentVoice,
    Worked,
)
from survey.models.editions import Edition, EditionFile, EditionState, PreElectionDecision
from survey.models.figures import Commentary, EarlyWarning, FrozenTally, WarningKind
from survey.models.insight import InsightPack
from survey.models.interviews import Assignment, Booking, Clash, Interview, InterviewDraft, Record
from survey.models.messages import MailAttempt, MailOutcome, MessageKind, MessageTemplate
from survey.models.organisation import READ_BACK_DAYS, Organisation
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
from survey.models.quotes import EditionQuote, Quote
from survey.models.responses import FIRST_REVISION, Answer, Mode, NoView, Response
from survey.models.rounds import (
    Draft,
    FrozenQuestionnaire,
    Invitation,
    LinkToken,
    Round,
    RoundState,
)
from survey.models.staff import SEES_ANSWERS, Role, RoleName, Term, User, UserRole

__all__ = [
    "CALENDAR",
    "FIRST_REVISION",
    "MESSAGES",
    "READ_BACK_DAYS",
    "SEES_ANSWERS",
    "WAITING",
    "Absence",
    "Aim",
    "AimRag",
    "Answer",
    "Assignment",
    "Assurance",
    "AuditEvent",
    "Booking",
    "Clash",
    "Code",
    "CodeFamily",
    "CodeLineage",
    "CodebookVersion",
    "Coding",
    "Comment",
    "CommentKind",
    "Commentary",
    "Commitment",
    "CommitmentCode",
    "CommitmentStatus",
    "CommitmentVoice",
    "Contact",
    "Draft",
    "EarlyWarning",
    "Edition",
    "EditionFile",
    "EditionQuote",
    "EditionState",
    "Election",
    "FrozenQuestionnaire",
    "FrozenTally",
    "Group",
    "GroupBlock",
    "Holder",
    "Indicator",
    "InsightPack",
    "Interview",
    "InterviewDraft",
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
    "Quote",
    "Rag",
    "Recommendation",
    "Record",
    "Response",
    "Role",
    "RoleName",
    "Round",
    "RoundState",
    "Schedule",
    "Seat",
    "Side",
    "Term",
    "Theme",
    "ThemeKind",
    "User",
    "UserRole",
    "WarningKind",
    "Worked",
]
