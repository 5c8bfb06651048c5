"""What a page's markup says, for tests that look at pages."""

from html.parser import HTMLParser

VOID = {"link", "meta", "input", "br", "hr", "img", "rect", "path"}


class Markup(HTMLParser):
    """The tags of a page with their attributes, and the text of `title` and of every `h1`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self.headings: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "h1":
            self.headings.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        expected = self._open.pop() if self._open else "nothing"
        assert tag == expected, f"</{tag}> closes <{expected}>"

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        if "h1" in self._open:
            self.headings[-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def assert_sound(html: str) -> Markup:
    """One title, one h1, no id twice, tags closed in order, nothing inline; gives the markup."""
    page = Markup(html)
    assert page.title.strip()
    assert len(page.headings) == 1
    assert len(page.ids()) == len(set(page.ids()))
    assert not page.all("style")
    assert all(script.get("src") for script in page.all("script"))
    for tag, attributes in page.tags:
        inline = [name for name in attributes if name == "style" or name.startswith("on")]
        assert not inline, f"<{tag}> has {inline}"
    for label in page.all("label"):
        assert label["for"] in page.ids()
    for _, attributes in page.tags:
        assert set(attributes.get("aria-describedby", "").split()) <= set(page.ids())
    return page
