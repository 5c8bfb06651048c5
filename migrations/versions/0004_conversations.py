"""Conversations recorded, read back and coded, quotes, commitments, and insight packs

Revision: 0004, after 0003
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW_TABLES = (
    "edition_quote", "quote", "coding", "clash", "interview_draft", "assignment",
    "commitment_code", "code_lineage", "commitment_voice", "code", "insight_pack", "commitment",
    "codebook_version",
)  # fmt: skip
# By table: the column, the name of its check, and the values added to those that it takes.
ADDED_VALUES = {
    "response": ("mode", "ck_response_mode", ("telephone",)),
    "message_template": ("kind", "ck_message_template_message_kind", ("read-back",)),
    "outbox_item": ("kind", "ck_outbox_item_outbox_kind", ("read-back", "redraw-edition")),
}
EARLIER_VALUES = {
    "response": ("form", "interview", "paper"),
    "message_template": (
        "invitation", "reminder", "half-way", "last-day", "thanks", "interview",
    ),
    "outbox_item": (
        "invitation", "reminder", "last-day", "thanks", "interview", "code",
        "test", "open-round",
        "remind", "remind-last-day", "close-round", "draft-edition", "publish-edition",
    ),
}  # fmt: skip
FAMILIES = (
    ("theme", "Theme", "What the words are about"),
    ("concern", "Concern", "Something that worries the speaker"),
    ("praise", "Praise", "Something that the speaker finds good"),
    ("suggestion", "Suggestion", "Something that the speaker would do"),
)
KINDS = ("comment", "passage", "notes")
# Words are looked for by an index of the database's own; on SQLite triggers keep it.
ADD_WORDS = "INSERT INTO comment_words (rowid, text) VALUES (new.id, new.text);"
REMOVE_WORDS = (
    "INSERT INTO comment_words (comment_words, rowid, text) VALUES ('delete', old.id, old.text);"
)
SQLITE_WORDS = (
    """CREATE VIRTUAL TABLE comment_words USING fts5(text, content='comment', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2')""",
    f"CREATE TRIGGER comment_words_added AFTER INSERT ON comment BEGIN {ADD_WORDS} END",
    f"CREATE TRIGGER comment_words_removed AFTER DELETE ON comment BEGIN {REMOVE_WORDS} END",
    f"""CREATE TRIGGER comment_words_changed AFTER UPDATE OF text ON comment
    BEGIN {REMOVE_WORDS} {ADD_WORDS} END""",
    "INSERT INTO comment_words (comment_words) VALUES ('rebuild')",
)
POSTGRESQL_WORDS = (
    # Kept, because a search would spend its time on reading the words of each text anew.
    """ALTER TABLE comment ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('english', text)) STORED""",
    "CREATE INDEX ix_comment_words ON comment USING gin (words)",
)


def upgrade() -> None:
    add_tables()
    begin_codebook()
    for table in ADDED_VALUES:
        allow(table, added=True)
    columns_of_comments()
    columns_of_interviews()
    assign_what_is_booked()
    op.add_column(
        "organisation",
        sa.Column("read_back_days", sa.Integer(), nullable=False, server_default="7"),
    )
    for name in ("access_from", "access_to"):
        op.add_column("user", sa.Column(name, sa.Date(), nullable=True))
    for statement in SQLITE_WORDS if on_sqlite() else POSTGRESQL_WORDS:
        op.execute(statement)


def downgrade() -> None:
    """What only the later version knows goes; facilitators' notes become an interview's again."""
    forget_words()
    for name in ("access_from", "access_to"):
        op.execute(f'ALTER TABLE "user" DROP COLUMN {name}')
    op.execute("ALTER TABLE organisation DROP COLUMN read_back_days")
    for table in NEW_TABLES:
        op.drop_table(table)
    columns_of_interviews_back()
    columns_of_comments_back()
    forget_what_earlier_versions_do_not_know()
    for table in ADDED_VALUES:
        allow(table, added=False)


