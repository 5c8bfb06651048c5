"""Each change of the codebook: what it does to codes, codings, lineage and versions."""

import json
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from survey.actions.codebook.add_code import add_code
from survey.actions.codebook.add_themes import add_themes
from survey.actions.codebook.merge_codes import merge_codes
from survey.actions.codebook.rename_code import rename_code
from survey.actions.codebook.retire_code import retire_code
from survey.actions.codebook.split_code import split_code
from survey.actions.codebook.step import Step
from survey.errors import Conflict, NotFound, SurveyError
from survey.models import (
    AuditEvent,
    Code,
    CodeFamily,
    CodeLineage,
    Coding,
    Commitment,
    CommitmentCode,
    CommitmentStatus,
)
from survey.queries.codebook import all_versions, family_root, latest_version, standing_codes
from survey.queries.coded_people import people_by_code
from survey.queries.to_code import number_left
from tests.survey.coding import a_code, codes_of, is_coded, says, step
from tests.survey.council import add_aim, add_theme
from tests.survey.house import OPENS

pytestmark = pytest.mark.holds("a council's july")
CONCERN = CodeFamily.CONCERN
Change = Callable[[Session, Step, int], object]
CHANGES: list[Change] = [
    lambda session, at, _: add_code(session, at, family=CONCERN, name="New"),
    lambda session, at, _: add_themes(session, at),
    lambda session, at, code: rename_code(session, at, code_id=code, name="New", meaning=""),
    lambda session, at, code: merge_codes(session, at, code_ids=[code], into=2),
    lambda session, at, code: split_code(
        session, at, code_id=code, parts=[("One", ""), ("Two", "")]
    ),
    lambda session, at, code: retire_code(session, at, code_id=code),
]


def test_the_codebook_begins_with_its_families(session: Session) -> None:
    assert [(code.name, code.family.value) for code in standing_codes(session)] == [
        ("Theme", "theme"),
        ("Concern", "concern"),
        ("Praise", "praise"),
        ("Suggestion", "suggestion"),
    ]
    assert latest_version(session).number == 1


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_a_version_in_a_sentence_and_an_event(
    session: Session, change: Change
) -> None:
    code = a_code(session, "Training")
    change(session, step(session), code.id or 0)
    latest = latest_version(session)
    assert (latest.number, latest.made_by) == (3, "analyst@staff.example")
    assert latest.change.endswith(".")
    event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    assert (event.action, event.subject) == ("codebook changed", "codebook 3")
    assert json.loads(event.detail) == {"change": latest.change}


@pytest.mark.parametrize("change", CHANGES)
def test_of_two_analysts_the_second_is_told(session: Session, change: Change) -> None:
    code = a_code(session, "Training")
    seen = step(session)
    a_code(session, "Pace")
    with pytest.raises(Conflict, match=r"changed meanwhile, by analyst@staff.example: 'Pace'"):
        change(session, seen, code.id or 0)
    assert len(all_versions(session)) == 3


@pytest.mark.parametrize("change", CHANGES[2:])
def test_a_code_that_is_not_there_or_has_left_is_not_changed(
    session: Session, change: Change
) -> None:
    with pytest.raises(NotFound):
        change(session, step(session), 999)
    code = a_code(session, "Training")
    retire_code(session, step(session), code_id=code.id or 0)
    with pytest.raises(Conflict, match="has left the codebook already"):
        change(session, step(session), code.id or 0)


@pytest.mark.parametrize("change", CHANGES[3:])
def test_a_familys_own_code_stays(session: Session, change: Change) -> None:
    root = family_root(session, CodeFamily.PRAISE)
    with pytest.raises(SurveyError, match="stands for its whole family"):
        change(session, step(session), root.id or 0)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (" \n ", "needs a name"),
        ("x" * 81, "80 characters at most"),
        ("TRAINING", "has a code 'TRAINING' already"),
    ],
)
def test_a_name_that_cannot_be_told_apart_is_refused(
    session: Session, name: str, words: str
) -> None:
    a_code(session, "Training")
    with pytest.raises(SurveyError, match=words):
        a_code(session, name)
    assert a_code(session, "Training", CodeFamily.PRAISE).family is CodeFamily.PRAISE


def test_a_rename_keeps_what_was_coded(session: Session) -> None:
    code = a_code(session, "Training")
    (comment,) = says(session, 1, theme_1_comment="Late")
    is_coded(session, comment, code)
    rename_code(session, step(session), code_id=code.id or 0, name="Skills", meaning="All of it")
    assert codes_of(session, comment) == {code.id}
    (row,) = session.exec(select(CodeLineage))
    assert (row.kind.value, row.old_name, row.new_name) == ("renamed", "Training", "Skills")
    with pytest.raises(SurveyError, match="as they were"):
        rename_code(
            session, step(session), code_id=code.id or 0, name="Skills", meaning="All of it"
        )
    rename_code(session, step(session), code_id=code.id or 0, name="Skills", meaning="Less")
    assert latest_version(session).change == "'Skills' has a new meaning."
    assert len(session.exec(select(CodeLineage)).all()) == 1


