from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Insert, insert
from sqlmodel import Session, SQLModel

from questionnaires.answers import blank, permission
from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.models import CommentKind, Invitation, NoView, Permission, Response

Row = dict[str, Any]
ANSWERS = insert(SQLModel.metadata.tables["answer"])
COMMENTS = insert(SQLModel.metadata.tables["comment"])


def store_answers(
    session: Session,
    invitation: Invitation,
    response: Response,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
) -> None:
    """Write what `document` says as the answers and comments of a response; blanks are left out.

    Each kind goes to the database in one statement: nobody needs them as objects afterwards.
    """
    given = list(_given(expanded, document))
    of_all = {
        "response_id": response.id or 0,
        "round_id": invitation.round_id,
        "group_id": invitation.group_id,
        "mode": response.mode,
    }
    _write(session, ANSWERS, [of_all | _answer(*pair) for pair in given if _scores(pair[0])])
    comments = [
        _comment(response.id or 0, field, text, Permission(permission(expanded, field, document)))
        for field, text in given
        if not _scores(field)
    ]
    _write(session, COMMENTS, comments)


def _given(
    expanded: ExpandedQuestionnaire, document: Mapping[str, str]
) -> Iterator[tuple[Field, str]]:
    for field in expanded.fields:
        value = document.get(field.name, "")
        if not blank(value):
            yield field, value


def _scores(field: Field) -> bool:
    return field.question.kind == "score"


def _write(session: Session, statement: Insert, rows: list[Row]) -> None:
    if rows:
        session.connection().execute(statement, rows)


def _answer(field: Field, value: str) -> Row:
    score = int(value) if value.isdecimal() else None
    return {
        "item": field.item or "",
        "measure": field.question.measure or "",
        "score": score,
        "no_view": NoView(value) if score is None else None,
    }


def _comment(response_id: int, field: Field, text: str, allowed: Permission) -> Row:
    return {
        "response_id": response_id,
        "field": field.name,
        "item": field.item or "",
        "text": text.replace("\r\n", "\n"),
        "permission": allowed,
        "kind": CommentKind.COMMENT,
        "to_code": True,
        "clear_of_exempt_by": "",
    }
