"""What a person wishes to see, the time after closing, and when a summary is expected

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED: tuple[tuple[str, str, type[sa.Boolean] | type[sa.Integer], str], ...] = (
    ("person", "shows_last", sa.Boolean, "false"),
    ("round", "grace_minutes", sa.Integer, "0"),
    ("schedule", "grace_minutes", sa.Integer, "15"),
    ("schedule", "summary_day", sa.Integer, "15"),
)


def upgrade() -> None:
    for table, name, kind, held in ADDED:
        op.add_column(table, sa.Column(name, kind(), nullable=False, server_default=sa.text(held)))
    op.create_index("ix_invitation_deputy_id", "invitation", ["deputy_id"])


def downgrade() -> None:
    op.drop_index("ix_invitation_deputy_id", "invitation")
    for table, name, _kind, _held in ADDED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
