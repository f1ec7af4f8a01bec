"""Files beside what they prove: photos and scans, their bytes, and that one was taken away."""

import sqlalchemy as sa
from alembic import op

from participation.db.base import Id, Moment
from participation.db.frozen import freeze, thaw

revision = "0033_keep_files"
down_revision = "0032_invite_and_sign_in"
branch_labels = None
depends_on = None


def owned(name, *columns):
    op.create_table(
        name,
        *columns,
        sa.Column("committee_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f(f"fk_{name}_committee_id")
        ),
        sa.PrimaryKeyConstraint("committee_id", "id", name=op.f(f"pk_{name}")),
        info={"placement": "committee"},
    )


def of_a_file(name, *columns):
    owned(
        name,
        sa.Column("file_id", Id(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["committee_id", "file_id"],
            ["files.committee_id", "files.id"],
            name=op.f(f"fk_{name}_committee_id_file_id"),
        ),
        sa.UniqueConstraint(
            "committee_id", "file_id", name=op.f(f"uq_{name}_committee_id_file_id")
        ),
    )


def upgrade():
    owned(
        "files",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "media in ('image/jpeg', 'application/pdf')", name=op.f("ck_files_media")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_files_size")),
        sa.CheckConstraint(
            "not is_public or kind not in ('signed', 'sign-in', 'ballots')",
            name=op.f("ck_files_is_public"),
        ),
        sa.UniqueConstraint("committee_id", "no", name=op.f("uq_files_committee_id_no")),
    )
    op.create_index("ix_files_subject", "files", ["committee_id", "subject_kind", "subject_id"])
    of_a_file("file_contents", sa.Column("content", sa.LargeBinary(), nullable=False))
    of_a_file(
        "file_strikes",
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    freeze(op, "files")
    freeze(op, "file_strikes")


def downgrade():
    thaw(op, "file_strikes")
    thaw(op, "files")
    for name in ("file_strikes", "file_contents", "files"):
        op.drop_table(name)
