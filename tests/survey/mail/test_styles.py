import re

import pytest

from survey.mail.body import Block, Run, Told
from survey.mail.colours import BLACK, DEFAULT, WHITE, ink_on, plain_colour
from survey.mail.messages import Written, html_part
from survey.mail.styles import by_name, in_elements, styles, stylesheet
from survey.models import Organisation

LINE = (Run("words"),)
EVERYTHING = Written(
    "Hello",
    [
        Block("heading", (LINE,)),
        Block("paragraph", (LINE, (Run("there", "https://t.example/"),))),
        Block("list", (LINE,)),
        Block("button", (LINE,), "https://t.example/"),
        Block("link", (LINE,), "https://t.example/"),
        Block("answers", told=(Told("Theme", (("Comment", "words"),)),)),
    ],
    notes=("A test",),
)


def council(accent: str = DEFAULT) -> Organisation:
    return Organisation(name="Council", contact_email="take@council.example", accent=accent)


def test_a_preview_has_the_styles_of_the_message_and_none_in_its_elements() -> None:
    sent, shown = html_part(council(), EVERYTHING), html_part(council(), EVERYTHING, sheet="/x.css")
    assert "style=" not in shown
    assert '<link rel="stylesheet" href="/x.css">' in shown
    used = re.findall(r' class="(\w+)"', shown)
    assert [styles(DEFAULT)[name] for name in used] == re.findall(r' style="([^"]+)"', sent)
    assert set(used) == set(styles(DEFAULT))
    assert "class=" not in sent


def test_every_style_is_in_the_stylesheet() -> None:
    sheet = stylesheet(DEFAULT)
    for name in styles(DEFAULT):
        assert f".{name}{{" in sheet
        assert by_name(name) == f' class="{name}"'
        assert in_elements(DEFAULT)(name).startswith(' style="')


@pytest.mark.parametrize(
    ("accent", "ink"),
    [("#00625e", WHITE), ("#ffdd00", BLACK), ("#000000", WHITE), ("#FFFFFF", BLACK)],
)
def test_a_button_can_be_read_on_any_accent(accent: str, ink: str) -> None:
    assert ink_on(accent) == ink
    assert f"background:{accent}" in html_part(council(accent), EVERYTHING)
    assert f"color:{ink};" in styles(accent)["label"]


@pytest.mark.parametrize("accent", ["red", "#fff", "", '#00625e;"><script>', "#00625e\n"])
def test_what_is_no_colour_never_reaches_a_style(accent: str) -> None:
    assert plain_colour(accent) == DEFAULT
    assert "script" not in html_part(council(accent), EVERYTHING)
