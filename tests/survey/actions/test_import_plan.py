import pytest
from sqlmodel import Session, col, select

from analysis.periods import PeriodError
from survey.actions.importing.changes import FieldChange, RowChange
from survey.errors import ImportFileError
from survey.models import Aim, AimRag, AuditEvent, Rag, Theme, ThemeKind
from tests.survey.sample import bring_plan

WASTE = "S.4,service-block,S4,Waste Management,,"


def month_of_ratings(session: Session) -> set[str]:
    return set(session.exec(select(AimRag.month)))


def test_the_sample_gives_themes_aims_and_ratings_in_order(session: Session) -> None:
    changes = bring_plan(session, rag_month="2018-06")
    themes = session.exec(select(Theme).order_by(col(Theme.position))).all()
    assert [theme.ref for theme in themes] == [*"1234567", "S1", "S2", "S3", "S4"]
    assert [theme.kind for theme in themes[6:8]] == [ThemeKind.GOVERNANCE, ThemeKind.SERVICE_BLOCK]
    aims = session.exec(select(Aim).order_by(col(Aim.position))).all()
    assert [aim.ref for aim in aims[:4]] == ["1.1", "1.4", "1.5", "1.7"]
    assert [aim.ref for aim in aims if aim.exempt] == ["5.3"]
    assert aims[0].illustrative == "required_action output due lead rag"
    assert aims[0].theme_id == themes[0].id
    assert month_of_ratings(session) == {"2018-06"}
    assert len(changes.added) == len(themes) + len(aims) * 2


def test_the_same_file_again_changes_nothing(session: Session) -> None:
    bring_plan(session, rag_month="2018-06")
    events = len(session.exec(select(AuditEvent)).all())
    assert not bring_plan(session, rag_month="2018-06")
    again = bring_plan(session)
    assert not again
    assert not again.kept
    assert len(session.exec(select(AuditEvent)).all()) == events == 1


EDIT = ("2018-12,City Solicitor,amber,no,ref output", "2019-01,,red,yes,ref output")


def test_what_changes_is_told_field_by_field(session: Session) -> None:
    bring_plan(session, rag_month="2018-06")
    changes = bring_plan(session, EDIT, rag_month="2018-06")
    assert not changes.added
    assert changes.changed == (
        RowChange(
            "aim 1.7",
            (
                FieldChange("due", "2018-12", "2019-01"),
                FieldChange("lead", "City Solicitor", ""),
                FieldChange("exempt", "no", "yes"),
            ),
        ),
        RowChange("rating of aim 1.7 from 2018-06", (FieldChange("rag", "amber", "red"),)),
    )


def test_without_a_month_a_new_rating_holds_from_this_month_and_the_old_one_stays(
    session: Session,
) -> None:
    bring_plan(session, rag_month="2018-04")
    changes = bring_plan(session, EDIT)
    assert changes.added == ("rating of aim 1.7 from 2018-06",)
    aim = session.exec(select(Aim).where(Aim.ref == "1.7")).one()
    query = select(AimRag).where(AimRag.aim_id == aim.id).order_by(col(AimRag.month))
    ratings = [(rating.month, rating.rag) for rating in session.exec(query)]
    assert ratings == [("2018-04", Rag.AMBER), ("2018-06", Rag.RED)]
    assert not bring_plan(session, EDIT)


def test_an_aim_that_moves_is_told_by_the_themes_refs(session: Session) -> None:
    bring_plan(session)
    changes = bring_plan(
        session,
        (
            "7.2,governance,7,Communications and transparency,governance,",
            "7.2,governance,6,City partnerships,vision-and-culture,",
        ),
    )
    assert changes.changed == (RowChange("aim 7.2", (FieldChange("theme", "7", "6"),)),)


def test_a_row_that_is_gone_is_kept_and_reported(session: Session) -> None:
    bring_plan(session)
    block = (
        WASTE + "Waste Management improvement,One of four service areas under additional focus,"
        "Delivered through the council planning and performance framework,,,,red,no,ref rag\n"
    )
    changes = bring_plan(session, (block, ""))
    assert not changes
    assert changes.kept == ("theme S4", "aim S.4")
    assert session.exec(select(Aim).where(Aim.ref == "S.4")).one()


