"""A test client that looks at every page as a strict parser and a screen reader would."""

from collections import Counter
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E
from werkzeug.wrappers import Response

NEEDS_LABEL = {"input", "select", "textarea"}
SPEAKS_FOR_ITSELF = {"hidden", "submit", "button"}
POINTS_TO_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class CheckingClient(FlaskClient):
    """Fails the test at the first page that is not sound, whatever its status."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.data and not response.location:
            check_page(response.get_data(as_text=True))
        return response

    def fill(self, address: str, typed: dict[str, Any], to: str = "") -> Any:
        """Open `address`, and send the form on it that goes `to` with `typed` in its fields."""
        page = parsed(self.get(address).get_data(as_text=True))
        return self.post(to or address, data=hidden_fields(page, to) | typed)


def check_page(html: str) -> Element:
    """Assert that `html` is valid, titled, labelled and free of anything inline; gives its tree."""
    page = parsed(html)
    assert (page.findtext("head/title") or "").strip(), "The page has no title."
    assert len(list(page.iter("h1"))) == 1, "A page has one h1."
    assert page.get("lang"), "The page does not say its language."
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert not [found for found, times in ids.items() if times > 1], "An id is there twice."
    for element in page.iter():
        if isinstance(element.tag, str):
            check_references(element, set(ids))
            check_nothing_inline(element)
    check_labels(page)
    return page


@lru_cache(maxsize=4)  # a page is checked when it comes, and mostly read right after
def parsed(html: str) -> Element:
    """The tree of `html`, only to be read; every error of the standard's parser fails the test."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    errors = [f"{place}: {E.get(code, code) % facts}" for place, code, facts in parser.errors]
    assert not errors, f"The page is not valid HTML: {errors[:3]}"
    return tree


def check_references(element: Element, ids: set[str | None]) -> None:
    for name in POINTS_TO_IDS:
        for target in element.get(name, "").split():
            assert target in ids, f"<{element.tag}> has {name} of '{target}', which is not there."
    href = element.get("href", "")
    if element.tag == "a" and href.startswith("#"):
        assert href[1:] in ids, f"The link '{href}' leads nowhere on its page."


def check_nothing_inline(element: Element) -> None:
    assert element.tag != "style", "The page has a style element."
    if element.tag == "script":
        assert element.get("src"), "The page has an inline script."
    inline = [name for name in element.keys() if name == "style" or name.startswith("on")]  # noqa: SIM118 - an Element iterates over its children
    assert not inline, f"<{element.tag}> has {inline}."
    assert not element.get("href", "").startswith("javascript:")


def check_labels(page: Element) -> None:
    labelled = {label.get("for") for label in page.iter("label")}
    labelled |= {inner.get("id") for label in page.iter("label") for inner in label.iter()}
    for control in page.iter():
        if control.tag in NEEDS_LABEL and control.get("type") not in SPEAKS_FOR_ITSELF:
            named = control.get("aria-label") or control.get("aria-labelledby")
            assert named or control.get("id") in labelled, f"{control.attrib} has no label."
    for fieldset in page.iter("fieldset"):
        assert fieldset.find("legend") is not None, "A fieldset has no legend."


def hidden_fields(page: Element, to: str = "") -> dict[str, str]:
    """The hidden fields of the form whose action is `to`; of the main part's first form without."""
    forms = [form for form in page.iter("form") if not to or form.get("action") == to]
    main = page.find(".//main")
    inside = [form for form in forms if main is not None and form in list(main.iter("form"))]
    fields = (inside or forms)[0].iter("input")
    return {
        field.get("name", ""): field.get("value", "")
        for field in fields
        if field.get("type") == "hidden"
    }


def texts(response: Response, tag: str) -> list[str]:
    """The text of each `tag` on the page, with its spaces evened out."""
    page = parsed(response.get_data(as_text=True))
    return [" ".join("".join(element.itertext()).split()) for element in page.iter(tag)]


def words_in(page: str, name: str) -> str:
    """What the text box `name` of `page` holds."""
    box = parsed(page).find(f".//textarea[@id='{name}']")
    assert box is not None
    return box.text or ""


def chosen(page: str) -> set[tuple[str, str]]:
    """Name and value of every radio button and box of `page` that is ticked."""
    controls = parsed(page).iter("input")
    return {(c.get("name", ""), c.get("value", "")) for c in controls if "checked" in c.attrib}
