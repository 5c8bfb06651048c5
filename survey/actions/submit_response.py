import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from questionnaires.answers import blank, missing, permission, too_long, unknown
from questionnaires.expand import ExpandedQuestionnaire, Field
from survey.actions.record_event import record_event
from survey.errors import AlreadyAnswered, Conflict, Gone, NotComplete, NotFound, SurveyError
from survey.models import (
    Answer,
    Comment,
    Draft,
    Invitation,
    Mode,
    NoView,
    Permission,
    Response,
    Round,
    RoundState,
)
from survey.queries.invitations import invitation_by_id
from survey.queries.responses import response_by_key, standing_response

# Without what is misread or misheard: 0 and O, 1 and I and L, 5 and S, 8 and B, 2 and Z, U and V.
REFERENCE_LETTERS = "34679ACDEFGHJKMNPQRTUWXY"


def submit_response(  # noqa: PLR0913  # each is a fact of its own, given by name
    session: Session,
    *,
    invitation: Invitation,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
    mode: Mode,
    idempotency_key: str,
    now: datetime,
    simulated: bool = False,
) -> Response:
    """Store `document` as the invitation's next revision, which counts from now on.

    The same `idempotency_key` again gives the response of the first time. A form's draft is
    deleted; an interview leaves it, for it holds the holder's own words. Raises `NotComplete`,
    `SurveyError` for values that the questionnaire does not have, `Gone` when the round is
    closed, and `AlreadyAnswered` for an interview with somebody who has answered the form.
    """
    if invitation.id is None or invitation_by_id(session, invitation.id) is None:
        raise NotFound("There is no such invitation.")
    earlier = response_by_key(session, idempotency_key)
    if earlier is not None:
        return _same_receipt(earlier, invitation)
    _refuse_unusable(expanded, document)
    _refuse_closed(session, invitation)
    standing = standing_response(session, invitation.id)
    if standing and mode is Mode.INTERVIEW and standing.mode is Mode.FORM:
        raise AlreadyAnswered("This person has answered the form this month; nothing was stored.")
    response = Response(
        invitation_id=invitation.id,
        revision=standing.revision + 1 if standing else 1,
        mode=mode,
        reference=new_reference(),
        idempotency_key=idempotency_key,
        submitted_at=now,
        simulated=simulated,
    )
    _store(session, response, expanded, document)
    if mode is Mode.FORM:
        _finish_form(session, response, now)
    return response


def new_reference() -> str:
    """A random reference that can be read out on the telephone, such as 'TT-7K4M-9QAX'."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    return f"TT-{letters[:4]}-{letters[4:]}"


def _same_receipt(earlier: Response, invitation: Invitation) -> Response:
    if earlier.invitation_id != invitation.id:
        raise Conflict("These answers cannot be sent twice; check them and submit once more.")
    return earlier


def _refuse_unusable(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> None:
    strange = unknown(expanded, document)
    if strange:
        raise SurveyError(
            f"The questionnaire has no such answer as the one given for '{strange[0]}'; "
            "choose one of the answers that it offers."
        )
    long = too_long(expanded, document)
    if long:
        raise SurveyError(
            f"'{long[0].question.stem}' takes {long[0].question.max_length} characters at most; "
            "shorten what is written there."
        )
    wanting = missing(expanded, document)
    if wanting:
        raise NotComplete(tuple(field.name for field in wanting))


def _refuse_closed(session: Session, invitation: Invitation) -> None:
    round_ = session.get(Round, invitation.round_id)
    if round_ is None or round_.state is RoundState.CLOSED:
        raise Gone("This month is closed; answers given after that are not counted.")


def _store(
    session: Session,
    response: Response,
    expanded: ExpandedQuestionnaire,
    document: Mapping[str, str],
) -> None:
    session.add(response)
    session.flush()
    if response.id is None:
        raise ValueError("The database gave the response no id.")
    for field in expanded.fields:
        value = document.get(field.name, "")
        if blank(value):
            continue
        if field.question.kind == "score":
            session.add(_answer(response.id, field, value))
        else:
            allowed = permission(expanded, field, document)
            session.add(_comment(response.id, field, value, Permission(allowed)))
    session.flush()


def _answer(response_id: int, field: Field, value: str) -> Answer:
    score = int(value) if value.isdecimal() else None
    return Answer(
        response_id=response_id,
        item=field.item or "",
        measure=field.question.measure or "",
        score=score,
        no_view=NoView(value) if score is None else None,
    )


def _comment(response_id: int, field: Field, text: str, allowed: Permission) -> Comment:
    return Comment(
        response_id=response_id,
        field=field.name,
        item=field.item or "",
        text=text.replace("\r\n", "\n"),
        permission=allowed,
    )


def _finish_form(session: Session, response: Response, now: datetime) -> None:
    draft = session.get(Draft, response.invitation_id)
    if draft is not None:
        session.delete(draft)
    record_event(
        session,
        actor="simulation" if response.simulated else f"invitation {response.invitation_id}",
        action="response submitted",
        subject=f"invitation {response.invitation_id}",
        now=now,
        revision=response.revision,
    )
    session.flush()
