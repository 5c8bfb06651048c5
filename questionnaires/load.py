"""A definition file, TOML, becomes a Questionnaire, or an error that says how to mend the file."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from questionnaires import asked, options
from questionnaires.model import Layout, Opening, Questionnaire
from questionnaires.options import NO_VIEWS, PERMISSIONS
from questionnaires.table import WHOLE, DefinitionError, Table

__all__ = [
    "DEFINITIONS",
    "NO_VIEWS",
    "PERMISSIONS",
    "DefinitionError",
    "definition",
    "load",
    "understood",
]

DEFINITIONS = Path(__file__).parent / "definitions"

# The shape of a BCP 47 tag: a language, perhaps a script or a region.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def load(path: Path) -> Questionnaire:
    """The questionnaire that the file at `path` defines, wholly validated.

    Raises DefinitionError: one sentence with the file, the question or section, and the mend.
    """
    return understood(path.name, _read(path))


def understood(file: str, entries: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that the `entries` of a file so called define; raises as `load` does."""
    top = Table(file, WHOLE, entries)
    top.allow(
        "id", "version", "title", "language", "layout",
        "opening", "scales", "no_views", "permissions", "sections",
    )  # fmt: skip
    return Questionnaire(
        id=top.identifier("id"),
        version=top.count("version"),
        title=top.text("title"),
        opening=_opening(top.table("opening")),
        scales=options.scales(top),
        no_views=options.no_views(top),
        permissions=options.permissions(top),
        sections=asked.sections(top),
        layout=cast("Layout", top.optional_choice("layout", get_args(Layout)) or "pages"),
        language=_language(top),
    )


def definition(name: str) -> Questionnaire:
    """The shipped questionnaire of the file `name`.toml; DefinitionError where there is none."""
    shipped = {path.stem: path for path in sorted(DEFINITIONS.glob("*.toml"))}
    if name not in shipped:
        raise DefinitionError(
            f"No questionnaire called '{name}' is shipped; choose {', '.join(shipped)}."
        )
    return load(shipped[name])


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise DefinitionError(f"{path.name}: there is no such file; check its path.") from error
    except OSError as error:
        raise DefinitionError(
            f"{path.name}: the file cannot be opened ({error.strerror}); check what it is and "
            "who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{path.name}: the file is not UTF-8; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a mere ValueError
        raise DefinitionError(
            f"{path.name}: the file is not valid TOML ({error}); mend that place."
        ) from error


def _language(top: Table) -> str:
    if "language" not in top.entries:
        return "en-GB"
    language = top.text("language")
    if not LANGUAGE.fullmatch(language):
        raise top.error(
            f"'{language}' is not the tag of a language", 'write it as language = "en-GB" or "cy"'
        )
    return language


def _opening(table: Table) -> Opening:
    table.allow("title", "paragraphs")
    return Opening(table.text("title"), table.texts("paragraphs"))
