"""The organisation's colour in mail, which has no stylesheet."""

import re

DEFAULT = "#00625e"
BLACK, WHITE = "#000000", "#ffffff"


def plain_colour(colour: str) -> str:
    """`colour` when it is '#rrggbb', or else the default."""
    return colour if re.fullmatch("#[0-9a-fA-F]{6}", colour) else DEFAULT


def ink_on(colour: str) -> str:
    """Black or white, whichever has the greater contrast with '#rrggbb' (WCAG 2.2, 1.4.3)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return WHITE if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else BLACK
