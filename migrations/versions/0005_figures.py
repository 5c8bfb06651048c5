"""Counts of closed rounds, early warnings, and the analyst's commentary

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
WARNINGS = (
    "low-share", "agreement", "apart", "downwards", "not-close", "response", "block-low",
)  # fmt: skip


def upgrade() -> None:
    allow((*KINDS, *ADDED))
    add_frozen_tally()
    add_early_warning()
    add_commentary()


def downgrade() -> None:
    for table in ("commentary", "early_warning", "frozen_tally"):
        op.drop_table(table)
    op.execute(f"DELETE FROM outbox_item WHERE kind IN ({listed(ADDED)})")
    allow(KINDS)


def allow(kinds: tuple[str, ...]) -> None:
    """Let the outbox hold rows of `kinds` alone."""
    with op.batch_alter_table("outbox_item") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), f"kind IN ({listed(kinds)})")


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(map(repr, values))


def add_frozen_tally() -> None:
    op.create_table(
        "frozen_tally",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("against", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("period", "against", name=op.f("pk_frozen_tally")),
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
