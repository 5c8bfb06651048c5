"""Parts of a theme's page that the questionnaire and the chosen option alone decide.

They are most of the page and there are few of them: each is rendered when it is first shown.
"""

from collections.abc import Callable

from flask import current_app
from markupsafe import Markup

from questionnaires.expanded import ExpandedQuestionnaire, Field

MACROS = "answer.html"
# By the questionnaire's hash, the field's name and the option, so an entry is never out of date.
rendered: dict[tuple[str, str, str], Markup] = {}


def score_part(
    expanded: ExpandedQuestionnaire, sha256: str, field: Field, value: str | None
) -> Markup:
    """The tiles of one score, `value` chosen; `sha256` is the hash of the frozen `expanded`."""
    chosen = value if value in expanded.valid_values(field) else ""
    key = (sha256, field.name, chosen or "")
    if key not in rendered:
        question = field.question
        points = expanded.scale(question.scale or "").points
        rendered[key] = macro("score")(
            field.name, question.name, question.stem, points, expanded.no_views, chosen
        )
    return rendered[key]


def permission_part(
    expanded: ExpandedQuestionnaire, sha256: str, field: Field, value: str | None
) -> Markup:
    """Who may see one comment, `value` chosen, or the most private where nothing is."""
    chosen = value if value in expanded.permission_ids else expanded.permissions[0].id
    key = (sha256, field.permission_name, chosen or "")
    if key not in rendered:
        rendered[key] = macro("permission")(
            field.permission_name, "Who may see it", expanded.permissions, chosen
        )
    return rendered[key]


def macro(name: str) -> Callable[..., Markup]:
    template = current_app.jinja_env.get_template(MACROS)
    found: Callable[..., Markup] = getattr(template.module, name)
    return found
