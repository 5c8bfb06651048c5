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
    "": {"static": PUBLIC, "script": PUBLIC, "accent": PUBLIC},
    "respond": {
        "landing": PUBLIC,
        "begin": PUBLIC,
        "decline_page": PUBLIC,
        "decline": PUBLIC,
        "talk_page": PUBLIC,
        "talk": PUBLIC,
        "tasks": LINK,
        "opening": LINK,
        "later": LINK,
        "last_month": LINK,
        "page": LINK,
        "save": LINK,
        "check": LINK,
        "submit": LINK,
        "receipt": LINK,
        "change": LINK,
        "code_page": LINK,
        "code_wanted": LINK,
        "code_entered": LINK,
        "past": LINK,
        "past_month": LINK,
    },
    "record": {
        "landing": PUBLIC,
        "begin": PUBLIC,
        "receipt": LINK,
        "tighten": LINK,
        "code_page": LINK,
        "code_wanted": LINK,
        "code_entered": LINK,
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
        "export_file": MANAGER,
        "import_page": MANAGER,
        "preview_import": MANAGER,
        "import_now": MANAGER,
        "panel": MANAGER,
        "late_page": MANAGER,
        "late_now": MANAGER,
        "seat": MANAGER,
        "new_seat_page": MANAGER,
        "new_seat_now": MANAGER,
        "change_seat_page": MANAGER,
        "change_seat_now": MANAGER,
        "end_seat_page": MANAGER,
        "end_seat_now": MANAGER,
        "appoint_page": MANAGER,
        "appoint_now": MANAGER,
        "leave_page": MANAGER,
        "leave_now": MANAGER,
        "contact_page": MANAGER,
        "contact_now": MANAGER,
        "counted_page": MANAGER,
        "counted_now": MANAGER,
        "person": MANAGER,
        "address_page": MANAGER,
        "address_now": MANAGER,
        "deputy_page": MANAGER,
        "deputy_now": MANAGER,
        "absence_page": MANAGER,
        "absence_now": MANAGER,
        "change_absence_page": MANAGER,
        "change_absence_now": MANAGER,
        "remove_absence_now": MANAGER,
        "groups": MANAGER,
        "new_group_page": MANAGER,
        "new_group_now": MANAGER,
        "group_name_page": MANAGER,
        "group_name_now": MANAGER,
        "block_page": MANAGER,
        "block_now": MANAGER,
        "events": OVERSEER,
        "sending_now": MANAGER,
        "people": MANAGER,
        "asked": MANAGER,
        "reissue": MANAGER,
        "resend_one": MANAGER,
        "remind_page": MANAGER,
        "remind_now": MANAGER,
        "resend_page": MANAGER,
        "resend_now": MANAGER,
        "paper": MANAGER,
        "paper_entry": MANAGER,
        "enter_paper": MANAGER,
        "calendar": MANAGER,
        "schedule": MANAGER,
        "schedule_preview": MANAGER,
        "plan_months": MANAGER,
        "calendar_page": MANAGER,
        "plan_again": MANAGER,
        "move_page": MANAGER,
        "move_now": MANAGER,
        "extend_page": MANAGER,
        "extend_now": MANAGER,
        "pause_page": MANAGER,
        "pause_now": MANAGER,
        "resume_page": MANAGER,
        "resume_now": MANAGER,
        "skip_page": MANAGER,
        "skip_now": MANAGER,
        "move_preview": MANAGER,
        "elections_page": MANAGER,
        "enter_election_now": MANAGER,
        "election": MANAGER,
        "change_election_now": MANAGER,
        "remove_election_now": MANAGER,
        "messages": MANAGER,
        "message": MANAGER,
        "change_message": MANAGER,
        "reset_message": MANAGER,
        "message_version": MANAGER,
        "mail_css": MANAGER,
        "conversations": MANAGER,
        "book_page": MANAGER,
        "book_now": MANAGER,
        "cancel_now": MANAGER,
        "assign_now": MANAGER,
        "release_now": MANAGER,
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
        "take": FACILITATOR,
        "add_colleague": FACILITATOR,
        "release": FACILITATOR,
        "book_page": FACILITATOR,
        "book": FACILITATOR,
        "cancel": FACILITATOR,
        "calendar_entry": FACILITATOR,
        "deputy_page": FACILITATOR,
        "deputy": FACILITATOR,
        "interview": FACILITATOR,
        "save": FACILITATOR,
        "save_conversation": FACILITATOR,
        "end": FACILITATOR,
        "record": FACILITATOR,
        "record_before": FACILITATOR,
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
