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
    versions, findings = _load_all(paths)
    return [finding.sentence for finding in (*findings, *_faults(versions))]


def check_file(path: Path) -> list[str]:
    """A sentence for each fault of the definition at `path`.

    It is compared with every other version that stands in its folder or is shipped; what is wrong
    with those alone is not told.
    """
    try:
        own = Version(path.name, load(path))
    except DefinitionError as error:
        return [str(error)]
    others = {each.resolve() for each in path.parent.glob("*.toml")} - {path.resolve()}
    versions, _ = _load_all(sorted(others))
    shipped, _ = _load_all(sorted({each.resolve() for each in DEFINITIONS.glob("*.toml")} - others))
    # A copy of what is shipped is no second version of it.
    versions += [
        Version(f"the shipped {each.file}", each.questionnaire)
        for each in shipped
        if each.questionnaire != own.questionnaire
    ]
    return [each.sentence for each in _faults([*versions, own]) if each.version is own]


def _load_all(paths: Iterable[Path]) -> tuple[list[Version], list[Finding]]:
    versions: list[Version] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            versions.append(Version(path.name, load(path)))
        except DefinitionError as error:
            findings.append(Finding(None, str(error)))
    return versions, findings


def _faults(versions: Iterable[Version]) -> Iterator[Finding]:
    """Of two files with one version, the one given first is the known one."""
    ordered = sorted(versions, key=_id)
    for version in ordered:
        yield from _missing_options(version)
    for _, own in groupby(ordered, key=_id):
        yield from unfaithful(own)


def _id(version: Version) -> str:
    return version.questionnaire.id


def _missing_options(version: Version) -> Iterator[Finding]:
    asked = version.questionnaire
    kinds = {question.kind for section in asked.sections for question in section.questions}
    if "score" in kinds:
        no_views = {no_view.id for no_view in asked.no_views}
        yield from _absent(version, "no_views", NO_VIEWS, no_views)
    if "comment" in kinds:
        permissions = {permission.id for permission in asked.permissions}
        yield from _absent(version, "permissions", PERMISSIONS, permissions)


def _absent(
    version: Version, key: str, needed: Iterable[str], present: set[str]
) -> Iterator[Finding]:
    for option in needed:
        if option not in present:
            sentence = f"{version.file}, {key}: the option '{option}' is missing; add it."
            yield Finding(version, sentence)
