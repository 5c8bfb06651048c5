from datetime import datetime, timedelta

from sqlmodel import Session

from survey.actions.report_altered import report_altered


def test_the_manager_is_told_once_an_hour_of_each_file(session: Session, now: datetime) -> None:
    def told(subject: str, minutes: int) -> bool:
        said = report_altered(session, subject=subject, now=now + timedelta(minutes=minutes))
        session.flush()
        return said

    assert told("edition 2018-19-q2/1, index.html", 0)
    assert not told("edition 2018-19-q2/1, index.html", 59)
    assert told("edition 2018-19-q2/1, data.csv", 59)
    assert told("edition 2018-19-q2/1, index.html", 61)
