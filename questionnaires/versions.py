"""Versions of one questionnaire, compared: what an id has once said it says for ever."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from questionnaires.meanings import Meaning, homes, meanings
from questionnaires.model import Questionnaire

MEND = "put the old one back or use a new id"


@dataclass(frozen=True, slots=True)
class Version:
    """A questionnaire and what to call the `file` that defines it."""

    file: str
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of `version`, None where its file cannot be loaded, in a sentence with the mend."""

    version: Version | None
    sentence: str


def unfaithful(versions: Iterable[Version]) -> Iterator[Finding]:
    """What each version says otherwise than any before it, the oldest coming first.

    An id that rested for some versions still means what it did; of several earlier wordings the
    oldest other one is named.
    """
    earlier: list[Version] = []
    for version in sorted(versions, key=lambda each: each.questionnaire.version):
        twin = next((each for each in earlier if _same_number(each, version)), None)
        if twin is not None:
            yield _second(version, twin)
            continue
        yield from _changed(version, earlier)
        yield from _moved(version, earlier)
        earlier.append(version)


def _same_number(one: Version, other: Version) -> bool:
    return one.questionnaire.version == other.questionnaire.version


def _second(version: Version, twin: Version) -> Finding:
    asked = version.questionnaire
    return Finding(
        version,
        f"{version.file}, the questionnaire: version {asked.version} of '{asked.id}' is already "
        f"in {twin.file}; give one of the two another id or the next version.",
    )


def _changed(version: Version, earlier: list[Version]) -> Iterator[Finding]:
    said = [(each.file, meanings(each.questionnaire)) for each in earlier]
    for place, now in meanings(version.questionnaire).items():
        for aspect, words in now.items():
            other = _said_otherwise(said, place, aspect, words)
            if other is not None:
                file, was = other
                yield Finding(
                    version,
                    f"{version.file}, {place}: its {aspect} was '{was}' in {file} and is "
                    f"'{words}' here; {MEND}.",
                )


def _said_otherwise(
    said: list[tuple[str, dict[str, Meaning]]], place: str, aspect: str, words: str
) -> tuple[str, str] | None:
    """The first file that said something else there, and what."""
    for file, places in said:
        was = places[place][aspect] if place in places else words
        if was != words:
            return file, was
    return None


def _moved(version: Version, earlier: list[Version]) -> Iterator[Finding]:
    """Questions that left a section and stand in one in which they never stood before."""
    now = homes(version.questionnaire)
    then = [(each.file, homes(each.questionnaire)) for each in earlier]
    for question, sections in now.items():
        known = set().union(*(places.get(question, set()) for _, places in then))
        file, left = next(
            ((file, places[question] - sections) for file, places in then if question in places),
            ("", set()),
        )
        for section in sorted(sections - known) if left else ():
            yield Finding(
                version,
                f"{version.file}, question '{question}' of section '{section}': it stood in "
                f"section '{min(left)}' in {file}, and its answers are joined by both ids; "
                f"put it back there or use a new id.",
            )
