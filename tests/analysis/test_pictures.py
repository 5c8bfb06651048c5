import re
from xml.etree import ElementTree as ET

import altair as alt
import pytest

from analysis import pictures
from analysis.charts import distribution, heatmap, movement, of_theme
from analysis.reading import Reading
from tests.analysis.published import quarter, reading


@pytest.fixture(scope="module")
def shown() -> Reading:
    return reading(simulated=True, earlier=(quarter(1, "2018-19-q1", None),))


@pytest.fixture(scope="module")
def drawn(shown: Reading) -> list[str]:
    return [
        pictures.svg(chart)
        for chart in (
            distribution(shown, "progress"),
            heatmap(shown, "maturity"),
            movement(shown, "progress"),
            of_theme(shown, "2"),
        )
    ]


def test_a_picture_has_one_label_and_no_parts_that_speak(drawn: list[str]) -> None:
    for svg in drawn:
        root = ET.fromstring(svg)  # noqa: S314
        assert root.get("role") == "img"
        assert len(root.get("aria-label", "")) > 50
        inside = [name for part in list(root.iter())[1:] for name in part.attrib]
        assert not {"role", "aria-label", "aria-roledescription", "class"} & set(inside)


def test_a_picture_needs_nothing_that_a_strict_page_forbids(drawn: list[str]) -> None:
    for svg in drawn:
        assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=|xlink|javascript:", svg)
        assert set(re.findall(r"https?://[^\"' ]+", svg)) == {pictures.SVG}


def test_a_picture_scales_with_its_page(drawn: list[str]) -> None:
    for svg in drawn:
        root = ET.fromstring(svg)  # noqa: S314
        _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
        assert int(root.attrib["width"]) == pictures.WIDEST
        assert int(root.attrib["height"]) == pytest.approx(height * pictures.WIDEST / width, abs=1)


def test_the_same_chart_gives_the_same_bytes(shown: Reading) -> None:
    assert pictures.svg(movement(shown, "progress")) == pictures.svg(movement(shown, "progress"))


def test_no_number_is_longer_than_hundredths(drawn: list[str]) -> None:
    for svg in drawn:
        assert not re.search(r"[0-9]\.[0-9]{3}", svg)


def test_text_is_escaped() -> None:
    hostile = Reading(
        quarter(), {"1": "<script>alert(1)</script>"}, {"progress": "Progress"}, simulated=False
    )
    svg = pictures.svg(distribution(hostile, "progress"))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def clipped(title: str) -> alt.LayerChart:
    """A chart whose marks refer to an id, as clipped marks and gradients do."""
    marks = alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_rect(
        clip=True,
        color={
            "gradient": "linear",
            "stops": [{"color": "#000000", "offset": 0}, {"color": "#ffffff", "offset": 1}],
        },
    )
    return alt.LayerChart(layer=[marks.encode(x="x:Q")], description=title)


def test_pictures_of_one_page_share_no_ids() -> None:
    first, second = (pictures.svg(clipped(title)) for title in ("One.", "Other."))
    ids = [set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for svg, own in zip((first, second), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) == own


def test_style_script_and_old_references_are_taken_out() -> None:
    root = ET.fromstring(  # noqa: S314
        f'<svg xmlns="{pictures.SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<style>a{}</style><g style="x" id="a"><script/><use xlink:href="#a"/>'
        '<path d=""/><path d="M1,1"/></g></svg>'
    )
    pictures.clean(root, "p-")
    assert [part.tag.removeprefix(f"{{{pictures.SVG}}}") for part in root.iter()] == [
        "svg", "g", "use", "path",
    ]  # fmt: skip
    assert [dict(part.attrib) for part in root.iter()] == [
        {}, {"id": "p-a"}, {"href": "#p-a"}, {"d": "M1,1"},
    ]  # fmt: skip
