from sqlmodel import Session

from survey.models import Coding, Comment, Response
from survey.queries.codings import codings_of
from survey.queries.records import words_of


def keep_coding(session: Session, *, before: Response, after: Response) -> None:
    """Let words that `after` says as `before` said them stay coded, and cleared, as they were."""
    earlier = {(each.field, each.text): each for each in words_of(session, before.id or 0)}
    codings = codings_of(session, [each.id or 0 for each in earlier.values()])
    for each in words_of(session, after.id or 0):
        same = earlier.get((each.field, each.text))
        if same is not None:
            take_over(session, same, each, codings.get(same.id or 0, []))
    session.flush()


def take_over(session: Session, earlier: Comment, later: Comment, codings: list[Coding]) -> None:
    later.to_code = earlier.to_code
    later.clear_of_exempt_by = earlier.clear_of_exempt_by
    later.clear_of_exempt_at = earlier.clear_of_exempt_at
    session.add(later)
    session.add_all(
        Coding(**each.model_dump(exclude={"comment_id"}), comment_id=later.id or 0)
        for each in codings
    )
