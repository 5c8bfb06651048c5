"""What a round asks, kept for ever: the canonical text that a round stores, and its hash.

`from_json` gives the same value back years later, whatever has become of the definition file.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from questionnaires.model import NoView, Opening, Permission, Question, Scale, ScalePoint


class FrozenError(ValueError):
    """A stored questionnaire that cannot be read."""


def to_json(expanded: ExpandedQuestionnaire) -> str:
    """The canonical text: keys sorted, no spaces, letters unescaped; equal values, equal text."""
    return json.dumps(asdict(expanded), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> ExpandedQuestionnaire:
    """The value that `to_json` wrote as `text`; FrozenError where it did not write it."""
    try:
        return _read(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise FrozenError(
            f"The stored questionnaire cannot be read ({error!r}); restore it from a backup."
        ) from error


def sha256(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _read(stored: dict[str, Any]) -> ExpandedQuestionnaire:
    return ExpandedQuestionnaire(
        questionnaire_id=stored["questionnaire_id"],
        version=stored["version"],
        title=stored["title"],
        scales=tuple(_read_scale(scale) for scale in stored["scales"]),
        no_views=tuple(NoView(**no_view) for no_view in stored["no_views"]),
        permissions=tuple(Permission(**permission) for permission in stored["permissions"]),
        sections=tuple(_read_section(section) for section in stored["sections"]),
        opening=Opening(stored["opening"]["title"], tuple(stored["opening"]["paragraphs"])),
        # Older rounds were frozen before there was another layout or language.
        layout=stored.get("layout", "pages"),
        language=stored.get("language", "en-GB"),
    )


def _read_scale(stored: dict[str, Any]) -> Scale:
    return Scale(stored["id"], tuple(ScalePoint(**point) for point in stored["points"]))


def _read_section(stored: dict[str, Any]) -> ExpandedSection:
    return ExpandedSection(
        id=stored["id"],
        title=stored["title"],
        item=stored["item"],
        promises=tuple(stored["promises"]),
        prompts=tuple(stored["prompts"]),
        audience=tuple(stored.get("audience", ())),
        fields=tuple(_read_field(field) for field in stored["fields"]),
        detail=tuple(Question(**question) for question in stored.get("detail", ())),
    )


def _read_field(stored: dict[str, Any]) -> Field:
    question = Question(**stored["question"])
    return Field(stored["name"], stored["item"], question, stored.get("aim", ""))
