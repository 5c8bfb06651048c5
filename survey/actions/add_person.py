from sqlmodel import Session

from survey.actions.importing.cells import CellError, email
from survey.errors import Refused, SurveyError
from survey.models import SEES_ANSWERS, Person
from survey.queries.persons import person_by_email
from survey.queries.staff import user_by_email


def add_person(session: Session, *, address: str) -> Person:
    """The person of this address, added where nobody has it yet, flushed.

    Raises SurveyError for an address to which no mail can be sent, and Refused for a member of
    staff who sees what others answered.
    """
    usable = usable_address(address)
    refuse_staff(session, usable)
    found = person_by_email(session, usable)
    if found is None:
        found = Person(email=usable)
        session.add(found)
        session.flush()
    return found


def usable_address(address: str) -> str:
    """`address` in small letters."""
    try:
        return email(address.strip())
    except CellError as error:
        sentence = str(error)
        raise SurveyError(f"{sentence[0].upper()}{sentence[1:]}") from error


def refuse_staff(session: Session, address: str) -> None:
    """Every member was promised that no other member sees what they answered."""
    user = user_by_email(session, address)
    barred = [role.name for role in user.roles if role.name in SEES_ANSWERS] if user else []
    if barred:
        raise Refused(
            f"{address} has an account here as {' and '.join(barred)} and sees what members of "
            "the panel answered, so they can neither hold a seat nor be a deputy. Take that role "
            "from them first, or choose another person."
        )
