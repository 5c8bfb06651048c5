"""What the build takes of GOV.UK Frontend: neither its crest nor its fonts."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))  # the hook stands beside the packages, in none of them
try:
    from hatch_build import FORBIDDEN, OUR_FONT, without_crest_and_fonts, without_source_map
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
