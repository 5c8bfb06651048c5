"""The form in which a comment becomes a quote."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from survey.actions.redact_quote import fingerprint
from survey.actions.redacting.brackets import editable
from survey.actions.redacting.finding import pieces, telling
from survey.actions.redacting.found import Piece
from survey.actions.redacting.known import Known
from survey.forms.text import lines, readable
from survey.queries.quotable import Spoken

# What a bracket may stand for, a button each.
STAND_INS = ("a colleague", "a post", "a body", "a place", "a date", "a number", "…")


@dataclass(slots=True)
class Redaction:
    """What stands in the form: the quote's `words`, the ticks, and what is wrong.

    `seen` is the fingerprint of the quote that stood when the redactor began; `errors` is
    {field id: sentence}.
    """

    words: str
    seen: str
    stays: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, said: Spoken) -> "Redaction":
        """The quote as it stands, or the original, to begin with."""
        words = said.quote.words if said.quote else editable(said.comment.text)
        return cls(words, fingerprint(said.quote))

    @classmethod
    def sent(cls, form: MultiDict[str, str]) -> "Redaction":
        """What a browser has sent."""
        words = readable(lines(form.get("words", ""))).strip()
        stays = frozenset(lines(text) for text in form.getlist("stays"))
        return cls(words, form.get("seen", ""), stays)


@dataclass(frozen=True, slots=True)
class Marked:
    """The original and the quote, cut where something may tell; `left` is each such thing once."""

    original: Sequence[Piece]
    quote: Sequence[Piece]
    left: Sequence[Piece]

    @classmethod
    def of(cls, said: Spoken, words: str, known: Known) -> "Marked":
        return cls(pieces(said.comment.text, known), pieces(words, known), telling(words, known))
