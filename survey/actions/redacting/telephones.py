"""Telephone numbers, found by libphonenumber's rules for Great Britain and abroad."""

from collections.abc import Iterator

from survey.actions.redacting.found import Found, Kind


def telephones(text: str) -> Iterator[Found]:
    """Whatever may be a telephone number in `text`, valid or not."""
    # 20 ms and 3 MB, for whoever redacts alone.
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        yield Found(match.start, match.end, Kind.TELEPHONE)
