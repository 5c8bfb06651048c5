"""The four smaller files: groups, indicators, recommendations and reviews."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session, select

from survey.actions.import_assurance import import_assurance
from survey.actions.import_groups import import_groups
from survey.actions.import_indicators import import_indicators
from survey.actions.import_recommendations import import_recommendations
from survey.actions.importing.changes import Changes, FieldChange, RowChange
from survey.actions.importing.source import Source
from survey.errors import ImportFileError
from survey.models import Assurance, AuditEvent, Group, GroupBlock, Indicator, Recommendation
from tests.survey.sample import (
    NOW,
    SAMPLE,
    bring_groups,
    bring_indicators,
    bring_plan,
    edited,
)

FILES = [
    (import_groups, SAMPLE.groups, 7 + 12),
    (import_indicators, SAMPLE.indicators, 16),
    (import_recommendations, SAMPLE.recommendations, 6),
    (import_assurance, SAMPLE.assurance, 7),
]


def bring(
    session: Session, action: Callable[..., Changes], file: Path, *edits: tuple[str, str]
) -> Changes:
    return action(session, source=edited(file, *edits), actor="command", now=NOW)


@pytest.mark.parametrize(("action", "file", "count"), FILES)
def test_each_file_is_imported_once(
    session: Session, action: Callable[..., Changes], file: Path, count: int
) -> None:
    bring_plan(session)
    assert len(bring(session, action, file).added) == count
    again = bring(session, action, file)
    assert (bool(again), again.kept, again.unchanged) == (False, (), count)
    events = session.exec(select(AuditEvent.subject)).all()
    assert events.count(file.name) == 1


def test_groups_and_their_blocks_change(session: Session) -> None:
    bring_groups(session)
    audit = "audit,Internal and external audit,2019-04,"
    changes = bring_groups(
        session,
        (f"{audit}scrutiny-and-audit,Scrutiny and audit,assurance",
         f"{audit}external-voices,External voices,external"),
    )  # fmt: skip
    assert changes.changed == (
        RowChange(
            "block of group audit from 2019-04",
            (
                FieldChange("block", "scrutiny-and-audit", "external-voices"),
                FieldChange("block_name", "Scrutiny and audit", "External voices"),
                FieldChange("side", "assurance", "external"),
            ),
        ),
    )
    assert len(session.exec(select(Group)).all()) == 7
    assert len(session.exec(select(GroupBlock)).all()) == 12


def test_a_block_keeps_its_name_while_a_group_that_is_left_out_is_in_it(session: Session) -> None:
    bring_groups(session)
    lines = SAMPLE.groups.read_text("utf-8").splitlines()
    one = next(line for line in lines if line.startswith("audit,") and ",2018-04," in line)
    renamed = one.replace(",Independent,", ",Scrutiny,")
    source = Source.decode("one.csv", f"{lines[0]}\n{renamed}".encode())
    with pytest.raises(
        ImportFileError, match=r"row 2, column 'block_name': the block 'independent'"
    ):
        import_groups(session, source=source, actor="command", now=NOW)
    whole = "\n".join(lines).replace(",Independent,", ",Scrutiny,")
    source = Source.decode("all.csv", whole.encode())
    assert len(import_groups(session, source=source, actor="command", now=NOW).changed) == 3


@pytest.mark.holds("the sample's july")
def test_a_block_stays_within_a_municipal_year_and_the_row_is_named(session: Session) -> None:
    assert not bring_groups(session)
    line = "audit,Internal and external audit,2018-04,independent,Independent,assurance"
    for changed in (
        line.replace("independent,Independent", "executive,Executive"),
        f"{line}\n{line.replace('2018-04', '2018-10').replace(',assurance', ',external')}",
    ):
        with pytest.raises(
            ImportFileError, match=r"row [56], column 'from': In 2018-19 .* April 2019"
        ):
            bring_groups(session, (line, changed))
    later = "audit,Internal and external audit,2019-04,scrutiny-and-audit,Scrutiny and audit,"
    assert bring_groups(session, (f"{later}assurance", f"{later}external"))


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("opposition,Opposition members,2019-04", "opposition,Opposition members,April"),
         r"row 12, column 'from': 'April' is not a month"),
        (("key-partners,Key partners,2019-04,external-voices,External voices,external",
          "key-partners,Key partners,2019-04,external-voices,External,external"),
         r"row 13, column 'block_name': 'External' is not what row 11 says"),
        (("audit,Internal and external audit,2019-04", "audit,Internal and external audit,2018-04"),
         r"row 10, column 'from': .* row 5 already"),
        (("opposition,Opposition members,2019-04,external-voices,External voices,external",
          "opposition,Opposition members,2019-04,external-voices,External voices,outside"),
         r"row 12, column 'side': 'outside' is not known"),
    ],
)  # fmt: skip
def test_bad_groups_are_refused(session: Session, edit: tuple[str, str], sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        bring_groups(session, edit)
    assert session.exec(select(Group)).all() == []


@pytest.mark.parametrize(
    ("action", "file", "edit", "sentence"),
    [
        (import_indicators, SAMPLE.indicators, ("waste,tracer,Waste,S4", "waste,tracer,Waste,S9"),
         r"row 16, column 'theme_ref': the plan has no theme 'S9'; use 1, 2, "),
        (import_indicators, SAMPLE.indicators, (",27,", ",£27m,"), r"row 4, column 'value'"),
        (import_indicators, SAMPLE.indicators, ("tracer-waste,tracer", "tracer-waste,guess"),
         r"row 16, column 'kind': 'guess'"),
        (import_indicators, SAMPLE.indicators, (",2018-05,27", ",May,27"), r"column 'period'"),
        (import_recommendations, SAMPLE.recommendations, ("2019-03,S4;1", "2019-03,S4;0"),
         r"row 6, column 'theme_refs': the plan has no theme '0'"),
        (import_recommendations, SAMPLE.recommendations, (",B,Finance", ",A,Finance"),
         r"row 7, column 'number': .* row 6 already"),
        (import_assurance, SAMPLE.assurance, ("2019-07,,", "2019-17,,"), r"row 7, column 'due'"),
    ],
)  # fmt: skip
def test_other_bad_rows_are_refused(
    session: Session,
    action: Callable[..., Changes],
    file: Path,
    edit: tuple[str, str],
    sentence: str,
) -> None:
    bring_plan(session)
    with pytest.raises(ImportFileError, match=sentence):
        bring(session, action, file, edit)
    for table in (Indicator, Recommendation, Assurance):
        assert session.exec(select(table)).all() == []


def test_the_plan_comes_first(session: Session) -> None:
    with pytest.raises(ImportFileError, match="import the plan first"):
        bring_indicators(session)


def test_a_missing_figure_leaves_a_simulated_one_and_a_real_one_replaces_it(
    session: Session,
) -> None:
    bring_plan(session)
    bring_indicators(session)
    waste = session.exec(select(Indicator).where(Indicator.ref == "tracer-waste")).one()
    waste.value, waste.note, waste.simulated = "96", "simulated", True
    assert not bring_indicators(session)
    real = ("Waste,S4,,2018-19-q2,,", "Waste,S4,bins,2018-19-q2,112,")
    assert bring_indicators(session, real)
    assert (waste.value, waste.unit, waste.simulated) == ("112", "bins", False)
    assert waste.note == "not supplied in the source"
