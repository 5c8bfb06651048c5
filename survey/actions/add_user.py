from collections.abc import Collection
from datetime import datetime

from argon2 import PasswordHasher
from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.clock import london_day
from survey.errors import Conflict, Refused, SurveyError
from survey.models import SEES_ANSWERS, Role, RoleName, Term, User
from survey.queries.staff import role_by_name, seat_held, user_by_email

SHORTEST_PASSWORD = 12
OPEN = Term()


def add_user(  # noqa: PLR0913  # each is a fact of its own, given by name
    session: Session,
    *,
    email: str,
    name: str,
    roles: Collection[str],
    password: str,
    actor: str,
    now: datetime,
    term: Term = OPEN,
) -> User:
    """Make an account with `roles` and a password of at least 12 characters, kept as argon2id.

    An observer passes within `term`. Raises `SurveyError` for a bad address, name, role, password
    or term, `Conflict` where the address has an account, `Refused` where a holder of a seat would
    see what other members answered.
    """
    address = usable_address(email)
    wanted = [role_called(role) for role in dict.fromkeys(roles)]
    refuse_bad_words(name, wanted, password)
    refuse_bad_term(term, wanted)
    if user_by_email(session, address) is not None:
        raise Conflict(f"There is already an account for {address}; use another address.")
    refuse_seat_beside_answers(session, address, wanted, now)
    user = User(
        email=address,
        name=name.strip(),
        password=PasswordHasher().hash(password),
        roles=[standing_role(session, role) for role in wanted],
        access_from=term.first,
        access_to=term.last,
    )
    session.add(user)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="account added",
        subject=f"account {user.id}",
        now=now,
        email=address,
        roles=[role.value for role in wanted],
        **facts_of(term),
    )
    return user


def usable_address(email: str) -> str:
    try:
        # Addresses of example and test domains are what a demonstration has.
        found = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise SurveyError(
            f"'{email}' is no e-mail address; use one such as name@council.example."
        ) from error
    return found.normalized.lower()


def role_called(name: str) -> RoleName:
    try:
        return RoleName(name)
    except ValueError as error:
        raise SurveyError(
            f"There is no role '{name}'; choose from {', '.join(RoleName)}."
        ) from error


def refuse_bad_words(name: str, roles: Collection[RoleName], password: str) -> None:
    if not name.strip() or not name.isprintable():
        raise SurveyError("The account has no name that can be shown; give the person's own name.")
    if not roles:
        raise SurveyError(f"The account has no role; choose from {', '.join(RoleName)}.")
    if len(password) < SHORTEST_PASSWORD:
        raise SurveyError(
            f"The password has {len(password)} characters; use at least {SHORTEST_PASSWORD}."
        )


def refuse_bad_term(term: Term, roles: Collection[RoleName]) -> None:
    """`SurveyError` for days that belong to no observer, or that end before they begin."""
    if term != OPEN and RoleName.OBSERVER not in roles:
        raise SurveyError(
            "Only an observer's access has days on which it begins and ends; "
            "give the account the role observer, or leave the days out."
        )
    if term.ends_before_it_begins:
        raise SurveyError(
            f"The access would end on {term.last}, before it begins on {term.first}; "
            "give an earlier first day or a later last one."
        )


def facts_of(term: Term) -> dict[str, str]:
    """The days of a term as an audit event tells them, '2019-03-31'; an open end is left out."""
    days = {"access_from": term.first, "access_to": term.last}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def refuse_seat_beside_answers(
    session: Session, email: str, roles: Collection[RoleName], now: datetime
) -> None:
    barred = [role for role in roles if role in SEES_ANSWERS]
    seat = seat_held(session, email, london_day(now)) if barred else None
    if seat is not None:
        raise Refused(
            f"{email} holds a seat of the panel ({seat}) and cannot be {' or '.join(barred)}: "
            "every member was promised that no other member sees what they answered. "
            "Choose another role or another person."
        )


def standing_role(session: Session, name: RoleName) -> Role:
    """The role's row, made when it is first given."""
    found = role_by_name(session, name)
    if found is None:
        found = Role(name=name.value)
        session.add(found)
        session.flush()
    return found
