"""Parts of a page that the questionnaire, the language and the chosen option alone decide.

They are most of the page and there are few of them: each is rendered when it is first shown and
kept, with a gap wherever something of somebody's own stands. What has an error, or stands beside
what somebody said before, is rendered anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup, escape

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from survey.language import gettext, language

CONTROLS = "answer.html"
# No page, draft or questionnaire holds this character: it is taken out of all that is typed.
GAP = "\0"
# A year of months in two languages fills a quarter of it; a part is two kilobytes or so.
MOST_KEPT = 2000
Key = tuple[object, ...]
Pieces = tuple[str, ...]
# By language, by the hash of what is asked and by what is shown of it, so that an entry is never
# out of date.
kept: dict[Key, Pieces] = {}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one page of `expanded`, whose frozen text has the hash `sha256`.

    `document` says what is chosen and typed, `errors` and `said` what stands beside a field
    ({field name: sentence}). Beside the comment `guessed` it is said that colleagues may guess.
    """

    expanded: ExpandedQuestionnaire
    sha256: str
    document: Mapping[str, str]
    errors: Mapping[str, str]
    said: Mapping[str, str]
    guessed: str | None

    def fields(self, fields: Iterable[Field]) -> Markup:
        """The controls of all `fields`, one after the other."""
        found: list[str] = []
        for field in fields:
            if field.question.kind == "score":
                found.append(self.score(field))
            else:
                found += (self.comment(field), self.permission(field))
        return trusted("".join(found))

    def score(self, field: Field) -> str:
        """The tiles of one score."""
        value = self.document.get(field.name, "")
        chosen = value if value in self.expanded.valid_values(field) else ""
        error, said = self.errors.get(field.name), self.said.get(field.name)

        def made() -> str:
            question, no_views = field.question, self.expanded.no_views
            asked = (question.name, question.stem, self.expanded.scale(question.scale or "").points)
            return macro(CONTROLS, "score")(
                field.name, *asked, no_views, chosen, error=error, said=said
            )

        return made() if error or said else self.once("score", field.name, chosen, made=made)[0]

    def comment(self, field: Field) -> str:
        """The box of one comment, what was typed in it."""
        question, typed = field.question, self.document.get(field.name, "")
        error = self.errors.get(field.name)

        def made(value: str = GAP) -> str:
            label = question.stem
            if not question.mandatory:
                label = gettext("%(question)s (optional)") % {"question": question.stem}
            return macro(CONTROLS, "comment")(
                field.name, label, value, None, error, question.max_length
            )

        if error:
            return made(typed)
        return str(escape(typed)).join(self.once("comment", field.name, made=made))

    def permission(self, field: Field) -> str:
        """Who may see one comment: the most private unless another is chosen."""
        name, permissions = field.permission_name, self.expanded.permissions
        value = self.document.get(name, "")
        chosen = value if value in self.expanded.permission_ids else permissions[0].id
        error, alone = self.errors.get(name), field.name == self.guessed

        def made() -> str:
            legend, hint = gettext("Who may see it"), may_guess() if alone else ""
            return macro(CONTROLS, "permission")(name, legend, permissions, chosen, hint, error)

        return made() if error else self.once("permission", name, chosen, alone, made=made)[0]

    def promises(self, section: ExpandedSection) -> Markup:
        """What the plan promised about the theme of `section`, folded away."""

        def made() -> str:
            return macro("respond/parts.html", "promises")(section.promises)

        return trusted(self.once("promises", section.id, made=made)[0])

    def opening(self) -> Markup:
        """What a speaker must be told, one click away."""

        def made() -> str:
            return macro("respond/parts.html", "opening")(self.expanded.opening)

        return trusted(self.once("opening", made=made)[0])

    def links(self) -> Markup:
        """The styles and scripts with which questions are asked."""
        return self.plain("links")

    def buttons(self) -> Markup:
        """The buttons that save a page."""
        return self.plain("buttons")

    def keeping(self, draft: str) -> Markup:
        """What the script that keeps what is typed needs; `draft` names the page's draft."""
        typed = bool(self.errors)

        def made() -> str:
            return macro("keeping.html", "kept")(GAP, typed)

        return trusted(str(escape(draft)).join(self.once("keeping", typed, made=made)))

    def plain(self, name: str) -> Markup:
        """The part `name`, which takes nothing."""
        return trusted(self.once(name, made=lambda: macro("respond/parts.html", name)())[0])

    def once(self, *key: object, made: Callable[[], str]) -> Pieces:
        """What `made` renders, as the pieces between its gaps; rendered once for each `key`."""
        whole = (language(), self.sha256, *key)
        found = kept.get(whole)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[whole] = tuple(made().split(GAP))
        return found


def may_guess() -> str:
    return gettext(
        "Nobody else of your kind of role is asked this month: colleagues may guess who wrote it, "
        "even where it is quoted without a name."
    )


def trusted(text: str) -> Markup:
    """`text` that our own templates have rendered and escaped."""
    return Markup(text)  # noqa: S704 - see above


def macro(template: str, name: str) -> Callable[..., str]:
    module = current_app.jinja_env.get_template(template).module
    found: Callable[..., str] = getattr(module, name)
    return found