def test_a_merger_moves_codings_once_and_doubles_nobody(session: Session) -> None:
    training, skills, pace = (a_code(session, name) for name in ("Training", "Skills", "Pace"))
    one, other = says(session, 1, theme_1_comment="Late", theme_2_comment="Later")
    (third,) = says(session, 2, theme_1_comment="Never")
    is_coded(session, one, training, skills, pace)
    is_coded(session, other, skills)
    is_coded(session, third, training)
    before = people_by_code(session)
    assert [before[code.id or 0] for code in (training, skills, pace)] == [2, 1, 1]
    merge_codes(
        session,
        step(session),
        code_ids=[training.id or 0, skills.id or 0],
        into=pace.id or 0,
    )
    assert people_by_code(session) == {pace.id: 2}
    assert [codes_of(session, each) for each in (one, other, third)] == [{pace.id}] * 3
    rows = [(row.old_name, row.new_name) for row in session.exec(select(CodeLineage))]
    assert rows == [("Training", "Pace"), ("Skills", "Pace")]
    assert number_left(session) == 0
    with pytest.raises(SurveyError, match="at least one code beside"):
        merge_codes(session, step(session), code_ids=[pace.id or 0], into=pace.id or 0)


def test_commitments_answer_what_their_codes_were_merged_into(session: Session) -> None:
    training, skills, pace = (a_code(session, name) for name in ("Training", "Skills", "Pace"))
    for codes in ((training, skills), (training, pace)):
        made = Commitment(
            said="", people=10, promise="", lead="", due_month="2018-09",
            status=CommitmentStatus.PLANNED, made_by="", made_at=OPENS, changed_at=OPENS,
        )  # fmt: skip
        session.add(made)
        session.flush()
        for code in codes:
            session.add(CommitmentCode(commitment_id=made.id or 0, code_id=code.id or 0))
    session.flush()
    chosen = [training.id or 0, skills.id or 0]
    merge_codes(session, step(session), code_ids=chosen, into=pace.id or 0)
    session.expire_all()
    rows = session.exec(select(CommitmentCode))
    assert sorted((row.commitment_id, row.code_id) for row in rows) == [(1, pace.id), (2, pace.id)]


def test_a_split_queues_what_it_coded_and_counts_it_until_then(session: Session) -> None:
    code, pace = a_code(session, "Training"), a_code(session, "Pace")
    (first,) = says(session, 1, theme_1_comment="Late")
    is_coded(session, first, code)
    (comment,) = says(session, 1, theme_1_comment="Later")
    is_coded(session, comment, code, pace)
    (other,) = says(session, 2, theme_1_comment="Slow")
    is_coded(session, other, pace)
    parts = split_code(
        session,
        step(session),
        code_id=code.id or 0,
        parts=[("Training", "Of staff"), ("Induction", "Of members")],
    )
    session.expire_all()
    assert [each.to_code for each in (first, comment, other)] == [False, True, False]
    assert people_by_code(session) == {code.id: 1, pace.id: 2}
    assert code.until == parts[0].since == latest_version(session).number
    assert latest_version(session).change == (
        "'Training' was split into 'Training' and 'Induction'."
    )
    rows = [(row.old_id, row.new_name) for row in session.exec(select(CodeLineage))]
    assert rows == [(code.id, "Training"), (code.id, "Induction")]
    is_coded(session, comment, parts[1], pace)
    assert people_by_code(session) == {parts[1].id: 1, pace.id: 2}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([("One", "")], "at least 2 parts"),
        ([("One", ""), ("one", "")], "same name"),
        ([("One", ""), ("", "Meaning")], "needs a name"),
        ([("One", ""), ("Pace", "")], "has a code 'Pace' already"),
        ([("One", ""), ("Two", "x" * 1001)], "1,000 characters at most"),
    ],
)
def test_a_split_names_its_parts(
    session: Session, parts: list[tuple[str, str]], words: str
) -> None:
    a_code(session, "Pace")
    code = a_code(session, "Training")
    with pytest.raises(SurveyError, match=words):
        split_code(session, step(session), code_id=code.id or 0, parts=parts)
    assert code.until is None


def test_a_retired_code_keeps_what_was_coded_and_is_chosen_no_more(session: Session) -> None:
    code = a_code(session, "Training")
    (comment,) = says(session, 1, theme_1_comment="Late")
    (other,) = says(session, 2, theme_1_comment="Late")
    is_coded(session, comment, code)
    retire_code(session, step(session), code_id=code.id or 0)
    assert people_by_code(session) == {code.id: 1}
    assert code not in standing_codes(session)
    is_coded(session, comment, code)
    with pytest.raises(Conflict, match="has left the codebook meanwhile"):
        is_coded(session, other, code)
    assert session.exec(select(Coding)).all() != []


def test_the_plans_themes_become_codes_once_and_no_exempt_aim_is_named(session: Session) -> None:
    add_aim(session, add_theme(session, 3, "The Sale of Land"), 1, "sale of land", exempt=True)
    a_code(session, "political leadership", CodeFamily.THEME)
    (made,) = add_themes(session, step(session))
    assert (made.name, made.meaning) == ("Culture & protocol", "Theme 2 of the plan")
    assert made.parent_id == family_root(session, CodeFamily.THEME).id
    assert latest_version(session).change == "1 theme was taken over from the plan."
    with pytest.raises(SurveyError, match="in the codebook already"):
        add_themes(session, step(session))
    assert "Land" not in " ".join(code.name for code in session.exec(select(Code)))
