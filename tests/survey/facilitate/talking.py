"""A conversation typed in without scripts: each theme saved by its button, then recorded."""

import json
from typing import Any

from flask import Flask
from sqlmodel import select

from survey.models import Assignment, InterviewDraft, RoleName, User
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, parsed
from tests.survey.house import OPENS, House

PAGE = "/facilitate/people/1"
END = f"{PAGE}/end"
OPENING = f"{PAGE}/conversation"
SECTIONS = ("theme-1", "theme-2", "overall")
BESIDE = ("day", "attendees", "place")


def assign(house: House, email: str, *invitations: int) -> None:
    """Let the facilitator of `email` have these interviews."""
    with house.session() as session:
        user = session.exec(select(User).where(User.email == email)).one()
        session.add_all(
            Assignment(
                invitation_id=each,
                facilitator_id=user.id or 0,
                assigned_by="mira@council.example",
                assigned_at=OPENS,
            )
            for each in invitations
        )


def facilitator_of(
    app: Flask, *invitations: int, email: str = "sam@staff.example"
) -> CheckingClient:
    """The browser of a new facilitator who has these interviews."""
    client = browser(app, RoleName.FACILITATOR, email=email)
    assign(House(app), email, *invitations)
    return client


def section(name: str, invitation_id: int = 1) -> str:
    """The address at which a theme is saved."""
    return f"/facilitate/people/{invitation_id}/sections/{name}"


def sent(client: CheckingClient, page: str, typed: dict[str, Any], to: str) -> Any:
    """Send the form of `page` that goes `to`, as it stands there but for what is `typed`."""
    return client.post(to, data=standing(client.get(page), to) | typed)


def standing(page: Any, to: str) -> dict[str, str]:
    """What a browser would send of the form that goes `to` if nobody touched it."""
    forms = parsed(page.get_data(as_text=True)).iter("form")
    form = next(each for each in forms if each.get("action") == to)
    found = {}
    for control in form.iter():
        name = control.get("name", "")
        if control.tag == "input" and (
            control.get("type") not in {"radio", "checkbox"} or "checked" in control.attrib
        ):
            found[name] = control.get("value", "")
        elif control.tag == "textarea":
            found[name] = control.text or ""
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = next((each for each in options if "selected" in each.attrib), options[0])
            found[name] = chosen.get("value", "")
    return found


def save(client: CheckingClient, name: str, typed: dict[str, Any], invitation_id: int = 1) -> Any:
    """Save what is `typed` into one theme, as its button does."""
    page = f"/facilitate/people/{invitation_id}"
    return sent(client, page, typed, section(name, invitation_id))


def talk(client: CheckingClient, typed: dict[str, Any], invitation_id: int = 1) -> Any:
    """Type everything, each part where it belongs; gives the first answer that is not accepted."""
    page = f"/facilitate/people/{invitation_id}"
    answer = None
    beside = {key: value for key, value in typed.items() if key in BESIDE}
    if beside:
        answer = sent(client, page, beside, f"{page}/conversation")
    for name in (*SECTIONS, *others(typed)):
        own = {key: value for key, value in typed.items() if key.startswith(f"{name}-")}
        if own and (answer is None or answer.status_code == 303):
            answer = save(client, name, own, invitation_id)
    return answer


def others(typed: dict[str, Any]) -> list[str]:
    """The sections of the questionnaire that asks in every way there is."""
    return [name for name in ("proof-2", "assurance") if any(k.startswith(name) for k in typed)]


def record(client: CheckingClient, chosen: dict[str, Any], invitation_id: int = 1) -> Any:
    """Press 'Record and read it back' on the last page, with what is `chosen` there."""
    page = f"/facilitate/people/{invitation_id}"
    end = f"{page}/end"
    return sent(client, end, {"then": "record"} | chosen, end)


def interviewed(client: CheckingClient, typed: dict[str, Any], invitation_id: int = 1) -> Any:
    """A whole conversation, to its receipt."""
    answer = talk(client, typed, invitation_id)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return record(client, {}, invitation_id)


def drafted(house: House) -> dict[str, str]:
    """The document of the only interview that is begun."""
    (draft,) = house.rows(InterviewDraft)
    document: dict[str, str] = json.loads(draft.document)
    return document
