"""The shipped sample's files, edited copies of them, and all of them in a test's database."""

from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from survey.actions.import_groups import import_groups
from survey.actions.import_indicators import import_indicators
from survey.actions.import_panel import import_panel
from survey.actions.import_plan import import_plan
from survey.actions.importing.changes import Changes
from survey.actions.importing.source import Source
from survey.samples import sample_city

SAMPLE = sample_city()
NOW = datetime(2018, 6, 29, 9, 0, tzinfo=UTC)


def edited(file: Path, *replacements: tuple[str, str]) -> Source:
    """The file with each old text, which must stand in it exactly once, replaced by the new."""
    text = file.read_text("utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    return Source.decode(file.name, text.encode())


def bring_plan(session: Session, *edits: tuple[str, str], rag_month: str | None = None) -> Changes:
    source = edited(SAMPLE.plan, *edits)
    return import_plan(session, source=source, rag_month=rag_month, actor="command", now=NOW)


def bring_groups(session: Session, *edits: tuple[str, str]) -> Changes:
    return import_groups(session, source=edited(SAMPLE.groups, *edits), actor="command", now=NOW)


def bring_panel(session: Session, *edits: tuple[str, str]) -> Changes:
    return import_panel(session, source=edited(SAMPLE.panel, *edits), actor="command", now=NOW)


def bring_indicators(session: Session, *edits: tuple[str, str]) -> Changes:
    return import_indicators(
        session, source=edited(SAMPLE.indicators, *edits), actor="command", now=NOW
    )


def load_sample(session: Session) -> None:
    """Plan with its ratings, groups and panel of the sample, not committed."""
    bring_plan(session, rag_month=SAMPLE.rag_month)
    bring_groups(session)
    bring_panel(session)
