"""The log, the register of printed records and the outbox; the log is insert-only by trigger."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Facts, Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0002_create_audit"
down_revision = "0001_create_committees"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_entries",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("account_id", Id(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", Facts(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_entries_seq")),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("committee_id", "seq", name=op.f("uq_audit_entries_committee_id_seq")),
        info={"placement": "committee"},
    )
    op.create_table(
        "audit_heads",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", name=op.f("pk_audit_heads")),
        info={"placement": "committee"},
    )
    op.create_table(
        "outbox",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("facts", Facts(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.CheckConstraint("channel in ('group', 'loudspeaker')", name=op.f("ck_outbox_channel")),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("committee_id", "key", name=op.f("uq_outbox_committee_id_key")),
        info={"placement": "committee"},
    )
    op.create_table(
        "printed_records",
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("code_hmac", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", Id(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("printed_at", Moment(), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f("pk_printed_records")),
        sa.UniqueConstraint(
            "committee_id", "code_hmac", name=op.f("uq_printed_records_committee_id_code_hmac")
        ),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_printed_records_committee_id_no")),
        info={"placement": "committee"},
    )
    op.create_index(
        "ix_printed_records_subject",
        "printed_records",
        ["committee_id", "kind", "subject_id"],
        unique=False,
    )
    freeze(op, "audit_entries")


def downgrade():
    thaw(op, "audit_entries")
    op.drop_index("ix_printed_records_subject", table_name="printed_records")
    op.drop_table("printed_records")
    op.drop_table("outbox")
    op.drop_table("audit_heads")
    op.drop_table("audit_entries")
