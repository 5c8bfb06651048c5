"""Each database's own index of words: what it is asked, and how it marks what it found.

SQLite has the table `comment_words` (FTS5), kept by triggers; PostgreSQL the column `words`, which
it computes itself whenever a text changes.
"""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session

# No comment holds these: `survey.forms.text.readable` takes them out of what is typed.
BEGINS, ENDS = "\x02", "\x03"
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
ON_SQLITE = text("comment.id IN (SELECT rowid FROM comment_words WHERE comment_words MATCH :asked)")
ON_POSTGRESQL = text("comment.words @@ websearch_to_tsquery('english', :asked)")
MARK_ON_SQLITE = text(
    "SELECT rowid, highlight(comment_words, 0, :begins, :ends) FROM comment_words "
    "WHERE comment_words MATCH :asked AND rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))
MARK_ON_POSTGRESQL = text(
    "SELECT id, ts_headline('english', text, websearch_to_tsquery('english', :asked), :how) "
    "FROM comment WHERE id IN :ids"
).bindparams(bindparam("ids", expanding=True))
TOO_COMMON = text("SELECT numnode(websearch_to_tsquery('english', :asked)) = 0")


def asked_of_index(typed: str) -> str:
    """What both databases are asked for `typed`: all its words, and what is in quotes as a phrase.

    Every word is in quotes, so that nothing of it is taken for an operator. Empty where no word is
    left: signs and emoji alone are none.
    """
    terms = [quoted or word for quoted, word in TERM.findall(typed)]
    return " ".join(f'"{term}"' for term in terms if any(map(str.isalnum, term)))


def holds(session: Session, asked: str) -> TextClause:
    """The condition that the `Comment` in hand holds what is `asked`."""
    condition = ON_SQLITE if on_sqlite(session) else ON_POSTGRESQL
    return condition.bindparams(asked=asked)


def too_common(session: Session, asked: str) -> bool:
    """Whether nothing but words is asked for that the database leaves out, such as 'the'."""
    if on_sqlite(session):
        return False
    return bool(session.execute(TOO_COMMON, {"asked": asked}).scalar())


def marked(session: Session, asked: str, ids: Sequence[int]) -> dict[int, str]:
    """{comment's id: its words}, each word that was asked for between BEGINS and ENDS."""
    if on_sqlite(session):
        how = {"begins": BEGINS, "ends": ENDS}
        rows = session.execute(MARK_ON_SQLITE, {"asked": asked, "ids": ids, **how})
    else:
        whole = f"HighlightAll=true, StartSel={BEGINS}, StopSel={ENDS}"
        rows = session.execute(MARK_ON_POSTGRESQL, {"asked": asked, "ids": ids, "how": whole})
    return dict(rows.all())


def pieces(words: str) -> list[tuple[str, bool]]:
    """`words` cut at its marks: each piece with whether it was asked for."""
    return [piece for piece in cut(words) if piece[0]]


def cut(words: str) -> Iterable[tuple[str, bool]]:
    for number, part in enumerate(words.split(BEGINS)):
        found, ended, rest = part.partition(ENDS)
        yield found, number > 0 and bool(ended)
        yield rest, False


def on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