def begin_codebook() -> None:
    """Its first version: the four families, each a code of its own."""
    versions = sa.table(
        "codebook_version", *map(sa.column, ("number", "change", "made_by")),
        sa.column("made_at", sa.DateTime(timezone=True)),
    )  # fmt: skip
    begun = {
        "number": 1,
        "change": "The codebook began with its four families.",
        "made_by": "command",
    }
    op.bulk_insert(versions, [begun | {"made_at": datetime.now(UTC)}])
    codes = sa.table("code", *map(sa.column, ("family", "name", "meaning", "since")))
    op.bulk_insert(
        codes,
        [
            {"family": family, "name": name, "meaning": meaning, "since": 1}
            for family, name, meaning in FAMILIES
        ],
    )


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def allow(table: str, *, added: bool) -> None:
    """Let the column take the earlier values and, where they are `added`, the new ones."""
    column, name, new = ADDED_VALUES[table]
    values = EARLIER_VALUES[table] + (new if added else ())
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), f"{column} IN ({', '.join(map(repr, values))})")


def columns_of_comments() -> None:
    """Only what counts waits for an analyst; what a later revision replaced does not."""
    op.execute(
        "ALTER TABLE comment ADD COLUMN kind VARCHAR(24) DEFAULT 'comment' NOT NULL "
        f"CONSTRAINT ck_comment_comment_kind CHECK (kind IN {KINDS!r})"
    )
    op.add_column(
        "comment", sa.Column("to_code", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column(
        "comment",
        sa.Column("clear_of_exempt_by", sa.String(), nullable=False, server_default=""),
    )
    op.add_column(
        "comment", sa.Column("clear_of_exempt_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(
        "UPDATE comment SET to_code = false WHERE EXISTS (SELECT 1 FROM response mine "
        "JOIN response later ON later.invitation_id = mine.invitation_id "
        "AND later.revision > mine.revision WHERE mine.id = comment.response_id)"
    )
    op.create_index(
        "ix_comment_to_code",
        "comment",
        ["id"],
        sqlite_where=sa.text("to_code AND text <> ''"),
        postgresql_where=sa.text("to_code AND text <> ''"),
    )


def columns_of_interviews() -> None:
    """Notes become words for the panel team alone, which can be coded and looked for."""
    for name in ("attendees", "place"):
        op.add_column("interview", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("read_back_at", "confirmed_at"):
        op.add_column("interview", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # In words of its own: SQLite takes a foreign key with a new column, never after it.
    op.execute(
        "ALTER TABLE interview ADD COLUMN corrects_id INTEGER "
        "CONSTRAINT fk_interview_corrects_id_interview REFERENCES interview (id)"
    )
    op.execute(
        "INSERT INTO comment (response_id, field, item, text, permission, kind, to_code) "
        "SELECT response_id, 'notes', '', notes, 'team', 'notes', true FROM interview "
        "WHERE notes <> ''"
    )
    op.execute("ALTER TABLE interview DROP COLUMN notes")


def assign_what_is_booked() -> None:
    """Facilitators now see their own interviews alone: whoever agreed on one has it."""
    op.execute(
        "INSERT INTO assignment (invitation_id, facilitator_id, assigned_by, assigned_at) "
        "SELECT DISTINCT invitation_id, facilitator_id, 'upgrade', CURRENT_TIMESTAMP "
        "FROM booking WHERE cancelled_at IS NULL"
    )


def columns_of_interviews_back() -> None:
    op.add_column("interview", sa.Column("notes", sa.String(), nullable=False, server_default=""))
    joined = "group_concat(text, char(10))" if on_sqlite() else "string_agg(text, chr(10))"
    op.execute(
        f"UPDATE interview SET notes = (SELECT {joined} FROM comment "
        "WHERE comment.response_id = interview.response_id AND kind = 'notes') "
        "WHERE EXISTS (SELECT 1 FROM comment "
        "WHERE comment.response_id = interview.response_id AND kind = 'notes')"
    )
    for name in ("corrects_id", "confirmed_at", "read_back_at", "place", "attendees"):
        op.execute(f"ALTER TABLE interview DROP COLUMN {name}")


def columns_of_comments_back() -> None:
    op.execute("DELETE FROM comment WHERE kind <> 'comment'")
    op.drop_index("ix_comment_to_code", "comment")
    for name in ("clear_of_exempt_at", "clear_of_exempt_by", "to_code", "kind"):
        op.execute(f"ALTER TABLE comment DROP COLUMN {name}")


def forget_words() -> None:
    if not on_sqlite():
        op.execute("DROP INDEX ix_comment_words")
        op.execute("ALTER TABLE comment DROP COLUMN words")
        return
    for name in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER comment_words_{name}")
    op.execute("DROP TABLE comment_words")


def forget_what_earlier_versions_do_not_know() -> None:
    op.execute("UPDATE response SET mode = 'paper' WHERE mode = 'telephone'")
    op.execute("DELETE FROM message_template WHERE kind = 'read-back'")
    kinds = "('read-back', 'redraw-edition')"
    op.execute(
        "DELETE FROM mail_attempt WHERE item_id IN "
        f"(SELECT id FROM outbox_item WHERE kind IN {kinds})"
    )
    op.execute(f"DELETE FROM outbox_item WHERE kind IN {kinds}")


def add_tables() -> None:
    op.create_table(
        "codebook_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codebook_version")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("clear_of_exempt_by", sa.String(), nullable=False),
        sa.Column("due_month", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "under-way",
                "done",
                "dropped",
                name="commitment_status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("done_month", sa.String(), nullable=False),
        sa.Column("dropped_month", sa.String(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_table(
        "insight_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by", sa.String(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight_pack")),
        sa.UniqueConstraint("month", "number", name=op.f("uq_insight_pack_month_number")),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "family",
            sa.Enum(
                "theme",
                "concern",
                "praise",
                "suggestion",
                name="code_family",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["code.id"], name=op.f("fk_code_parent_id_code")),
        sa.ForeignKeyConstraint(
            ["since"], ["codebook_version.number"], name=op.f("fk_code_since_codebook_version")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["codebook_version.number"], name=op.f("fk_code_until_codebook_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    op.create_table(
        "commitment_voice",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "worked",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "cannot-say",
                name="worked",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("about_month", sa.String(), nullable=False),
        sa.Column("answered_in", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_voice_commitment_id_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_commitment_voice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("commitment_id", "person_id", name=op.f("pk_commitment_voice")),
    )
    op.create_index(op.f("ix_commitment_voice_person_id"), "commitment_voice", ["person_id"])

    op.create_table(
        "code_lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
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
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("old_name", sa.String(), nullable=False),
        sa.Column("new_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["code.id"], name=op.f("fk_code_lineage_new_id_code")),
        sa.ForeignKeyConstraint(["old_id"], ["code.id"], name=op.f("fk_code_lineage_old_id_code")),
        sa.ForeignKeyConstraint(
            ["version"],
            ["codebook_version.number"],
            name=op.f("fk_code_lineage_version_codebook_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_lineage")),
    )
    op.create_index(op.f("ix_code_lineage_version"), "code_lineage", ["version"])

    op.create_table(
        "commitment_code",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["code.id"], name=op.f("fk_commitment_code_code_id_code")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_code_commitment_id_commitment"),
        ),
        sa.PrimaryKeyConstraint("commitment_id", "code_id", name=op.f("pk_commitment_code")),
    )
    op.create_index(op.f("ix_commitment_code_code_id"), "commitment_code", ["code_id"])

    op.create_table(
        "assignment",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["user.id"], name=op.f("fk_assignment_facilitator_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_assignment_invitation_id_invitation"),
        ),
        sa.PrimaryKeyConstraint("invitation_id", "facilitator_id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_facilitator_id"), "assignment", ["facilitator_id"])

    op.create_table(
        "interview_draft",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_interview_draft_invitation_id_invitation"),
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_interview_draft")),
    )
    op.create_table(
        "clash",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("counted_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("resolved_by", sa.String(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["counted_id"], ["response.id"], name=op.f("fk_clash_counted_id_response")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_clash_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["response.id"], name=op.f("fk_clash_kept_id_response")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clash")),
    )
    op.create_index(op.f("ix_clash_invitation_id"), "clash", ["invitation_id"])

    op.create_table(
        "coding",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("coded_by", sa.String(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_coding_code_id_code")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_coding_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", "code_id", name=op.f("pk_coding")),
    )
    op.create_index(op.f("ix_coding_code_id"), "coding", ["code_id"])

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("redacted_by", sa.String(), nullable=False),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_quote_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_quote_comment_id")),
    )
    op.create_table(
        "edition_quote",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_quote_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_edition_quote_quote_id_quote")
        ),
        sa.PrimaryKeyConstraint("edition_id", "quote_id", name=op.f("pk_edition_quote")),
    )
    with op.batch_alter_table("edition_quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_quote_quote_id"), ["quote_id"], unique=False)
