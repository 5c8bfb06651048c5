"""Questionnaires, themes and draft documents of every kind, for property-based tests."""

import hypothesis.strategies as st
from hypothesis import settings

from questionnaires.expand import Aim, Theme, expand
from questionnaires.expanded import ExpandedQuestionnaire
from questionnaires.load import NO_VIEWS, PERMISSIONS
from questionnaires.model import (
    NoView,
    Opening,
    Permission,
    Question,
    Questionnaire,
    Repeat,
    RepeatOfQuestion,
    Scale,
    ScalePoint,
    Section,
)

# The same examples every time, however busy the machine is.
steady = settings(derandomize=True, deadline=None, max_examples=40)

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
ids = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
refs = st.from_regex(r"[1-9A-Z]{1,3}(\.[1-9]{1,2})?", fullmatch=True)
languages = st.sampled_from(["en-GB", "cy", "zh-Hant-TW"])
audiences = st.lists(ids, max_size=3, unique=True).map(tuple)


@st.composite
def themes(draw: st.DrawFn) -> list[Theme]:
    found = draw(st.lists(refs, unique=True, max_size=5))
    return [
        Theme(
            ref,
            draw(words),
            draw(st.lists(words, max_size=3).map(tuple)),
            tuple(Aim(f"{ref}-{place}", draw(words)) for place in range(draw(st.integers(0, 2)))),
        )
        for ref in found
    ]


@st.composite
def scales(draw: st.DrawFn, scale_id: str) -> Scale:
    labels = draw(st.lists(words, min_size=5, max_size=5))
    return Scale(scale_id, tuple(ScalePoint(value, label) for value, label in enumerate(labels, 1)))


@st.composite
def questions(
    draw: st.DrawFn, question_id: str, scale_ids: list[str], repeat: RepeatOfQuestion | None
) -> Question:
    score = draw(st.booleans())
    return Question(
        id=question_id,
        kind="score" if score else "comment",
        measure=draw(st.sampled_from(["progress", "maturity"])) if score else None,
        name=draw(words),
        stem=draw(words),
        scale=draw(st.sampled_from(scale_ids)) if score else None,
        mandatory=draw(st.booleans()),
        max_length=None if score else draw(st.integers(1, 50)),
        repeat=draw(st.sampled_from([None, repeat])),
    )


@st.composite
def sections(draw: st.DrawFn, section_id: str, scale_ids: list[str]) -> Section:
    question_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    repeat: Repeat | None = draw(st.sampled_from(["governance-themes", None]))
    detail: RepeatOfQuestion | None = "aims" if repeat else None
    return Section(
        id=section_id,
        title=draw(words),
        repeat=repeat,
        questions=tuple(draw(questions(each, scale_ids, detail)) for each in question_ids),
        prompts=tuple(draw(st.lists(words, max_size=2))),
        audience=draw(audiences),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    scale_ids = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
    section_ids = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    return Questionnaire(
        id=draw(ids),
        version=draw(st.integers(1, 9)),
        title=draw(words),
        scales=tuple(draw(scales(each)) for each in scale_ids),
        no_views=tuple(NoView(each, draw(words)) for each in NO_VIEWS),
        permissions=tuple(Permission(each, draw(words), draw(words)) for each in PERMISSIONS),
        sections=tuple(draw(sections(each, scale_ids)) for each in section_ids),
        opening=draw(st.builds(Opening, words, st.lists(words, min_size=1, max_size=2).map(tuple))),
        layout=draw(st.sampled_from(["pages", "single"])),
        language=draw(languages),
    )


expansions = st.builds(expand, questionnaires(), themes())


@st.composite
def answered(draw: st.DrawFn) -> tuple[ExpandedQuestionnaire, dict[str, str]]:
    """An expanded questionnaire and a document of valid answers to some of its fields."""
    expanded = draw(expansions)
    document: dict[str, str] = {}
    for field in expanded.fields:
        if not draw(st.booleans()):
            continue
        if field.question.kind == "score":
            document[field.name] = draw(st.sampled_from(sorted(expanded.valid_values(field))))
        else:
            document[field.name] = draw(words)
            document[field.permission_name] = draw(st.sampled_from(PERMISSIONS))
    return expanded, document
