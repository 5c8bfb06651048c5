"""What the build takes of GOV.UK Frontend, without its crest and its fonts; and of Vega."""

import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))  # the hook stands beside the packages, in none of them
try:
    from hatch_build import (
        FORBIDDEN,
        OUR_FONT,
        locked_converter,
        take_charts,
        without_crest_and_fonts,
        without_source_map,
    )
finally:
    sys.path.remove(str(ROOT))

KEPT = ".govuk-button{color:#fff}"


@pytest.mark.parametrize(
    "taken_out",
    [
        '@font-face{font-family:"GDS Transport";src:url(/fonts/light.woff2)}',
        ".govuk-footer__copyright-logo{background-image:url(/images/govuk-crest.svg);width:1px}",
        "@media print{.govuk-footer__link{background:url(x.png)}}",
        ".govuk-footer__crest{width:125px}",
    ],
)
def test_fonts_pictures_and_the_crest_are_taken_out(taken_out: str) -> None:
    css = without_crest_and_fonts(KEPT + taken_out + KEPT)
    assert css.replace("@media print{}", "") == KEPT + KEPT


@pytest.mark.parametrize("name", ['"GDS Transport"', "GDS Transport"])
def test_the_font_of_the_domain_gov_uk_becomes_the_reader_s_own(name: str) -> None:
    css = without_crest_and_fonts(f"body{{font-family:{name},arial,sans-serif;margin:0}}")
    assert css == f"body{{font-family:{OUR_FONT};margin:0}}"


@pytest.mark.parametrize(
    ("left", "named"),
    [
        ("@import url(fonts.css);", r"url\("),
        ('body{font-family:"GDS Transport",serif}', "gds transport"),
        ("@font-face {src:local(x)", "@font-face"),
        ("/* The CROWN */", "crown"),
        (".govuk-logo-crown,.govuk-logo{fill:#000}", "crown"),
    ],
)
def test_what_is_left_of_them_stops_the_build(left: str, named: str) -> None:
    with pytest.raises(SystemExit, match=rf"still holds {named}.*; mend hatch_build\.py"):
        without_crest_and_fonts(KEPT + left)


@pytest.mark.parametrize(
    "comment", ["\n//# sourceMappingURL=a.js.map", "/*# sourceMappingURL=a */"]
)
def test_no_map_is_named_that_is_not_shipped(comment: str) -> None:
    assert without_source_map(f"code();{comment}") == "code();"
    assert without_crest_and_fonts(KEPT + comment) == KEPT


def test_what_is_shipped_holds_none_of_them() -> None:
    shipped = ROOT / "survey" / "static" / "govuk"
    css = (shipped / "govuk-frontend.min.css").read_text("utf-8")
    assert ".govuk-button{" in css
    assert OUR_FONT in css
    for word in (*FORBIDDEN, "font-face", "sourcemappingurl"):
        assert word not in css.lower()
    assert "sourceMappingURL" not in (shipped / "govuk-frontend.min.js").read_text("utf-8")


def test_a_rule_that_the_crest_shares_stops_the_build() -> None:
    """Taking its selector out of a list would leave a comma that joins the next rule."""
    with pytest.raises(SystemExit, match="crest"):
        without_crest_and_fonts(".govuk-footer,.govuk-footer__crest{margin:0}.next{color:#000}")


def test_the_charts_script_is_shipped_in_the_version_that_draws_for_print() -> None:
    shipped = ROOT / "survey" / "static" / "vega"
    script = (shipped / "vega.js").read_text("utf-8")
    assert "export{" in script
    assert "as vegaEmbed}" in script[-200:]
    assert "University of Washington Interactive Data Lab" in script[:200]
    assert "sourceMappingURL" not in script
    assert (shipped / "version.txt").read_text("utf-8").split()[1] == locked_converter(ROOT)
    assert version("vl-convert-python") == locked_converter(ROOT)


def test_the_charts_script_is_made_once_for_each_version(tmp_path: Path) -> None:
    lock = tmp_path / "requirements" / "run.lock"
    lock.parent.mkdir()
    shutil.copy(ROOT / "requirements" / "run.lock", lock)
    take_charts(tmp_path)
    made = tmp_path / "survey" / "static" / "vega" / "vega.js"
    assert made.stat().st_size > 500_000
    made.write_text("kept", "utf-8")
    take_charts(tmp_path)
    assert made.read_text("utf-8") == "kept"
    lock.write_text("vl-convert-python==99 \\\n", "utf-8")
    take_charts(tmp_path)
    assert made.stat().st_size > 500_000


def test_a_lock_without_the_converter_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.lock").write_text("flask==3.1\n", "utf-8")
    with pytest.raises(SystemExit, match="does not lock vl-convert-python; run 'make lock'"):
        locked_converter(tmp_path)
