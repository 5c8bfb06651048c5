import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from questionnaires.load import definition
from survey.models import Organisation
from survey.shell import init_shell
from survey.shell.accent import DEFAULT, accent_address, contrast, stylesheet
from survey.shell.assets import Assets
from tests.survey.markup import assert_sound

EXTENDS = "{% extends 'two_thirds.html' %}{% block title %}Somewhere{% endblock %}"
COLUMN = "{% block column %}<h1>Somewhere</h1>{{ what }}{% endblock %}"


@pytest.fixture
def shell() -> Flask:
    app = Flask("survey")
    app.extensions["organisation"] = Organisation(
        name="Sample City Council", contact_email="take@council.example", demonstration=True
    )
    init_shell(app)
    app.add_url_rule("/private", "private", lambda: "seen by one")
    app.add_url_rule("/public", "public", public)
    return app


def public() -> Response:
    return Response("seen by all", headers={"Cache-Control": "public, max-age=60"})


@pytest.fixture
def client(shell: Flask) -> FlaskClient:
    return shell.test_client()


def rendered(shell: Flask, template: str, **values: object) -> str:
    """`template` rendered as a frozen page is: outside any request."""
    return shell.jinja_env.from_string(template).render(**values)


@pytest.mark.parametrize("path", ["/private", "/public", "/static/take.css", "/nowhere"])
def test_every_response_says_what_it_may_load_and_tells_nobody_whence(
    client: FlaskClient, path: str
) -> None:
    with client.get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_nothing_is_kept_unless_a_view_says_so(client: FlaskClient) -> None:
    assert client.get("/private").headers["Cache-Control"] == "no-store"
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"
    assert client.get("/static/nowhere.css").headers["Cache-Control"] == "no-store"
    assert client.get("/public").headers["Cache-Control"] == "public, max-age=60"


def test_a_static_file_is_kept_for_ever_under_its_fingerprint_only(
    shell: Flask, client: FlaskClient
) -> None:
    address = shell.extensions["assets"].address("take.css")
    for path, immutable in ((address, True), ("/static/take.css?v=0", False)):
        with client.get(path) as response:
            assert ("immutable" in response.headers["Cache-Control"]) is immutable


