"""No address vanishes, no template or static file lies about unused."""

import re
from pathlib import Path

import pytest
from flask import Flask

from questionnaires.asked import TAKEN
from questionnaires.expanded import SINGLE
from survey import create_app
from survey.config import Settings

HOUSE = Path(__file__).parents[2] / "survey"
RULES = Path(__file__).with_name("routes.txt")
# What is asked for by name: a template rendered or included, a static file linked.
NAMED = re.compile(r"""['"](?:\./)?([\w./-]+\.(?:html|txt|css|js|svg))['"]""")
# A message is a pair of templates, named without their endings: template="invitation".
PAIR = re.compile(r"""template=['"](\w+)['"]""")


@pytest.fixture(scope="module")
def rules(built: Path) -> set[str]:
    app: Flask = create_app(Settings.from_env({"DATA_DIR": str(built)}))
    app.extensions["engine"].dispose()
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_no_address_vanishes(rules: set[str]) -> None:
    """Somebody has linked to it, or has it in a mail or a bookmark."""
    vanished = promised() - rules
    assert not vanished, (
        f"{sorted(vanished)} no longer answer. Let the old address lead to what took its place, "
        f"and only where nobody can have it any more take its line out of {RULES}."
    )


def test_no_section_takes_the_address_of_another_page(rules: set[str]) -> None:
    beside = {rule.split("/")[2] for rule in rules if " /respond/" in rule}
    assert beside - {"", "<page_id>"} <= {*TAKEN}
    assert SINGLE in TAKEN


def test_every_address_is_promised(rules: set[str]) -> None:
    new = rules - promised()
    assert not new, f"New addresses: add {sorted(new)} to {RULES}, so that they never vanish."


def promised() -> set[str]:
    return {
        line for line in RULES.read_text("utf-8").splitlines() if line and not line.startswith("#")
    }


def test_every_template_is_used() -> None:
    templates = {
        file.relative_to(folder).as_posix(): file
        for folder in HOUSE.rglob("templates")
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert len(templates) > 30
    unused = set(templates) - named(list(templates.values()))
    assert not unused, f"{sorted(unused)}: no view, message, document or template names them."


def test_every_static_file_is_linked() -> None:
    static = HOUSE / "static"
    ours = {file.name for file in static.iterdir() if file.is_file()}
    assert len(ours) > 5
    scripts = [*HOUSE.rglob("templates/**/*.html"), *static.glob("*.js")]
    unlinked = ours - named(scripts)
    assert not unlinked, f"{sorted(unlinked)}: no page links them."


def named(files: list[Path]) -> set[str]:
    """Every file that `files`, or a module of the house, name in a string; but for their own."""
    found = set()
    for file in [*files, *HOUSE.rglob("*.py")]:
        text = file.read_text("utf-8")
        found |= {name for name in NAMED.findall(text) if not file.as_posix().endswith(f"/{name}")}
        found |= {f"{name}{end}" for name in PAIR.findall(text) for end in (".html", ".txt")}
    return found
