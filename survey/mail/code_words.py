"""The words that bring the six digits: nobody edits them, so they are words of the shell."""

from survey.language import gettext, marked
from survey.mail.shipped import Words

SUBJECT = marked("Your code for your earlier answers")
PARAGRAPHS = (
    marked("Dear {{ role }},"),
    marked(
        "Somebody who opened your link for {{ month }} asks to see your earlier answers. If it was "
        "you, type this code:"
    ),
    "# {{ code }}",
    marked(
        "It holds for {{ minutes }} minutes. Type it on the page that asks for it, and give it to "
        "nobody."
    ),
    marked(
        "If it was not you, do nothing. Without the code your earlier answers stay closed. If you "
        "think that somebody else has your link, write to {{ contact }}, and we will send you a "
        "new one."
    ),
    marked("The panel team of {{ organisation }}"),
)


def code_words() -> Words:
    """Subject and text in the language that is spoken, with merge fields still in them."""
    return Words(gettext(SUBJECT), "\n\n".join(map(gettext, PARAGRAPHS)) + "\n")
