"""Everything that can go wrong by design, each with the words that people read.

    SurveyError                 400  what was sent cannot be used
    ├── ConfigError             500  the installation is not set up
    ├── ImportFileError         400  a row of a file is wrong: file, row, column, mend
    ├── NotFound                404  no such link, round, person, edition
    ├── Gone                    410  it existed and has ended: closed round, withdrawn edition
    ├── Conflict                409  somebody else was faster; nothing typed is lost
    │   └── AlreadyAnswered     409  this holder has been heard this month
    ├── NotComplete             400  a mandatory score is missing: says which
    ├── TooManyTries            429  the same was tried too often in a short time
    ├── Refused                 403  a rule of the house forbids it: four eyes, no certificate
    └── Altered                 500  stored bytes do not match their hash

No exception renders itself: `survey.error_pages` maps each to a page, the command to exit 2.
"""

from survey.language import marked, ngettext


class SurveyError(Exception):
    """An error whose text is one or two whole sentences for the person who meets it.

    Its text is in the language that was spoken when it was raised, its title in English.
    """

    status = 400
    title = marked("There is a problem with what was sent")


class ConfigError(SurveyError):
    status = 500
    title = marked("This service is not set up yet")


class ImportFileError(SurveyError):
    """A file that cannot be imported; nothing of it was. `problem` is all but that last."""

    title = marked("The file cannot be imported")

    def __init__(
        self, file: str, problem: str, *, row: int | None = None, column: str = ""
    ) -> None:
        place = file
        if row is not None:
            place += f", row {row}"
        if column:
            place += f", column '{column}'"
        self.problem = f"{place}: {problem}"
        super().__init__(f"{self.problem} Nothing was imported.")


class NotFound(SurveyError):
    status = 404
    title = marked("Page not found")


class Gone(SurveyError):
    status = 410
    title = marked("This is no longer open")


class Conflict(SurveyError):
    status = 409
    title = marked("Somebody else changed this first")


class AlreadyAnswered(Conflict):
    title = marked("This person has been heard this month")


class NotComplete(SurveyError):
    """A response without every mandatory score.

    `missing` holds the names of the fields in the questionnaire's order.
    """

    title = marked("Some scores are missing")

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(
            ngettext(
                "%(number)s mandatory score is missing: choose a score, or say that it is too "
                "early or that you are not close enough to judge.",
                "%(number)s mandatory scores are missing: choose a score, or say that it is too "
                "early or that you are not close enough to judge.",
                len(missing),
            )
            % {"number": len(missing)}
        )


class TooManyTries(SurveyError):
    status = 429
    title = marked("Too many tries")


class Refused(SurveyError):
    status = 403
    title = marked("This is not allowed")


class Altered(SurveyError):
    status = 500
    title = marked("This page cannot be shown")
