"""Charts as SVG that may stand in a page which allows nothing inline."""

import hashlib
import json
import re
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# What a picture is shown at, at most: text of 14 pixels does not grow beyond a heading.
WIDEST = 440
_REFUSED = {f"{{{SVG}}}style", f"{{{SVG}}}script"}
# Parts of one picture are not announced: its label says it all. Vega's classes are the page's too.
_DROPPED = ("style", "class", "role", "pointer-events", "aria-label", "aria-hidden",
            "aria-roledescription")  # fmt: skip
# Hundredths of a pixel are enough, and the same whatever a machine's arithmetic leaves behind.
_DRAWN = ("d", "transform", "x", "y", "x2", "y2")
_LONG = re.compile(r"[0-9]+\.[0-9]{3,}")
_REFERRING = ("clip-path", "fill", "stroke", "mask", "filter")


def svg(chart: alt.LayerChart) -> str:
    """The chart as one `<svg role="img">`, labelled by the chart's description.

    It has no inline style, no script and no address of anywhere else; its ids begin with a mark of
    its own content, so that pictures can share a page; the same chart gives the same text.
    """
    specification = chart.to_dict()
    drawn = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    root = ET.fromstring(drawn)  # noqa: S314 - our own renderer's output, no reader's
    canonical = json.dumps(specification, sort_keys=True)
    clean(root, f"p{hashlib.sha256(canonical.encode()).hexdigest()[:8]}-")
    _labelled(root, specification["description"])
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _labelled(root: ET.Element, description: str) -> None:
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    root.set("role", "img")
    root.set("aria-label", description)
    root.set("focusable", "false")
    root.set("width", str(WIDEST))
    root.set("height", str(round(height * WIDEST / width)))


def clean(root: ET.Element, prefix: str) -> None:
    """Take out what a strict page refuses or reads aloud, and begin every id with `prefix`."""
    for element in root.iter():
        for child in [each for each in element if _needless(each)]:
            element.remove(child)
        kept = {
            name.replace(XLINK, "href"): _cleaned(name, value, prefix)
            for name, value in element.attrib.items()
            if name not in _DROPPED
        }
        element.attrib.clear()
        element.attrib.update(kept)


def _cleaned(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if name == XLINK:
        return value.replace("#", f"#{prefix}")
    if name in _REFERRING:
        return value.replace("url(#", f"url(#{prefix}")
    return _LONG.sub(_shorter, value) if name in _DRAWN else value


def _shorter(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _needless(element: ET.Element) -> bool:
    """Style, script, and the empty shapes that Vega draws to catch the mouse."""
    if element.tag in _REFUSED:
        return True
    empty = element.get("d") in {"", "M0,0h0v0h0Z"}
    return element.tag == f"{{{SVG}}}path" and empty
