"""Parts of a theme's page that the questionnaire and the chosen option alone decide.

They are most of the page and there are few of them: each is rendered when it is first shown.
"""

from collections.abc import Callable

from flask import current_app
from markupsafe import Markup

from questionnaires.expanded import ExpandedQuestionnaire, Field
from survey.language import gettext, language

MACROS = "answer.html"
# By language, the questionnaire's hash, the field's name and what is shown in it, so an entry is
# never out of date. Nothing in it is anybody's own: options, and which of them is chosen.
Key = tuple[str, str, str, str, str]
rendered: dict[Key, Markup] = {}


def score_part(
    expanded: ExpandedQuestionnaire, sha256: str, field: Field, value: str | None
) -> Markup:
    """The tiles of one score, `value` chosen; `sha256` is the hash of the frozen `expanded`."""
    chosen = (value if value in expanded.valid_values(field) else "") or ""
    key = (language(), sha256, field.name, chosen, "")
    if key not in rendered:
        question = field.question
        points = expanded.scale(question.scale or "").points
        rendered[key] = macro("score")(
            field.name, question.name, question.stem, points, expanded.no_views, chosen
        )
    return rendered[key]


def permission_part(
    expanded: ExpandedQuestionnaire, sha256: str, field: Field, value: str | None, hint: str = ""
) -> Markup:
    """Who may see one comment, `value` chosen, or the most private where nothing is."""
    chosen = (value if value in expanded.permission_ids else "") or expanded.permissions[0].id
    key = (language(), sha256, field.permission_name, chosen, hint)
    if key not in rendered:
        rendered[key] = macro("permission")(
            field.permission_name, gettext("Who may see it"), expanded.permissions, chosen, hint
        )
    return rendered[key]


def macro(name: str) -> Callable[..., Markup]:
    template = current_app.jinja_env.get_template(MACROS)
    found: Callable[..., Markup] = getattr(template.module, name)
    return found
