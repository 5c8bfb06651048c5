"""Words as templates say them."""

import pytest
from flask import Flask

from survey.language import speaking
from survey.shell.sayings import sayings
from survey.shell.templating import Templates


@pytest.fixture
def environment() -> Templates:
    made = Templates(Flask("survey"))
    made.autoescape = True
    made.globals["_"] = sayings()
    return made


def test_what_is_put_in_is_escaped_and_what_is_said_is_not(environment: Templates) -> None:
    template = environment.from_string("{{ _('<b>%(who)s</b>', who='<i>') }}")
    assert template.render() == "<b>&lt;i&gt;</b>"


def test_a_plain_text_is_not_escaped(environment: Templates) -> None:
    environment.autoescape = False
    assert environment.from_string("{{ _('%(who)s', who='<i>') }}").render() == "<i>"


def test_words_without_values_are_a_format_too(environment: Templates) -> None:
    template = environment.from_string("{{ _('90%% of <all>') }}")
    assert [template.render(), template.render()] == ["90% of <all>"] * 2


def test_what_is_kept_is_of_one_language(
    environment: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey.shell.sayings.gettext", str.upper)
    template = environment.from_string("{{ _('page') }}")
    assert template.render() == "PAGE"
    monkeypatch.setattr("survey.shell.sayings.gettext", str.title)
    assert template.render() == "PAGE"
    with speaking("cy"):
        assert template.render() == "Page"


def test_all_templates_see_what_is_told_later(environment: Templates) -> None:
    template = environment.from_string("{{ later }}")
    environment.globals["later"] = "here"
    assert template.render() == "here"
    assert environment.make_globals({"own": 1})["own"] == 1
