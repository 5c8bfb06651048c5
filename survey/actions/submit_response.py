import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire
from survey.actions.carry_over import carry_over
from survey.actions.find_clash import find_clash
from survey.actions.queue_thanks import Thanks, queue_thanks
from survey.actions.record_event import record_event
from survey.actions.refuse_unusable import refuse_unusable
from survey.actions.store_answers import store_answers
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import AlreadyAnswered, Conflict, Gone, SurveyError
from survey.language import gettext
from survey.models import FIRST_REVISION, Draft, Invitation, Mode, Response, Round, RoundState
from survey.queries.responses import kept_revision, sent_already
from survey.queries.rounds import asked_by

DRAFTS = SQLModel.metadata.tables["draft"]
END_DRAFT = delete(DRAFTS).where(DRAFTS.c.invitation_id == bindparam("of_invitation"))
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
    thanks: Thanks | None = None,
) -> Response:
    """Store `document` as the invitation's next revision, which counts from now on.

    An interview with somebody who has been heard already is kept without counting, and a form
    counts above an interview; either leaves a `Clash` for whoever decides. The same
    `idempotency_key` again gives the response of the first time. A form's draft is deleted; an
    interview leaves it, for it holds the holder's own words. With `thanks` a message is queued. The
    caller holds the invitation locked, so that two submissions come one after the other. Of
    `expanded` only what this person is asked is taken. Raises `NotComplete`, `SurveyError` for
    values that the questionnaire does not have, `Gone` when the round is closed, `Conflict` for a
    form while it is paused, and `AlreadyAnswered` for what came on paper or by telephone from
    somebody who has answered the form.
    """
    if invitation.id is None:
        raise ValueError("A response belongs to an invitation that is stored.")
    earlier, standing = sent_already(session, invitation.id, idempotency_key)
    if earlier is not None:
        return _same_receipt(earlier, invitation)
    asked = asked_by(session, expanded, invitation)
    refuse_unusable(asked, document)
    _refuse_silence(asked, document, mode)
    _refuse_out_of_time(session, invitation, mode)
    _refuse_heard(standing, mode)
    response = Response(
        invitation_id=invitation.id,
        revision=_revision(session, standing, mode),
        mode=mode,
        reference=new_reference(),
        idempotency_key=idempotency_key,
        submitted_at=now,
        simulated=simulated,
    )
    _finish(session, invitation, response)
    store_answers(session, invitation, response, asked, document)
    if standing is not None:
        _succeed(session, standing, response)
    if thanks is not None:
        queue_thanks(session, invitation=invitation, response=response, thanks=thanks, now=now)
    return response


def says_anything(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> bool:
    """Whether a single question is answered; whoever scores nothing may leave out every one."""
    return any(not blank(document.get(field.name, "")) for field in expanded.fields)


def new_reference() -> str:
    """A random reference that can be read out on the telephone, such as 'TT-7K4M-9QAX'."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    return f"TT-{letters[:4]}-{letters[4:]}"


def _same_receipt(earlier: Response, invitation: Invitation) -> Response:
    if earlier.invitation_id != invitation.id:
        raise Conflict(
            gettext("These answers cannot be sent twice; check them and submit once more.")
        )
    return earlier


def _refuse_silence(
    expanded: ExpandedQuestionnaire, document: Mapping[str, str], mode: Mode
) -> None:
    if mode is Mode.FORM and not says_anything(expanded, document):
        raise SurveyError(
            gettext("Nothing is written yet: say something about one theme at least.")
        )


def _refuse_out_of_time(session: Session, invitation: Invitation, mode: Mode) -> None:
    round_ = session.get(Round, invitation.round_id)
    if round_ is None or round_.state is RoundState.CLOSED:
        raise Gone(gettext("This month is closed; answers given after that are not counted."))
    if round_.paused_at is not None and mode is Mode.FORM:
        # What was said in a conversation or written on paper cannot be unsaid by a pause.
        raise Conflict(gettext("This month is paused; answers are taken again when it goes on."))


def _refuse_heard(standing: Response | None, mode: Mode) -> None:
    """What people write themselves stands above what others write for them."""
    kept = mode in {Mode.FORM, Mode.INTERVIEW}
    if standing and not kept and standing.mode is Mode.FORM:
        raise AlreadyAnswered("This person has answered the form this month; nothing was stored.")


def _revision(session: Session, standing: Response | None, mode: Mode) -> int:
    """The next revision; below 1 for an interview with somebody who has been heard already."""
    if standing is None:
        return FIRST_REVISION
    if mode is Mode.INTERVIEW:
        return kept_revision(session, standing.invitation_id)
    return standing.revision + 1


def _succeed(session: Session, standing: Response, response: Response) -> None:
    """Let what takes the place of `standing` keep what was made of the same words.

    Note where `response` meets a conversation, or is one that came second.
    """
    now = response.submitted_at
    if response.revision > standing.revision:
        carry_over(session, earlier_id=standing.id or 0, response_id=response.id or 0)
        take_out_quotes(session, now=now)  # what no longer counts is quoted no longer
    if response.mode is Mode.INTERVIEW:
        find_clash(session, counted=standing, kept=response, now=now)
    elif response.mode is Mode.FORM and standing.mode is Mode.INTERVIEW:
        find_clash(session, counted=response, kept=standing, now=now)


def _finish(session: Session, invitation: Invitation, response: Response) -> None:
    """Store the response itself, and settle what it ends: a refusal, a wish to talk, a draft."""
    session.add(response)
    invitation.declined_at = None
    if response.mode is Mode.FORM:
        if invitation.scores:
            invitation.talk_asked_at = None
        _end_draft(session, invitation)
        record_event(
            session,
            actor="simulation" if response.simulated else f"invitation {invitation.id}",
            action="response submitted",
            subject=f"invitation {invitation.id}",
            now=response.submitted_at,
            revision=response.revision,
        )
    session.flush()


def _end_draft(session: Session, invitation: Invitation) -> None:
    """One statement, whether there is a draft or not: nobody needs it as an object any more."""
    session.connection().execute(END_DRAFT, {"of_invitation": invitation.id})
    held = session.identity_map.get(identity_key(Draft, invitation.id))
    if held is not None:
        session.expunge(held)
