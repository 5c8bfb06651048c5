"""Everything that one stakeholder does in a month, and what is stored of it afterwards."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from benchmarks.visitor import LATER, Visitor, expect, hidden
from survey.extensions import engine
from survey.models import Answer, Comment, Draft, LinkToken, Response
from survey.tokens import token_hash

THEMES = range(1, 8)
# Link, start, list of themes; a page and a save for each theme; check, submit, receipt.
REQUESTS_OF_A_JOURNEY = 3 + 2 * len(THEMES) + 3
REQUESTS_OF_A_SUBMISSION = 3
PERMISSIONS = ("team", "internal", "unattributed", "block")


def answers(number: int, theme: int) -> dict[str, str]:
    """What the holder `number` says about `theme`: two scores, a comment and its permission."""
    about = f"theme-{theme}"
    return {
        f"{about}-progress": str(1 + (number + theme) % 5),
        f"{about}-maturity": str(1 + number % 5),
        f"{about}-comment": f"Holder {number} sees the pace of theme {theme}, not yet the proof.",
        f"{about}-comment-permission": PERMISSIONS[(number + theme) % len(PERMISSIONS)],
    }


def document(number: int) -> dict[str, str]:
    """All that the holder `number` says: fourteen scores and seven comments."""
    return {name: said for theme in THEMES for name, said in answers(number, theme).items()}


def whole_journey(visitor: Visitor, token: str, number: int) -> None:
    """From the personal link to the receipt, a page and a save for each theme."""
    visitor.enter(token)
    for theme in THEMES:
        address = f"/respond/theme-{theme}"
        seen = hidden(visitor.get(address), "version")
        said = answers(number, theme)
        expect(visitor.post(address, **said, version=seen, then="next"), LATER)
    key = hidden(visitor.get("/respond/check"), "key")
    expect(visitor.post("/respond/submit", key=key), LATER)
    visitor.get("/respond/receipt")


def whole_submission(visitor: Visitor, number: int) -> None:
    """The one page of a single layout, all of it sent at once, the receipt."""
    page = visitor.get("/respond/")
    fields = document(number) | {name: hidden(page, name) for name in ("version", "key")}
    expect(visitor.post("/respond/form", **fields, then="submit"), LATER)
    visitor.get("/respond/receipt")


def verify(database_url: str, tokens: Mapping[int, str]) -> None:
    """RuntimeError unless what each holder has said is stored, once, and nothing else is.

    `tokens` are the personal links of those who have submitted, by their number.
    """
    with Session(engine(database_url)) as session:
        for number, token in tokens.items():
            if stored(session, token) != document(number):
                raise RuntimeError(f"What holder {number} said is not what is stored.")


def stored(session: Session, token: str) -> dict[str, str]:
    """The submitted document of whoever has this link; RuntimeError unless there is just one."""
    invitation = session.exec(
        select(LinkToken.invitation_id).where(LinkToken.token_sha256 == token_hash(token))
    ).one()
    responses = session.exec(select(Response).where(Response.invitation_id == invitation)).all()
    if len(responses) != 1 or session.get(Draft, invitation) is not None:
        raise RuntimeError(f"Invitation {invitation} has {len(responses)} responses, or a draft.")
    found = {}
    response_id = responses[0].id
    for answer in session.exec(select(Answer).where(Answer.response_id == response_id)):
        found[f"theme-{answer.item}-{answer.measure}"] = str(answer.score)
    for comment in session.exec(select(Comment).where(col(Comment.response_id) == response_id)):
        found[comment.field] = comment.text
        found[f"{comment.field}-permission"] = comment.permission.value
    return found
