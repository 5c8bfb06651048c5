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
COMMITTED = ANALYST | MANAGER
READERS = DESK | {RoleName.OBSERVER}
OVERSEER = frozenset({RoleName.ADMINISTRATOR, RoleName.MANAGER})


def each(who: Who, names: str) -> dict[str, Who]:
    """The same for every one of the `names`, which have blanks between them."""
    return dict.fromkeys(names.split(), who)


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
        "raised": LINK,
        "judge": LINK,
    },
    "record": {
        "landing": PUBLIC,
        "begin": PUBLIC,
        "receipt": LINK,
        "tighten": LINK,
        "confirm": LINK,
        "correct_page": LINK,
        "correct": LINK,
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
    "manage": (
        each(
            MANAGER,
            """
            this_month close_page close_now open_page open_now export_file import_page
            preview_import import_now panel late_page late_now seat new_seat_page new_seat_now
            change_seat_page change_seat_now end_seat_page end_seat_now appoint_page appoint_now
            leave_page leave_now contact_page contact_now counted_page counted_now person
            address_page address_now deputy_page deputy_now absence_page absence_now
            change_absence_page change_absence_now remove_absence_now groups new_group_page
            new_group_now group_name_page group_name_now block_page block_now sending_now people
            asked reissue resend_one remind_page remind_now resend_page resend_now read_back clashes
            decide_clash paper paper_entry enter_paper calendar schedule schedule_preview
            plan_months calendar_page plan_again move_page move_now extend_page extend_now
            pause_page pause_now resume_page resume_now skip_page skip_now move_preview
            elections_page enter_election_now election change_election_now remove_election_now
            messages message change_message reset_message message_version mail_css
            read_back_days_page read_back_days_now conversations book_page book_now cancel_now
            assign_now release_now plan theme new_theme add_theme_now change_theme_now aim new_aim
            add_aim_now change_aim_now ratings_of_a_month ratings rate rename_page rename_now
            split_page split_now merge_page merge_now warnings acknowledge_warning_now
            """,
        )
        | each(OVERSEER, "events")
    ),
    "facilitate": each(
        FACILITATOR,
        """
            people take add_colleague release book_page book cancel calendar_entry deputy_page
            deputy interview save save_conversation end record record_before receipt raised judge
            read_back clash decide
            """,
    ),
    "analyse": (
        each(
            ANALYST,
            """
            months comments coding code_one code_before save_coding codebook add_code_now
            add_themes_now versions merge_page merge_now code rename_page rename_now split_page
            split_now retire_page retire_now search new_commitment make_commitment_now
            change_commitment_page change_commitment_now count_again commentary_now
            commentary_of commentary_on write_now
            warnings acknowledge_warning_now
            figures period_figures period_figures_file theme_figures theme_figures_file
            """,
        )
        | each(
            COMMITTED,
            """
            commitments commitments_file commitment settle_commitment_now
            """,
        )
    ),
    "quoting": each(
        ANALYST,
        """
            quotes quote redact sign withdraw clear doubt
            """,
    ),
    "trends": each(ANALYST, "overview theme corners official profiles modes culture"),
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
        "packs": DESK,
        "pack": DESK,
        "make_pack_now": DESK,
        "release_pack_now": PUBLISHER,
        "quotes": PUBLISHER,
        "sign_quote_now": PUBLISHER,
        "withdraw_quote_now": PUBLISHER,
    },
    "insight": {"months": READERS, "pack": READERS, "numbered": READERS},
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
