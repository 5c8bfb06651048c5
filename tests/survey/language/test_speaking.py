"""Which language is spoken, and what it finds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from analysis.periods import parse_period
from survey import language
from survey.clock import day_words, london_moment, month_words, plain_day, quarter_words
from survey.errors import ConfigError, NotComplete
from survey.language import ENGLISH, direction, gettext, speak, speaking, thousands
from survey.shell.languages import init_languages
from survey.shell.templating import init_templating

WELSH = """\
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Continue"
msgstr "Parhau"

msgid "July"
msgstr "Gorffennaf"

msgctxt "beside a day"
msgid "July"
msgstr "o Orffennaf"

msgctxt "seats"
msgid "%(num)s chair"
msgid_plural "%(num)s chairs"
msgstr[0] "%(num)s gadair"
msgstr[1] "%(num)s o gadeiriau"

msgid "Until <b>%(day)s</b>"
msgstr "Tan <b>%(day)s</b>"

msgctxt "between thousands and hundreds"
msgid ","
msgstr "."
"""


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues with one in Welsh."""
    (tmp_path / "cy.po").write_text(WELSH, "utf-8")
    monkeypatch.setattr(language, "LOCALES", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    language.catalogues.cache_clear()
    language.catalogue.cache_clear()


@pytest.mark.usefixtures("locales")
@pytest.mark.parametrize("tag", ["cy", "cy-GB", "CY-gb"])
def test_a_variety_of_a_language_finds_its_words(tag: str) -> None:
    with speaking(tag):
        assert gettext("Continue") == "Parhau"
        assert gettext("Back") == "Back"
    assert gettext("Continue") == "Continue"


@pytest.mark.usefixtures("locales")
@pytest.mark.parametrize("tag", ["de", "en-GB", "../cy", "cym", ""])
def test_what_nobody_has_translated_stays_english(tag: str) -> None:
    with speaking(tag):
        assert gettext("Continue") == "Continue"


def test_no_words_have_no_translation() -> None:
    assert gettext("") == ""


@pytest.mark.usefixtures("locales")
def test_months_differ_beside_a_day() -> None:
    with speaking("cy"):
        assert month_words("2018-07") == "Gorffennaf 2018"
        assert plain_day(date(2018, 7, 2)) == "2 o Orffennaf 2018"
        assert thousands(12_000) == "12.000"


def test_english_days_and_months() -> None:
    assert day_words(date(2019, 5, 2)) == "Thursday 2 May 2019"
    assert (
        london_moment(datetime(2018, 10, 19, 16, tzinfo=UTC)) == "Friday 19 October 2018 at 17:00"
    )
    assert quarter_words(parse_period("2018-19-q2")) == "July to September 2018"
    assert thousands(1_234_567) == "1,234,567"


@pytest.mark.parametrize(
    ("tag", "way"), [("en-GB", "ltr"), ("cy", "ltr"), ("ur", "rtl"), ("ar-EG", "rtl")]
)
def test_the_way_of_writing_follows_the_language(tag: str, way: str) -> None:
    with speaking(tag):
        assert direction() == way


def test_one_and_several_have_their_own_sentence() -> None:
    assert str(NotComplete(("a",))).startswith("1 mandatory score is missing")
    assert str(NotComplete(("a", "b"))).startswith("2 mandatory scores are missing")


def welsh() -> str:
    speak("cy")
    return language.language()


def test_a_request_does_not_go_on_in_the_language_of_the_one_before() -> None:
    app = Flask("survey")
    init_languages(app)
    app.add_url_rule("/welsh", "welsh", welsh)
    app.add_url_rule("/any", "any", language.language)
    with app.test_client() as client:
        assert client.get("/welsh").text == "cy"
        assert client.get("/any").text == ENGLISH


def test_a_catalogue_out_of_order_stops_the_service_before_anybody_meets_it(locales: Path) -> None:
    (locales / "cy.po").write_text('msgid "Until %(day)s"\nmsgstr "Tan %(d)s"\n', "utf-8")
    forget()
    with pytest.raises(ConfigError, match=r"cy\.po, line 1: 'Tan %\(d\)s' cannot be filled in"):
        init_languages(Flask("survey"))


@pytest.mark.usefixtures("locales")
def test_templates_say_it_and_escape_what_they_fill_in() -> None:
    app = Flask("survey")
    init_templating(app)
    page = app.jinja_env.from_string(
        "{{ _('Continue') }}, {{ pgettext('beside a day', 'July') }}, "
        "{{ npgettext('seats', '%(num)s chair', '%(num)s chairs', 3) }}, "
        "{% trans day='<2 May>' %}Until <b>{{ day }}</b>{% endtrans %}, {{ number | thousands }}"
    )
    with speaking("cy"):
        said = page.render(number=12_000)
    assert said == ("Parhau, o Orffennaf, 3 o gadeiriau, Tan <b>&lt;2 May&gt;</b>, 12.000")
    assert (
        page.render(number=12_000) == "Continue, July, 3 chairs, Until <b>&lt;2 May&gt;</b>, 12,000"
    )
