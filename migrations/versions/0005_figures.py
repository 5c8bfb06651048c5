"""Counts of closed rounds and what they are counted from, early warnings, and the commentary

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHECK = "ck_outbox_item_outbox_kind"
KINDS = (
    "invitation", "reminder", "last-day", "thanks", "interview", "code", "read-back", "test",
    "open-round", "remind", "remind-last-day", "close-round",
    "draft-edition", "publish-edition", "redraw-edition",
)  # fmt: skip
ADDED = ("watch",)
MODES = ("form", "interview", "paper", "telephone")
# What a round is counted from, in the order in which it is read.
COUNTED = ("round_id", "item", "measure", "group_id", "mode", "score", "no_view")
FILL = """
UPDATE answer SET (round_id, group_id, mode) = (
    SELECT invitation.round_id, invitation.group_id, response.mode
    FROM response JOIN invitation ON invitation.id = response.invitation_id
    WHERE response.id = answer.response_id
)
"""
WARNINGS = (
    "low-share", "agreement", "apart", "downwards", "not-close", "response", "block-low",
)  # fmt: skip


def upgrade() -> None:
    allow((*KINDS, *ADDED))
    copy_to_answers()
    add_frozen_tally()
    add_early_warning()
    add_commentary()


def downgrade() -> None:
    for table in ("commentary", "early_warning", "frozen_tally"):
        op.drop_table(table)
    take_from_answers()
    op.execute(f"DELETE FROM outbox_item WHERE kind IN ({listed(ADDED)})")
    allow(KINDS)


def allow(kinds: tuple[str, ...]) -> None:
    """Let the outbox hold rows of `kinds` alone."""
    with op.batch_alter_table("outbox_item") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), f"kind IN ({listed(kinds)})")


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(map(repr, values))


def copy_to_answers() -> None:
    """Let each answer hold what it is counted by, so that one index has all of a round."""
    mode = sa.Enum(*MODES, name="mode", native_enum=False, create_constraint=False, length=24)
    for name, kind in (("round_id", sa.Integer()), ("group_id", sa.Integer()), ("mode", mode)):
        op.add_column("answer", sa.Column(name, kind, nullable=True))
    op.execute(FILL)
    with op.batch_alter_table("answer") as batch:
        for name in ("round_id", "group_id", "mode"):
            batch.alter_column(name, nullable=False)
        batch.create_check_constraint(op.f("ck_answer_mode"), f"mode IN ({listed(MODES)})")
    op.create_index("ix_answer_counted", "answer", list(COUNTED))


def take_from_answers() -> None:
    op.drop_index("ix_answer_counted", "answer")
    with op.batch_alter_table("answer") as batch:
        batch.drop_constraint(op.f("ck_answer_mode"), type_="check")
        for name in ("round_id", "group_id", "mode"):
            batch.drop_column(name)


def add_frozen_tally() -> None:
    op.create_table(
        "frozen_tally",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("against", sa.String(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("period", "against", "inside", name=op.f("pk_frozen_tally")),
    )


def add_early_warning() -> None:
    kind = sa.Enum(
        *WARNINGS, name="warning_kind", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "early_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_early_warning")),
        sa.UniqueConstraint(
            "kind", "period", "item", "measure", "block",
            name=op.f("uq_early_warning_kind_period_item_measure_block"),
        ),
    )  # fmt: skip


def add_commentary() -> None:
    op.create_table(
        "commentary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commentary")),
        sa.UniqueConstraint("period", "theme", name=op.f("uq_commentary_period_theme")),
    )