def test_a_fingerprint_changes_with_the_content(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a{}", "utf-8")
    assets = Assets(tmp_path, "/static")
    before = assets.address("a.css")
    assert before.startswith("/static/a.css?v=")
    file.write_text("b{}", "utf-8")
    os.utime(file, ns=(1, 1))
    after = assets.address("a.css")
    assert after != before
    file.write_text("a{}", "utf-8")
    os.utime(file, ns=(2, 2))
    assert assets.address("a.css") == before


def test_scripts_that_import_each_other_are_of_one_time(shell: Flask, client: FlaskClient) -> None:
    address = shell.extensions["assets"].address("keeping.js")
    folder = address.rpartition("/")[0]
    for name in ("keeping.js", "keeper.js", "govuk/govuk-frontend.min.js"):
        with client.get(f"{folder}/{name}") as found:
            assert found.status_code == 200
            assert "immutable" in found.headers["Cache-Control"]
    with client.get("/static/000000000000/keeper.js") as earlier:
        assert earlier.status_code == 200
        assert "immutable" not in earlier.headers["Cache-Control"]
    assert client.get(f"{folder}/nowhere.js").headers["Cache-Control"] == "no-store"


def test_the_address_of_every_script_changes_with_any(tmp_path: Path) -> None:
    for name in ("one.js", "other.js"):
        (tmp_path / name).write_text("let a", "utf-8")
    assets = Assets(tmp_path, "/static")
    before = assets.address("one.js")
    assert before.endswith("/one.js")
    (tmp_path / "other.js").write_text("let a, b", "utf-8")
    assert assets.address("one.js") != before


def test_a_page_looks_at_a_file_once_in_a_while_and_caching_each_time(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a{}", "utf-8")
    assets = Assets(tmp_path, "/static", look_every=3600)
    address = assets.address("a.css")
    file.write_text("b{}", "utf-8")
    os.utime(file, ns=(1, 1))
    assert assets.address("a.css") == address
    assert not assets.is_current("a.css", address.rpartition("=")[2])


def test_an_asset_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Assets(tmp_path, "/static").address("missing.css")


def test_a_page_is_rendered_without_any_request(shell: Flask) -> None:
    html = rendered(shell, EXTENDS + COLUMN)
    page = assert_sound(html)
    assert page.title == "Somewhere - Temperature take - Sample City Council"
    assert page.all("html") == [
        {"lang": "en-GB", "dir": "ltr", "class": "govuk-template take-page"}
    ]
    assert "Demonstration: these answers are simulated." in html


def test_the_banner_stands_on_demonstrations_only(shell: Flask) -> None:
    real = Organisation(name="Real Council", contact_email="take@council.example")
    assert "simulated" not in rendered(shell, EXTENDS + COLUMN, organisation=real)


def test_errors_are_said_first_in_the_title_and_linked_to_their_fields(shell: Flask) -> None:
    summary = "{% from 'govuk.html' import error_summary %}{{ error_summary(errors) }}"
    template = EXTENDS + COLUMN.replace("{{ what }}", summary)
    html = rendered(shell, template, errors={"theme-1-progress": "Choose a score"})
    page = assert_sound(html)
    assert page.title.startswith("Error: Somewhere")
    assert {"href": "#theme-1-progress"} in page.all("a")


def test_text_is_escaped(shell: Flask) -> None:
    assert "<b>" not in rendered(shell, EXTENDS + COLUMN, what="<b>{{ 7*7 }}")


def test_what_is_answered_with_keeps_every_id_label_and_choice(shell: Flask) -> None:
    asked = definition("governance-2018")
    macros = """{% from 'answer.html' import score, comment, permission %}
    {{ score('p', 'Progress', 'Where?', asked.scales[0].points, asked.no_views, 'too-early',
             hint='Last month you said 2', error='Choose a score') }}
    {{ score('m', 'Maturity', 'How good?', asked.scales[1].points, asked.no_views, '4') }}
    {{ comment('c', 'A comment', '</textarea><b>', hint='h', error='e', max_length=2000) }}
    {{ permission('c-permission', 'Who may see it', asked.permissions, 'team') }}"""
    html = rendered(shell, EXTENDS + COLUMN.replace("{{ what }}", macros), asked=asked)
    page = assert_sound(html)
    radios = [one for one in page.all("input") if one["type"] == "radio"]
    assert [one["value"] for one in radios if one["name"] == "p"] == [
        *"12345", "too-early", "not-close",
    ]  # fmt: skip
    chosen = [(one["name"], one["value"]) for one in radios if "checked" in one]
    assert chosen == [("p", "too-early"), ("m", "4"), ("c-permission", "team")]
    assert {"p", "m", "c", "c-permission"} <= set(page.ids())
    assert page.all("fieldset")[0]["aria-describedby"] == "p-hint p-error"
    assert page.all("textarea")[0]["aria-describedby"] == "c-hint c-error c-info"


def test_figures_come_with_their_words_and_their_table(shell: Flask) -> None:
    data = SimpleNamespace(caption="Shares", headers=("Measure", "3"), rows=(("Progress", "26%"),))
    macros = """{% from 'figures.html' import figure, rag, rag_legend, share, verdict %}
    {{ figure('Most see progress.', '<svg>', data) }}{{ rag('amber') }}
    {{ rag_legend() }}{{ verdict('no reliable change') }}{{ share(26, 29, 'All') }}
    {{ share(0, 0, 'Nobody') }}"""
    html = rendered(shell, EXTENDS + COLUMN.replace("{{ what }}", macros), data=data)
    page = assert_sound(html)
    assert "&lt;svg&gt;" in html  # a picture must be marked as ours before it is trusted
    assert [cell["scope"] for cell in page.all("th")] == ["col", "col", "row"]
    for words in ("on track", "No reliable change", "(90%)", "(0%)"):
        assert words in html


def test_london_sees_london_time(shell: Flask) -> None:
    moment = datetime(2018, 10, 19, 16, 0, tzinfo=UTC)
    template = "{{ m | london_moment }} | {{ m | london_date }} | {{ m | london_time }}"
    assert rendered(shell, template, m=moment) == (
        "Friday 19 October 2018 at 17:00 | 19 October 2018 | 17:00"
    )


def test_the_accent_is_a_stylesheet_that_can_be_read(client: FlaskClient) -> None:
    response = client.get("/accent/5b2a6e.css")
    assert "--take-accent:#5b2a6e" in response.text
    assert response.mimetype == "text/css"
    assert client.get("/accent/red}.css").status_code == 404


@pytest.mark.parametrize("accent", ["#000000", "#00625e", "#ffdd00", "#777777", "#ffffff"])
def test_text_on_any_accent_has_enough_contrast(accent: str) -> None:
    text = stylesheet(accent).split("--take-on-accent:")[1][:7]
    ink = stylesheet(accent).split("--take-accent-ink:")[1][:7]
    assert contrast(accent, text) >= 4.5
    assert contrast("#ffffff", ink) >= 4.5


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("accent", [None, "", DEFAULT, "red", "#12345", "#00000g"])
def test_the_default_and_what_is_no_colour_need_no_stylesheet(accent: str | None) -> None:
    assert accent_address(accent) is None


def test_every_colour_of_text_can_be_read_on_white() -> None:
    css = (Path(__file__).parents[2] / "survey/static/take.css").read_text("utf-8")
    for name in ("text", "quiet", "red", "green", "amber", "accent-ink"):
        colour = css.split(f"--take-{name}: ")[1][:7]
        assert contrast(colour, "#ffffff") >= 4.5, name
