"""Seats by the day, deputies and absences, lineage, the calendar, and the history of mail

Revision: 0002, after 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Values = dict[str, dict[str, tuple[str, ...]]]

CHECKS: Values = {
    "holder": {"contact": ("form", "interview", "talk")},
    "response": {"mode": ("form", "interview", "paper")},
    "outbox_item": {
        "kind": (
            "invitation", "reminder", "last-day", "thanks", "interview", "code",
            "test", "open-round",
            "remind", "remind-last-day", "close-round", "draft-edition", "publish-edition",
        ),
        "state": ("queued", "done", "dropped", "dead", "uncertain", "bounced"),
    },
}  # fmt: skip
EARLIER_CHECKS: Values = {
    "holder": {"contact": ("form", "interview")},
    "response": {"mode": ("form", "interview")},
    "outbox_item": {
        "kind": ("invitation", "draft-edition", "publish-edition"),
        "state": ("queued", "done", "dead"),
    },
}
CHECK_NAMES = {
    "contact": "ck_holder_contact",
    "mode": "ck_response_mode",
    "kind": "ck_outbox_item_outbox_kind",
    "state": "ck_outbox_item_outbox_state",
}
ADDED = {
    "seat": ("ended_on",),
    "round": ("paused_at", "thanks"),
    "invitation": ("deputy_id", "scores", "opened_at", "declined_at", "talk_asked_at"),
}
NEW_TABLES = (
    "booking", "pre_election_decision", "planned_round", "mail_attempt", "absence", "schedule",
    "message_template", "lineage", "election",
)  # fmt: skip


def upgrade() -> None:
    add_tables()
    add_columns()
    change_outbox()
    with op.batch_alter_table("response") as batch:
        allow(batch, CHECKS["response"])
    days_of_holders()


def downgrade() -> None:
    months_of_holders()
    op.execute("DELETE FROM response WHERE mode = 'paper'")
    with op.batch_alter_table("response") as batch:
        allow(batch, EARLIER_CHECKS["response"])
    change_outbox_back()
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in NEW_TABLES:
        op.drop_table(table)


def condition(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(map(repr, values))})"


def allow(batch: BatchOperations, columns: dict[str, tuple[str, ...]]) -> None:
    """Let the columns of a table take the values given and no others."""
    for column, values in columns.items():
        name = op.f(CHECK_NAMES[column])
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, condition(column, values))


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def add_columns() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("seat", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("round", sa.Column("paused_at", moment, nullable=True))
    op.add_column(
        "round", sa.Column("thanks", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    # In words of its own: SQLite takes a foreign key with a new column, never after it.
    op.execute(
        "ALTER TABLE invitation ADD COLUMN deputy_id INTEGER "
        "CONSTRAINT fk_invitation_deputy_id_person REFERENCES person (id)"
    )
    op.add_column(
        "invitation", sa.Column("scores", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    for name in ("opened_at", "declined_at", "talk_asked_at"):
        op.add_column("invitation", sa.Column(name, moment, nullable=True))


def change_outbox() -> None:
    with op.batch_alter_table("outbox_item") as batch:
        allow(batch, CHECKS["outbox_item"])
        batch.add_column(sa.Column("cause_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("domain", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("detail", sa.String(), nullable=False, server_default="{}"))
        batch.create_unique_constraint(
            op.f("uq_outbox_item_cause_id_subject_id"), ["cause_id", "subject_id"]
        )
        batch.create_foreign_key(
            op.f("fk_outbox_item_cause_id_outbox_item"), "outbox_item", ["cause_id"], ["id"]
        )
        batch.drop_index(op.f("ix_outbox_item_state"))
    op.create_index("ix_outbox_item_kind_subject_id", "outbox_item", ["kind", "subject_id"])
    op.create_index("ix_outbox_item_state_due_at", "outbox_item", ["state", "due_at"])


def change_outbox_back() -> None:
    """What only the later version knows goes: its calendar, its reminders, what it dropped."""
    op.execute("DELETE FROM mail_attempt")
    op.execute("DELETE FROM outbox_item WHERE cause_id IS NOT NULL")
    for column, values in EARLIER_CHECKS["outbox_item"].items():
        op.execute(f"DELETE FROM outbox_item WHERE NOT {condition(column, values)}")
    op.drop_index("ix_outbox_item_state_due_at", "outbox_item")
    op.drop_index("ix_outbox_item_kind_subject_id", "outbox_item")
    with op.batch_alter_table("outbox_item") as batch:
        allow(batch, EARLIER_CHECKS["outbox_item"])
        batch.drop_constraint(op.f("fk_outbox_item_cause_id_outbox_item"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_outbox_item_cause_id_subject_id"), type_="unique")
        for column in ("detail", "handed_at", "domain", "cause_id"):
            batch.drop_column(column)
    op.create_index(op.f("ix_outbox_item_state"), "outbox_item", ["state"])


def days_of_holders() -> None:
    """A first month becomes its first day, a last month its last."""
    if on_sqlite():
        remake_holder(
            sa.Date(),
            CHECKS,
            "active_from || '-01'",
            "date(active_to || '-01', '+1 month', '-1 day')",
        )
        return
    alter_holder(
        "DATE",
        "(active_from || '-01')::date",
        "((active_to || '-01')::date + interval '1 month' - interval '1 day')::date",
    )
    with op.batch_alter_table("holder") as batch:
        allow(batch, CHECKS["holder"])


def months_of_holders() -> None:
    op.execute("UPDATE holder SET contact = 'interview' WHERE contact = 'talk'")
    if on_sqlite():
        remake_holder(
            sa.String(), EARLIER_CHECKS, "substr(active_from, 1, 7)", "substr(active_to, 1, 7)"
        )
        return
    alter_holder("VARCHAR", "to_char(active_from, 'YYYY-MM')", "to_char(active_to, 'YYYY-MM')")
    with op.batch_alter_table("holder") as batch:
        allow(batch, EARLIER_CHECKS["holder"])


def alter_holder(kind: str, first: str, last: str) -> None:
    op.execute(f"ALTER TABLE holder ALTER active_from TYPE {kind} USING {first}")
    op.execute(f"ALTER TABLE holder ALTER active_to TYPE {kind} USING {last}")


def remake_holder(
    day: sa.types.TypeEngine[Any],
    wanted: Values,
    first: str,
    last: str,
) -> None:
    """By hand, because a cast to DATE would turn the text '2018-06-01' into the number 2018."""
    op.create_table(
        "holder_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(24), nullable=False),
        sa.Column("active_from", day, nullable=False),
        sa.Column("active_to", day, nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            condition("contact", wanted["holder"]["contact"]), name=op.f("ck_holder_contact")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_holder_person_id_person")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_holder_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
        sa.UniqueConstraint(
            "seat_id",
            "person_id",
            "active_from",
            name=op.f("uq_holder_seat_id_person_id_active_from"),
        ),
    )
    op.execute(
        "INSERT INTO holder_anew "
        "(id, seat_id, person_id, contact, active_from, active_to, is_primary) "
        f"SELECT id, seat_id, person_id, contact, {first}, {last}, is_primary FROM holder"
    )
    op.drop_table("holder")
    op.rename_table("holder_anew", "holder")
    for column in ("person_id", "seat_id"):
        op.create_index(op.f(f"ix_holder_{column}"), "holder", [column])


def add_tables() -> None:
    op.create_table(
        "election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("polling_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_table(
        "lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "theme",
                "aim",
                name="lineage_level",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("from_month", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "renamed",
                "split",
                "merged",
                name="lineage_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("old_ref", sa.String(), nullable=False),
        sa.Column("new_ref", sa.String(), nullable=False),
        sa.Column("old_name", sa.String(), nullable=False),
        sa.Column("new_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
        sa.UniqueConstraint(
            "level",
            "from_month",
            "old_ref",
            "new_ref",
            name=op.f("uq_lineage_level_from_month_old_ref_new_ref"),
        ),
    )
    op.create_table(
        "message_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invitation",
                "reminder",
                "half-way",
                "last-day",
                "thanks",
                "interview",
                name="message_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("kind", "version", name=op.f("uq_message_template_kind_version")),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("first_month", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("opening_day", sa.Integer(), nullable=False),
        sa.Column("opening_time", sa.String(), nullable=False),
        sa.Column("reminder_days", sa.String(), nullable=False),
        sa.Column("reminder_time", sa.String(), nullable=False),
        sa.Column("closing_day", sa.Integer(), nullable=False),
        sa.Column("closing_time", sa.String(), nullable=False),
        sa.Column("last_day", sa.Boolean(), nullable=False),
        sa.Column("thanks", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id"])
    op.create_table(
        "mail_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "delivered",
                "postponed",
                "rejected",
                "uncertain",
                "dropped",
                "bounced",
                name="mail_outcome",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("said", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["outbox_item.id"], name=op.f("fk_mail_attempt_item_id_outbox_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_attempt")),
    )
    op.create_index(op.f("ix_mail_attempt_at"), "mail_attempt", ["at"])
    op.create_index(op.f("ix_mail_attempt_item_id"), "mail_attempt", ["item_id"])
    op.create_table(
        "planned_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("thanks", sa.Boolean(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=True),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name=op.f("fk_planned_round_schedule_id_schedule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_round")),
        sa.UniqueConstraint("month", name=op.f("uq_planned_round_month")),
    )
    op.create_table(
        "pre_election_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_pre_election_decision_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_pre_election_decision_election_id_election"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pre_election_decision")),
    )
    op.create_index(
        op.f("ix_pre_election_decision_edition_id"), "pre_election_decision", ["edition_id"]
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["user.id"], name=op.f("fk_booking_facilitator_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_booking_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("uid", name=op.f("uq_booking_uid")),
    )
    op.create_index(op.f("ix_booking_facilitator_id"), "booking", ["facilitator_id"])
    op.create_index(op.f("ix_booking_invitation_id"), "booking", ["invitation_id"])
