"""Does a folder of definitions keep faith with what was asked before?

A stored answer holds an option's id alone, and a question's id joins its answers over the years.
So a version that says something else under an old id would change what people once said.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from questionnaires.load import DEFINITIONS, NO_VIEWS, PERMISSIONS, DefinitionError, load
from questionnaires.versions import Finding, Version, unfaithful

__all__ = ["DEFINITIONS", "check", "check_file"]


def check(directory: Path = DEFINITIONS) -> list[str]:
    """A sentence for each fault of the definitions in `directory`, with file, place and mend.

    Empty where all is well. A file that cannot be loaded is one finding; the rest are compared.
    """
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        return [f"{directory} holds no definition; name a folder with a .toml file in it."]
    return [finding.sentence for finding in _findings(paths)]


def check_file(path: Path) -> list[str]:
    """A sentence for each fault of the definition at `path`.

    It is compared with every other version that stands in its folder or is shipped; what is wrong
    with those alone is not told.
    """
    beside = {each.resolve() for each in path.parent.glob("*.toml")}
    shipped = {each.resolve() for each in DEFINITIONS.glob("*.toml") if not _copied(each, path)}
    own = path.resolve()
    paths = sorted((beside | shipped | {own}), key=lambda each: (each == own, each))
    return [finding.sentence for finding in _findings(paths) if finding.file == path.name]


def _copied(shipped: Path, path: Path) -> bool:
    """Whether the folder of `path` has a file of the same name as one that is shipped."""
    return (path.parent / shipped.name).exists()


def _findings(paths: Iterable[Path]) -> Iterator[Finding]:
    versions: list[Version] = []
    for path in paths:
        try:
            versions.append(Version(path.name, load(path)))
        except DefinitionError as error:
            yield Finding(path.name, str(error))
    for version in versions:
        yield from _missing_options(version)
    # A stable sort: of two files with one version, the one given first is the known one.
    versions.sort(key=_id)
    for _, own in groupby(versions, key=_id):
        yield from unfaithful(own)


def _id(version: Version) -> str:
    return version.questionnaire.id


def _missing_options(version: Version) -> Iterator[Finding]:
    asked = version.questionnaire
    kinds = {question.kind for section in asked.sections for question in section.questions}
    if "score" in kinds:
        no_views = {no_view.id for no_view in asked.no_views}
        yield from _absent(version.file, "no_views", NO_VIEWS, no_views)
    if "comment" in kinds:
        permissions = {permission.id for permission in asked.permissions}
        yield from _absent(version.file, "permissions", PERMISSIONS, permissions)


def _absent(file: str, key: str, needed: Iterable[str], present: set[str]) -> Iterator[Finding]:
    for option in needed:
        if option not in present:
            yield Finding(file, f"{file}, {key}: the option '{option}' is missing; add it.")
