from datetime import date

import pytest
from sqlmodel import Session, select

from survey.actions.importing.changes import FieldChange, RowChange
from survey.errors import ImportFileError
from survey.models import AuditEvent, Holder, Person, Seat
from survey.queries.panel import eligible_holders
from survey.queries.standing import holders
from tests.survey.sample import bring_groups, bring_panel

CHAIR = 'csp-chair,"Chair, Community Safety Partnership",partnership-chairs,Community Safety'
SECOND_SEAT = "cm.health@council.example,form,2018-06,,no"
LEADER = "Sample City Council,leader@council.example,form,2018-06,,yes"
INTERIM = "dcs.interim@council.example,form,2018-06,2018-10,yes"


def test_the_sample_asks_29_people_and_43_from_april_2019(session: Session) -> None:
    bring_groups(session)
    changes = bring_panel(session)
    assert len(session.exec(select(Seat)).all()) == 44
    assert len(session.exec(select(Holder)).all()) == 46
    assert len(session.exec(select(Person)).all()) == 45
    assert len(changes.added) == 44 + 46
    assert len(eligible_holders(session, date(2018, 7, 16))) == 29
    assert len(eligible_holders(session, date(2019, 3, 16))) == 29
    assert len(eligible_holders(session, date(2019, 4, 16))) == 43


def test_the_same_file_again_changes_nothing(session: Session) -> None:
    bring_groups(session)
    bring_panel(session)
    events = len(session.exec(select(AuditEvent)).all())
    assert not bring_panel(session)
    assert len(session.exec(select(AuditEvent)).all()) == events == 2


def test_a_first_month_can_be_corrected_and_a_holder_can_leave(session: Session) -> None:
    bring_groups(session)
    bring_panel(session)
    changes = bring_panel(
        session,
        ("stp.chair@partners.example,form,2018-06,,yes",
         "stp.chair@partners.example,interview,2018-07,2019-01,yes"),
    )  # fmt: skip
    assert changes.changed == (
        RowChange(
            "holder stp.chair@partners.example of seat stp-chair",
            (
                FieldChange("contact", "form", "interview"),
                FieldChange("active_from", "2018-06-01", "2018-07-01"),
                FieldChange("active_to", "", "2019-01-31"),
            ),
        ),
    )


def test_a_successor_is_added_and_whoever_is_left_out_is_kept(session: Session) -> None:
    bring_groups(session)
    bring_panel(session)
    line = f"dcs,Director of Children's Services,statutory-officers,Sample City Council,{INTERIM}\n"
    changes = bring_panel(session, (line, ""))
    assert not changes
    assert changes.kept == ("holder dcs.interim@council.example of seat dcs",)
    assert "dcs.interim@council.example" in {who.email for _, who, _ in holders(session)}


def test_a_holder_may_come_back(session: Session) -> None:
    bring_groups(session)
    bring_panel(session)
    seat = "dcs,Director of Children's Services,statutory-officers,Sample City Council,"
    back = "dcs.interim@council.example,form,2019-03,,yes"
    changes = bring_panel(
        session,
        ("dcs@council.example,form,2018-11,,yes",
         f"dcs@council.example,form,2018-11,2019-02,yes\n{seat}{back}"),
    )  # fmt: skip
    assert changes.added == ("holder dcs.interim@council.example of seat dcs",)
    first_days = sorted(
        held.active_from
        for _, who, held in holders(session)
        if who.email == "dcs.interim@council.example"
    )
    assert first_days == [date(2018, 6, 1), date(2019, 3, 1)]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("cm.children@council.example", "cm.children@council"), r"row 8, column 'email'"),
        (("cm.children@council.example", '"a@x.example, b@x.example"'), r"row 8, .* comma"),
        (("cm.children@council.example", '"a@x.example\r\nBcc: b"'), r"row 8, .* line break"),
        ((INTERIM, INTERIM.replace("form", "letter")), r"row 22, column 'contact': 'letter'"),
        ((INTERIM, INTERIM.replace("2018-06", "2018-6")), r"row 22, column 'active_from'"),
        ((INTERIM, INTERIM.replace("2018-10", "2018-05")), r"row 22, .* before joining"),
        ((INTERIM, INTERIM.replace("2018-10", "2018-11")), r"row 23, .*\(row 22\).*\(row 23\)"),
        ((INTERIM, INTERIM.replace("yes", "ja")), r"row 22, column 'primary': 'ja' is neither"),
        ((CHAIR, CHAIR.replace("partnership-", "")), r"column 'group': there is no group 'chairs'"),
        (("convenor@unions.example,interview,2019-04", "convenor@unions.example,interview,2019-03"),
         r"row 46, column 'active_from': the group 'key-partners' has a block from 2019-04 on"),
        ((SECOND_SEAT, SECOND_SEAT.replace("no", "yes")),
         r"row 28, column 'primary': .* \(row 6\) and 'hwb-chair' \(row 28\)"),
        ((LEADER, LEADER.replace("yes", "no")),
         r"row 2, column 'primary'"),
    ],
)  # fmt: skip
def test_one_bad_row_and_nothing_is_imported(
    session: Session, edit: tuple[str, str], sentence: str
) -> None:
    bring_groups(session)
    with pytest.raises(ImportFileError, match=sentence):
        bring_panel(session, edit)
    assert session.exec(select(Seat)).all() == []
    assert session.exec(select(Person)).all() == []


def test_the_groups_come_first(session: Session) -> None:
    with pytest.raises(ImportFileError, match="import the groups first"):
        bring_panel(session)


def test_seats_that_contradict_themselves_are_refused(session: Session) -> None:
    bring_groups(session)
    edit = ("dph,Director of Public Health,statutory-officers,Sample City Council,dph@",
            "dph,Director of Health,statutory-officers,Sample City Council,dph@")  # fmt: skip
    with pytest.raises(ImportFileError, match="row 25, column 'role': 'Director of Health' is not"):
        bring_panel(session, edit)
