import json
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from questionnaires.expanded import ExpandedQuestionnaire, Page
from survey.actions.change_answers import change_answers
from survey.actions.save_draft import document_of_draft, page_version, save_draft
from survey.errors import Conflict, NotFound
from survey.models import Draft, Invitation

pytestmark = pytest.mark.holds("a council's july")


@pytest.fixture
def theme(expanded: ExpandedQuestionnaire) -> Page:
    return expanded.page("theme-1")


def save(
    session: Session, invitation: Invitation, theme: Page, now: datetime, **typed: str
) -> Draft:
    """Save `typed` as somebody who sees what is stored: progress='3'."""
    seen = page_version(document_of_draft(session.get(Draft, invitation.id)), theme)
    values = {f"{theme.id}-{name}": value for name, value in typed.items()}
    return save_draft(session, invitation=invitation, page=theme, values=values, seen=seen, now=now)


def test_each_save_is_a_version_later(
    session: Session, invitation: Invitation, theme: Page, now: datetime
) -> None:
    assert save(session, invitation, theme, now, progress="1").version == 1
    later = now + timedelta(hours=1)
    draft = save(session, invitation, theme, later, progress="2")
    assert (draft.version, draft.saved_at) == (2, later)


def test_a_section_is_replaced_and_the_others_are_left(
    session: Session,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    theme: Page,
    now: datetime,
) -> None:
    save(session, invitation, theme, now, progress="1", comment="Old")
    save(session, invitation, expanded.page("theme-2"), now, progress="4")
    draft = save(session, invitation, theme, now, maturity="2")
    assert json.loads(draft.document) == {"theme-1-maturity": "2", "theme-2-progress": "4"}


def test_names_of_another_section_are_not_stored(
    session: Session, invitation: Invitation, theme: Page, now: datetime
) -> None:
    draft = save_draft(
        session,
        invitation=invitation,
        page=theme,
        values={"theme-2-progress": "3"},
        seen=page_version({}, theme),
        now=now,
    )
    assert json.loads(draft.document) == {}


def test_a_stale_save_is_refused_and_nothing_changes(
    session: Session, invitation: Invitation, theme: Page, now: datetime
) -> None:
    draft = save(session, invitation, theme, now, comment="Of the other window")
    with pytest.raises(Conflict, match="another window"):
        save_draft(
            session,
            invitation=invitation,
            page=theme,
            values={"theme-1-comment": "Of this window"},
            seen=page_version({}, theme),
            now=now,
        )
    assert document_of_draft(draft) == {"theme-1-comment": "Of the other window"}


def test_nothing_submitted_cannot_be_changed(
    session: Session, invitation: Invitation, expanded: ExpandedQuestionnaire, now: datetime
) -> None:
    with pytest.raises(NotFound, match="no submitted answers"):
        change_answers(session, invitation=invitation, expanded=expanded, now=now)
