import re

from survey.mail.outcomes import Rejected

# One address as panels have them. Quoted local parts, comments and lists are never let through,
# and a line break would begin a header of the sender's choice.
PLAIN = re.compile(r"""[^\s,;:<>()\[\]\\"@]+@[^\s,;:<>()\[\]\\"@]+""")
LONGEST = 254


def one_address(text: str) -> str:
    """`text` when it is one plain mail address; Rejected otherwise."""
    if len(text) <= LONGEST and text.isprintable() and PLAIN.fullmatch(text):
        return text
    raise Rejected(
        "The address is not one plain mail address such as name@council.example: "
        "correct it in the panel file, import it, and reissue the link."
    )
