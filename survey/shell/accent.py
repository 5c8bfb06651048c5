"""The organisation's one colour, as a stylesheet of its own: pages carry no inline style.

The stylesheet is a pure function of its address, so it may be kept for ever and needs no row.
"""

import re

from flask import Flask, Response, abort

DEFAULT = "#00625e"
# One of the two has a contrast of at least 4.58 with any colour.
DARK, LIGHT = "#000000", "#ffffff"
# WCAG 2.2, 1.4.3: contrast of text with what is behind it.
READABLE = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb', 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours '#rrggbb', 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def stylesheet(accent: str) -> str:
    """The accent, the text that can be read on it, and the ink that can be read on white."""
    on_accent = LIGHT if contrast(accent, LIGHT) >= READABLE else DARK
    ink = accent if contrast(accent, LIGHT) >= READABLE else DARK
    return f":root{{--take-accent:{accent};--take-on-accent:{on_accent};--take-accent-ink:{ink}}}\n"


def accent_address(accent: str | None) -> str | None:
    """Where the stylesheet of '#rrggbb' is; None for the default, which take.css already has."""
    colour = (accent or "").lower()
    if colour == DEFAULT or not re.fullmatch("#[0-9a-f]{6}", colour):
        return None
    return f"/accent/{colour[1:]}.css"


def accent_stylesheet(code: str) -> Response:
    if not re.fullmatch("[0-9a-f]{6}", code):
        abort(404)
    response = Response(stylesheet(f"#{code}"), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def init_accent(app: Flask) -> None:
    app.add_url_rule("/accent/<code>.css", "accent", accent_stylesheet, methods=["GET"])
    app.jinja_env.filters["accent_address"] = accent_address
