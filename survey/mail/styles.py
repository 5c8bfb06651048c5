"""How the HTML part looks: one style for each piece of it.

Mail programs read styles in the elements alone. A page that shows a message may hold none there, so
the same styles are a stylesheet for it.
"""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from survey.mail.colours import ink_on, plain_colour

Css = Callable[[str], Markup]

BLACK, GREY, PALE = "#0b0c0c", "#484949", "#f3f2f1"


def styles(colour: str) -> dict[str, str]:
    """The style of each piece, in the organisation's `colour` where it is one."""
    accent = plain_colour(colour)
    return {
        "page": f"margin:0;padding:0;background:#ffffff;color:{BLACK};"
        "font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5",
        "column": "max-width:580px;margin:0 auto;padding:0 16px 24px",
        "head": f"margin:0 0 20px;padding:14px 0 10px;border-bottom:4px solid {accent};"
        "font-size:15px",
        "note": f"margin:0 0 16px;padding:8px 12px;border-left:6px solid {BLACK};background:{PALE}",
        "heading": "margin:28px 0 8px;font-size:18px;line-height:1.3",
        "list": "margin:0 0 16px;padding-left:22px",
        "button": "margin:8px 0 12px",
        "face": f"padding:12px 22px;background:{accent}",
        "label": f"color:{ink_on(accent)};font-size:18px;font-weight:bold;text-decoration:none",
        "aside": f"margin:0 0 16px;font-size:14px;color:{GREY}",
        "address": f"color:{GREY};word-break:break-all",
        "way": "margin:0 0 12px",
        "link": f"color:{BLACK};word-break:break-word",
        "told": "margin:0 0 24px",
        "theme": "margin:16px 0 2px",
        "answer": "margin:0 0 4px",
        "words": "white-space:pre-line",
        "paragraph": "margin:0 0 16px",
    }


@lru_cache(maxsize=4)
def in_elements(colour: str) -> Css:
    """Each style as an attribute of its element."""
    found = {name: Markup(' style="{}"').format(style) for name, style in styles(colour).items()}
    return found.__getitem__


def by_name(name: str) -> Markup:
    """The name that a stylesheet knows a piece by."""
    return Markup(' class="{}"').format(escape(name))


def stylesheet(colour: str) -> str:
    """The same styles for a page that shows the message."""
    return "".join(f".{name}{{{style}}}\n" for name, style in styles(colour).items())
