"""Does a folder of definitions keep faith with what was asked before?

A stored answer holds an option's id alone, and a question's id joins its answers over the years.
So a version that says something else under an old id would change what people once said.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from questionnaires.load import DEFINITIONS, NO_VIEWS, PERMISSIONS, DefinitionError, load
from questionnaires.meanings import Meaning, meanings
from questionnaires.model import Questionnaire

__all__ = ["DEFINITIONS", "check"]

Loaded = tuple[str, Questionnaire]
# What was last said at a place, and the file that said it.
Said = dict[str, tuple[str, Meaning]]


def check(directory: Path = DEFINITIONS) -> list[str]:
    """A sentence for each fault of the definitions in `directory`, with file, place and mend.

    Empty where all is well. A file that cannot be loaded is one finding; the rest are compared.
    """
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        return [f"{directory} holds no definition; name a folder with a .toml file in it."]
    loaded, findings = _load_all(paths)
    for file, questionnaire in loaded:
        findings.extend(_missing_options(file, questionnaire))
    loaded.sort(key=lambda pair: (pair[1].id, pair[1].version))
    for _, versions in groupby(loaded, key=lambda pair: pair[1].id):
        findings.extend(_across_versions(versions))
    return findings


def _load_all(paths: Iterable[Path]) -> tuple[list[Loaded], list[str]]:
    loaded: list[Loaded] = []
    findings: list[str] = []
    for path in paths:
        try:
            loaded.append((path.name, load(path)))
        except DefinitionError as error:
            findings.append(str(error))
    return loaded, findings


def _missing_options(file: str, questionnaire: Questionnaire) -> Iterator[str]:
    kinds = {question.kind for section in questionnaire.sections for question in section.questions}
    if "score" in kinds:
        no_views = {no_view.id for no_view in questionnaire.no_views}
        yield from _absent(file, "no_views", NO_VIEWS, no_views)
    if "comment" in kinds:
        permissions = {permission.id for permission in questionnaire.permissions}
        yield from _absent(file, "permissions", PERMISSIONS, permissions)


def _absent(file: str, key: str, needed: Iterable[str], present: set[str]) -> Iterator[str]:
    for option in needed:
        if option not in present:
            yield f"{file}, {key}: the option '{option}' is missing; add it."


def _across_versions(versions: Iterable[Loaded]) -> Iterator[str]:
    """Compare each version with the latest before it that used an id; oldest come first."""
    said: Said = {}
    files: dict[int, str] = {}
    for file, questionnaire in versions:
        version = questionnaire.version
        if version in files:
            yield (
                f"{file}, the questionnaire: version {version} of '{questionnaire.id}' is already "
                f"in {files[version]}; give one of the two another id or the next version."
            )
            continue
        files[version] = file
        now = meanings(questionnaire)
        yield from _changed(file, said, now)
        said |= {place: (file, meaning) for place, meaning in now.items()}


def _changed(file: str, said: Said, now: dict[str, Meaning]) -> Iterator[str]:
    for place in (place for place in now if place in said):
        earlier_file, earlier = said[place]
        for aspect, words in now[place].items():
            if words != earlier[aspect]:
                yield (
                    f"{file}, {place}: its {aspect} was '{earlier[aspect]}' in {earlier_file} and "
                    f"is '{words}' here; put the old one back or use a new id."
                )
