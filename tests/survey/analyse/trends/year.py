"""A closed year of four quarters on one theme, on the closed quarter's panel of twelve.

July to September 2018 is that of `tests.survey.quarter`: median of progress 3, maturity 3 from
everybody. In October all twelve score progress 4 and maturity 3, in January all but the last, in
April 2019 the first six alone, with 5. The theme is renamed in January 2019. The plan names the
holder of seat 0 as lead, and somebody who has no seat.
"""

from sqlmodel import Session, select

from survey.models import Aim, Indicator, Lineage, LineageKind, LineageLevel
from tests.survey.quarter import hold

LATER = {"2018-10": "4" * 12, "2019-01": "4" * 11, "2019-04": "5" * 6}
RENAMED = "2019-01"


def add_year(session: Session) -> None:
    for month, progress in LATER.items():
        hold(session, month, progress)
    session.add(
        Lineage(
            level=LineageLevel.THEME,
            from_month=RENAMED,
            kind=LineageKind.RENAMED,
            old_ref="1",
            new_ref="1",
            old_name="Culture of old",
            new_name="Culture",
        )
    )
    session.exec(select(Aim).where(Aim.ref == "1.1")).one().lead = "Seat 0; Assistant Chief Officer"
    for period, value, simulated in (("2016", "35.6", False), ("2018-19", "41", True)):
        session.add(
            Indicator(
                ref="staff-visible",
                kind="survey",
                measure="Staff who find managers visible",
                theme_ref="1",
                unit="%",
                period=period,
                value=value,
                source="Stock-take, June 2018",
                simulated=simulated,
            )
        )
    session.flush()
