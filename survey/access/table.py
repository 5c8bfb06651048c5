"""For every endpoint who may pass: the one place where that is declared.

`PUBLIC`: everybody. `LINK`: whoever has opened a personal link. A set: members of staff with one of
these roles. An endpoint that is not here answers 500 and fails the tests.
"""

from survey.models import RoleName

PUBLIC = "public"
LINK = "link"
Who = str | frozenset[RoleName]

STAFF = frozenset(RoleName)
MANAGER = frozenset({RoleName.MANAGER})
FACILITATOR = frozenset({RoleName.FACILITATOR})
ANALYST = frozenset({RoleName.ANALYST})
PUBLISHER = frozenset({RoleName.PUBLISHER})
DESK = ANALYST | PUBLISHER
OVERSEER = frozenset({RoleName.ADMINISTRATOR, RoleName.MANAGER})

# By blueprint; the empty name is the application's own.
TABLE: dict[str, dict[str, Who]] = {
    "": {"static": PUBLIC, "accent": PUBLIC},
    "respond": {
        "landing": PUBLIC,
        "begin": PUBLIC,
        "tasks": LINK,
        "opening": LINK,
        "section": LINK,
        "save": LINK,
        "check": LINK,
        "submit": LINK,
        "receipt": LINK,
        "change": LINK,
    },
    "staff": {
        "sign_in_page": PUBLIC,
        "sign_in_now": PUBLIC,
        "sign_out_now": STAFF,
        "home": STAFF,
    },
    "manage": {
        "this_month": MANAGER,
        "close_page": MANAGER,
        "close_now": MANAGER,
        "open_page": MANAGER,
        "open_now": MANAGER,
        "events": OVERSEER,
        "plan": MANAGER,
        "theme": MANAGER,
        "new_theme": MANAGER,
        "add_theme_now": MANAGER,
        "change_theme_now": MANAGER,
        "aim": MANAGER,
        "new_aim": MANAGER,
        "add_aim_now": MANAGER,
        "change_aim_now": MANAGER,
        "ratings_of_a_month": MANAGER,
        "ratings": MANAGER,
        "rate": MANAGER,
        "rename_page": MANAGER,
        "rename_now": MANAGER,
        "split_page": MANAGER,
        "split_now": MANAGER,
        "merge_page": MANAGER,
        "merge_now": MANAGER,
    },
    "facilitate": {
        "people": FACILITATOR,
        "interview": FACILITATOR,
        "record": FACILITATOR,
        "receipt": FACILITATOR,
    },
    "analyse": {"months": ANALYST, "comments": ANALYST},
    "public": {
        "home": PUBLIC,
        "archive": PUBLIC,
        "latest": PUBLIC,
        "latest_file": PUBLIC,
        "edition": PUBLIC,
        "edition_file": PUBLIC,
        "about": PUBLIC,
        "accessibility": PUBLIC,
        "alive": PUBLIC,
        "ready": PUBLIC,
    },
    "publish": {
        "desk": DESK,
        "draft": DESK,
        "draft_file": DESK,
        "draft_quarter": DESK,
        "sign_off": PUBLISHER,
        "decision_page": DESK,
        "record_decision": DESK,
        "retry": PUBLISHER,
    },
    "demo": {
        "sign_in_page": PUBLIC,
        "sign_in_as": PUBLIC,
        "mail": PUBLIC,
        "message": PUBLIC,
    },
}


def endpoints() -> dict[str, Who]:
    """Every declared endpoint, as Flask names it, and who may pass."""
    return {
        f"{blueprint}.{name}" if blueprint else name: who
        for blueprint, declared in TABLE.items()
        for name, who in declared.items()
    }


def who_may_pass(endpoint: str) -> Who | None:
    """What is declared for `endpoint`, None where nothing is."""
    blueprint, _, name = endpoint.rpartition(".")
    return TABLE.get(blueprint, {}).get(name)


def roles_that_pass(endpoint: str) -> frozenset[RoleName]:
    """The roles that `endpoint` asks for; none where it is open to others than staff."""
    who = who_may_pass(endpoint)
    return who if isinstance(who, frozenset) else frozenset()


def undeclared(endpoint: str) -> str:
    return f"Nobody has declared who may pass '{endpoint}': add it to survey/access/table.py."
