"""What a cell may hold. Each reader gives the value to store, or raises CellError."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from re import fullmatch

from email_validator import EmailNotValidError, validate_email

from analysis.periods import PeriodError, parse_month, parse_period
from questionnaires.expand import THEME_REF

YEAR = r"[12][0-9]{3}"
NUMBER = r"-?[0-9]+(\.[0-9]+)?"


class CellError(ValueError):
    """What is wrong with a cell and how to mend it, in one sentence."""


def prose(text: str) -> str:
    """Text of any number of lines, or nothing."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line(text: str) -> str:
    """Text of one line, or nothing."""
    if "\n" in text or "\r" in text:
        raise CellError("it holds a line break; write it on one line.")
    return text


def words(text: str) -> str:
    """Text of one line."""
    if not text:
        raise CellError("it is empty; fill it in.")
    return line(text)


def ref(text: str) -> str:
    """A short name that other files, forms and addresses can use."""
    if THEME_REF.fullmatch(words(text)) is None:
        raise CellError(
            f"'{text}' cannot be a reference; use letters and digits, joined by dots or hyphens."
        )
    return text


def refs(text: str) -> str:
    """References separated by semicolons, or nothing."""
    return ";".join(ref(part.strip()) for part in text.split(";")) if text else ""


def month(text: str) -> str:
    try:
        return parse_month(text)
    except PeriodError as error:
        raise CellError(str(error)) from error


def first_day(text: str) -> date:
    """A date, or a month for its first day."""
    return day(text) or date.fromisoformat(f"{month(text)}-01")


def last_day(text: str) -> date:
    """A date, or a month for its last day."""
    if exact := day(text):
        return exact
    year, number = map(int, month(text).split("-"))
    return date(year, number, monthrange(year, number)[1])


def day(text: str) -> date | None:
    """A date as in '2018-07-16', or nothing where `text` is no such thing."""
    if fullmatch(f"{YEAR}-[0-9]{{2}}-[0-9]{{2}}", text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CellError(f"'{text}' is no day of the calendar; correct it.") from error


def period(text: str) -> str:
    """A month, a financial quarter, half or year, or a calendar year."""
    if fullmatch(YEAR, text):
        return text
    try:
        return parse_period(text).ref
    except PeriodError as error:
        raise CellError(
            f"{str(error).removesuffix('.')} or a calendar year as in '2016'."
        ) from error


def number(text: str) -> str:
    """A figure as printed, without its unit, or nothing."""
    if text and not fullmatch(NUMBER, text):
        raise CellError(f"'{text}' is not a number; write digits alone, as in 63.1, or leave it.")
    return text


def email(text: str) -> str:
    """An address that mail can be sent to, in small letters; no server is asked about it."""
    if any(mark in text for mark in ",;\r\n"):
        raise CellError("it holds a comma, semicolon or line break; write one address alone.")
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise CellError(
            f"'{text}' is not an e-mail address ({str(error).removesuffix('.')}); "
            "write one as in name@council.example."
        ) from error
    return found.normalized.lower()


def flag(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise CellError(f"'{text}' is neither 'yes' nor 'no'; write one of them.")
    return text == "yes"


def one_of(options: type[StrEnum] | tuple[str, ...]) -> Callable[[str], str]:
    """A reader of a word that must be among `options`; gives their member for an enumeration."""
    known = {str(option): option for option in options}

    def read(text: str) -> str:
        if text not in known:
            raise CellError(f"'{text}' is not known; use {' or '.join(known)}.")
        return known[text]

    return read


def perhaps(read: Callable[[str], str]) -> Callable[[str], str]:
    """A reader that also takes an empty cell, as an empty text."""
    return lambda text: read(text) if text else ""


def perhaps_never(read: Callable[[str], date]) -> Callable[[str], date | None]:
    """A reader of a day that also takes an empty cell, as none."""
    return lambda text: read(text) if text else None


def names_of(columns: tuple[str, ...]) -> Callable[[str], str]:
    """A reader of names among `columns`, separated by blanks."""
    name = one_of(columns)
    return lambda text: " ".join(name(part) for part in text.split())
