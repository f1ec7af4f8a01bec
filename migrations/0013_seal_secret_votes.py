"""Sealing: how far it is, and the narrow way through for the rows of marks."""

import sqlalchemy as sa
from alembic import op

from participation.db.frozen import GRANTS, SEALER, freeze_again, freeze_but_sealing

revision = "0013_seal_secret_votes"
down_revision = "0012_let_owners_vote"
branch_labels = None
depends_on = None


def upgrade():
    # In one line, so that SQLite needs not build anew a table that others hang on.
    op.execute(
        "ALTER TABLE votes ADD COLUMN seal VARCHAR CONSTRAINT ck_votes_seal "
        "CHECK (seal in ('sealing', 'rewritten', 'swept'))"
    )
    if op.get_bind().dialect.name == "postgresql":
        make_sealer()
        for line in GRANTS:
            op.execute(line)
    freeze_but_sealing(op, "marks")


def make_sealer():
    """Make the role that seals, and let us take it on; say what to do where we may not.

    Roles belong to the whole cluster: it may be there already, made by another database of ours.
    """
    me = op.get_bind().execute(sa.text("SELECT quote_ident(current_user)")).scalar_one()
    op.execute(
        f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{SEALER}') THEN
            CREATE ROLE {SEALER} NOLOGIN;
          END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
          WHEN insufficient_privilege THEN
            RAISE EXCEPTION 'secret votes are sealed under a role of its own, and {me} may not '
              'make one. Let the administrator of the database run: '
              'CREATE ROLE {SEALER} NOLOGIN; GRANT {SEALER} TO {me}; then migrate again';
        END $$
        """
    )
    op.execute(
        f"""
        DO $$ BEGIN
          IF NOT pg_has_role(current_user, '{SEALER}', 'MEMBER') THEN
            GRANT {SEALER} TO {me};
          END IF;
        EXCEPTION WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'secret votes are sealed under the role {SEALER}, and {me} may not take '
            'it on. Let the administrator of the database run: '
            'GRANT {SEALER} TO {me}; then migrate again';
        END $$
        """
    )


def downgrade():
    freeze_again(op, "marks")
    if op.get_bind().dialect.name == "postgresql":
        # The role itself stays: other databases of the cluster may use it.
        for line in GRANTS:
            op.execute(line.replace("GRANT ", "REVOKE ").replace(" TO ", " FROM "))
    op.drop_column("votes", "seal")
