from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Insert, insert
from sqlmodel import Session, SQLModel

from questionnaires.answers import blank, permission
from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.models import CommentKind, NoView, Permission

Row = dict[str, Any]
ANSWERS = insert(SQLModel.metadata.tables["answer"])
COMMENTS = insert(SQLModel.metadata.tables["comment"])


def store_answers(
    session: Session,
    response_id: int,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    *,
    to_code: bool = True,
) -> None:
    """Write what `document` says as the answers and comments of a response; blanks are left out.

    The comments wait for an analyst where they are `to_code`: what never counts is not. Each kind
    goes to the database in one statement: nobody needs them as objects afterwards.
    """
    given = list(_given(expanded, document))
    _write(session, ANSWERS, [_answer(response_id, *pair) for pair in given if _scores(pair[0])])
    comments = [
        _comment(response_id, field, text, Permission(permission(expanded, field, document)))
        | {"to_code": to_code}
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


def _answer(response_id: int, field: Field, value: str) -> Row:
    score = int(value) if value.isdecimal() else None
    return {
        "response_id": response_id,
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
        "clear_of_exempt_by": "",
    }
