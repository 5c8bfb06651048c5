"""The page on which one comment is coded: what it shows, and what was sent from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from survey.analyse.places import KINDS, Place, permission_label, place
from survey.extensions import db
from survey.forms.sent import LARGEST_ID
from survey.forms.text import lines, readable
from survey.models import Code, CodeFamily
from survey.queries.codebook import Offered, latest_number, offered_codes, split_into
from survey.queries.to_code import ToCode, codings_of, number_left

# One key chooses a family as a whole. They are signs, because letters look for a code.
KEYS = {
    CodeFamily.THEME: "#",
    CodeFamily.CONCERN: "-",
    CodeFamily.PRAISE: "+",
    CodeFamily.SUGGESTION: "!",
}
MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A code as it is offered; `closed` where it was retired and may only stay.

    A family's own code is the last of its family, and one key chooses it.
    """

    id: int
    label: str
    ticked: bool
    meaning: str = ""
    key: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """A family's own code, and all that are offered of it, itself at the end."""

    root: Code | Offered
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class NewCode:
    """What is typed of a code that is to be added."""

    name: str = ""
    family: str = CodeFamily.CONCERN.value
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was chosen on a comment's page; `strange` tells that a code's number is none."""

    chosen: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
    then: str = ""
    version: int = 0
    new: NewCode = field(default_factory=NewCode)
    strange: bool = False

    @classmethod
    def of(cls, form: "MultiDict[str, str]") -> "Sent":
        codes = form.getlist("code")
        return cls(
            chosen=numbers(codes),
            seen=numbers(form.get("seen", "").split(",")),
            then=form.get("then", "save"),
            version=next(iter(numbers([form.get("version", "")])), 0),
            new=NewCode(
                name=typed(form, "new-name"),
                family=form.get("new-family", ""),
                meaning=typed(form, "new-meaning"),
            ),
            strange=len(numbers(codes)) < len(set(codes)),
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows. `split` tells which codes it had are now others."""

    comment: ToCode
    place: Place
    kind: str
    permission: str
    families: list[Family]
    seen: str
    split: Mapping[str, list[str]]
    version: int
    left: int
    new: NewCode


def desk(comment: ToCode, sent: Sent | None, chosen: Iterable[int] = ()) -> Desk:
    """The page of `comment`, with what was `sent` from it, or as it stands with `chosen` added."""
    had = codings_of(db.session, [comment.id]).get(comment.id, [])
    left_codes = [code.id or 0 for code in had if code.until is not None]
    split = split_into(db.session, left_codes) if left_codes else {}
    standing = [code.id or 0 for code in had if code.id not in split]
    ticked = sent.chosen if sent else frozenset(standing) | frozenset(chosen)
    retired = [code for code in had if code.until is not None and code.id not in split]
    return Desk(
        comment=comment,
        place=place(comment.asked, comment.item, comment.field),
        kind=KINDS[comment.kind],
        permission=permission_label(comment.asked, comment.permission.value),
        families=families([*offered_codes(db.session), *retired], ticked),
        seen=",".join(str(code.id) for code in had),
        split={code.name: split[code.id] for code in had if code.id in split},
        version=latest_number(db.session),
        left=number_left(db.session),
        new=sent.new if sent else NewCode(),
    )


def families(codes: Iterable[Code | Offered], ticked: frozenset[int]) -> list[Family]:
    """The codes by their families, in the order in which they come."""
    found: dict[CodeFamily, Family] = {}
    for code in codes:
        if code.parent_id is None:
            found[code.family] = Family(code, [])
        else:
            choice = Choice(
                code.id or 0,
                code.name,
                code.id in ticked,
                code.meaning,
                closed=code.until is not None,
            )
            found[code.family].choices.append(choice)
    for family, each in found.items():
        root = each.root
        label = f"{root.name}, nothing more exact"
        each.choices.append(Choice(root.id or 0, label, root.id in ticked, key=KEYS[family]))
    return list(found.values())


def numbers(texts: Iterable[str]) -> frozenset[int]:
    """Those of `texts` that are the number of a row."""
    found = (
        int(text)
        for text in texts
        if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    )
    return frozenset(number for number in found if 0 < number <= LARGEST_ID)


def typed(form: "MultiDict[str, str]", name: str) -> str:
    return readable(lines(form.get(name, ""))).strip()