def test_a_later_months_ratings_stand_beside_the_earlier(session: Session) -> None:
    bring_plan(session, rag_month="2018-06")
    changes = bring_plan(session, rag_month="2018-09")
    assert len(changes.added) == 25
    assert month_of_ratings(session) == {"2018-06", "2018-09"}
    assert not bring_plan(session)


def test_without_a_month_the_first_ratings_hold_before_anything_falls_due(
    session: Session,
) -> None:
    bring_plan(session)
    # Imported in June, and the first action is due in August.
    assert month_of_ratings(session) == {"2018-06"}


def test_an_aim_may_be_unrated(session: Session) -> None:
    bring_plan(session, ("City Solicitor,amber,yes,rag", "City Solicitor,,yes,rag"))
    exempt = session.exec(select(Aim).where(Aim.ref == "5.3")).one()
    assert not session.exec(select(AimRag).where(AimRag.aim_id == exempt.id)).all()
    assert session.exec(select(AimRag)).first() is not None
    assert set(session.exec(select(AimRag.rag))) == {Rag.AMBER, Rag.RED}


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("amber,yes,rag", "blue,yes,rag"), r"row 18, column 'rag': 'blue' is not known"),
        (("amber,yes,rag", "amber,maybe,rag"), r"row 18, column 'exempt': 'maybe' is neither"),
        (("2018-08,City Solicitor", "August,City Solicitor"), r"row 18, column 'due': 'August'"),
        (("5.3,governance", "5.3,government"), r"row 18, column 'kind': 'government'"),
        (("5.3,governance", "5.2,governance"), r"row 18, column 'ref': .* row 17 already"),
        (("amber,yes,rag", "amber,yes,colour"), r"row 18, column 'illustrative': 'colour'"),
        (("5.3,governance,5,", "5.3,governance,6,"), r"column 'theme': .* row 18"),
    ],
)
def test_one_bad_row_and_nothing_is_imported(
    session: Session, edit: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        bring_plan(session, edit)
    assert session.exec(select(Theme)).all() == []
    assert session.exec(select(AuditEvent)).all() == []


def test_a_month_of_ratings_that_is_none_is_refused(session: Session) -> None:
    with pytest.raises(PeriodError, match="'June' is not a month"):
        bring_plan(session, rag_month="June")
    assert session.exec(select(Theme)).all() == []


FIRST_LINE = '1.1,governance,1,Political leadership,leadership,"Well organised'
NEW_THEME = "governance,8,A new theme,leadership"


def test_a_theme_may_stand_without_an_aim(session: Session) -> None:
    bring_plan(session)
    alone = f",{NEW_THEME},,,,,,,,,\n"
    assert bring_plan(session, (FIRST_LINE, alone + FIRST_LINE)).added == ("theme 8",)


@pytest.mark.parametrize(
    ("ref", "rest", "column"),
    [
        ("", "An aim,,,,,,,no,", "ref"),
        ("", ",,,,,,,no,", "ref"),
        ("", ",,,,2019-01,,,,", "ref"),
        ("8.1", ",,,,,,,no,", "aim"),
        ("8.1", "An aim,,,,,,,,", "exempt"),
    ],
)
def test_half_an_aim_is_refused(session: Session, ref: str, rest: str, column: str) -> None:
    half = f"{ref},{NEW_THEME},{rest}\n"
    with pytest.raises(ImportFileError, match=f"row 2, column '{column}': it is empty; fill it in"):
        bring_plan(session, (FIRST_LINE, half + FIRST_LINE))


def test_aims_keep_their_places_while_their_order_within_the_theme_stays(session: Session) -> None:
    bring_plan(session)
    aims = session.exec(select(Aim).order_by(col(Aim.position))).all()
    for aim in aims:
        aim.position = 2 * aim.position + 7
    assert not bring_plan(session)
