"""The three tables that a manager exports and imports, and what their columns hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.actions.import_groups import import_groups
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.importing.changes import Changes
from survey.actions.importing.source import Source
from survey.clock import LONDON
from survey.queries.exports import Rows, group_rows, panel_rows, plan_rows


@dataclass(frozen=True, slots=True)
class FileKind:
    """A table: its name as pages say it, the page it is kept on, and the meaning of its columns."""

    noun: str
    title: str
    home: str
    rows: Callable[[Session, datetime], Rows]
    columns: Mapping[str, str]

    def bring(
        self, session: Session, source: Source, rag_month: str, *, actor: str, now: datetime
    ) -> Changes:
        """Import `source`; only the plan heeds `rag_month`, which may be empty."""
        if self.noun == "plan":
            return import_plan(
                session, source=source, rag_month=rag_month or None, actor=actor, now=now
            )
        action = import_panel if self.noun == "panel" else import_groups
        return action(session, source=source, actor=actor, now=now)


def this_month(now: datetime) -> str:
    return f"{now.astimezone(LONDON):%Y-%m}"


PANEL = FileKind(
    "panel", "the panel", "manage.panel", lambda session, _: panel_rows(session),
    {
        "seat": "The seat's short name, for example audit-chair",
        "role": "The office in words, for example Chair, Audit Committee",
        "group": "The short name of a group of the panel",
        "organisation": "Where the office belongs",
        "ended_on": "The last day of the office itself, or empty; the column may be missing",
        "email": "The holder's address; empty in a row for a seat that nobody holds",
        "contact": "form, interview, or talk for a conversation without scores",
        "active_from": "First day in the seat, 2018-06-01, or a month for its first day",
        "active_to": "Last day in the seat, or a month for its last day; empty while not known",
        "primary": "yes where the person is counted, which is exactly one seat on any day; else no",
    },
)  # fmt: skip
GROUPS = FileKind(
    "groups", "the groups", "manage.groups", lambda session, _: group_rows(session),
    {
        "group": "The group's short name",
        "name": "Its name in words",
        "from": "From which month the group is published in this block: an April, as in 2019-04",
        "block": "The block's short name",
        "block_name": "The block's name as it is published",
        "side": "executive, assurance or external",
    },
)  # fmt: skip
PLAN = FileKind(
    "plan", "the plan", "manage.plan",
    lambda session, now: plan_rows(session, this_month(now)),
    {
        "ref": "The aim's reference; empty in a row for a theme without aims",
        "kind": "governance where the panel scores the theme, service-block where it does not",
        "theme_ref": "The theme's reference",
        "theme": "The theme's name",
        "lga_criterion": "The criterion of the peer challenge, or empty",
        "aim": "What is to be reached",
        "background": "Text, or empty",
        "required_action": "Text, or empty",
        "output": "Text, or empty",
        "due": "A month, as in 2018-09, or empty",
        "lead": "Who leads, or empty",
        "rag": "The Council's own rating, green, amber or red, or empty",
        "exempt": "yes keeps the aim out of everything that is published; else no",
        "illustrative": "The columns of this row that are not fact, separated by blanks, or empty",
    },
)  # fmt: skip
FILE_KINDS = {kind.noun: kind for kind in (PANEL, GROUPS, PLAN)}
