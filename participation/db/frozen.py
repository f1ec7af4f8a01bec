"""Insert-only tables: the database itself refuses UPDATE and DELETE.

Triggers on SQLite and plain PostgreSQL; Citus refuses triggers, there grants do it.
"""

from typing import Any

REFUSED = "insert-only"
SEALER = "yiqilai_sealer"
GRANTS = (
    f"GRANT SELECT, INSERT, DELETE ON marks, receipts, secret_ballots TO {SEALER}",
    f"GRANT SELECT (committee_id, id, secrecy, state, seal) ON votes TO {SEALER}",
)
HELP_GRANTS = (f"GRANT SELECT, INSERT, DELETE ON helped_marks TO {SEALER}",)
IS_SEALING = (
    "votes.secrecy = 'secret' AND votes.state NOT IN ('draft', 'announced', 'open', 'paused') "
    "AND votes.seal = 'sealing'"
)


def freeze(op: Any, table: str) -> None:
    """Make a table insert-only, within a migration."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}: %', TG_TABLE_NAME; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {table}'); END"
        )


def thaw(op: Any, table: str) -> None:
    """Undo `freeze`, within a migration that goes down."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_frozen ON {table}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_frozen_{verb}")


def freeze_but_sealing(op: Any, table: str) -> None:
    """Keep a frozen table as it is, but let a secret vote's rows be deleted while it is sealed.

    On PostgreSQL only the role of sealing may, which nobody else's SQL runs under; on SQLite,
    which knows no roles, the row of the vote says that it is being sealed, which it does inside
    that one transaction alone.
    """
    thaw(op, table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_but_sealing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 (our names)
            f"IF current_user <> '{SEALER}' OR EXISTS (SELECT FROM gone WHERE NOT EXISTS ("
            f"SELECT FROM votes WHERE votes.committee_id = gone.committee_id "
            f"AND votes.id = gone.vote_id AND {IS_SEALING})) "
            f"THEN RAISE EXCEPTION '{REFUSED}: %', TG_TABLE_NAME; END IF; RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_frozen_delete AFTER DELETE ON {table} "
            f"REFERENCING OLD TABLE AS gone "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_but_sealing()"
        )
        return
    op.execute(
        f"CREATE TRIGGER {table}_frozen_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {table}'); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_frozen_delete BEFORE DELETE ON {table} "  # noqa: S608 (our names)
        f"WHEN NOT EXISTS (SELECT 1 FROM votes WHERE votes.committee_id = OLD.committee_id "
        f"AND votes.id = OLD.vote_id AND {IS_SEALING}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {table}'); END"
    )


def freeze_again(op: Any, table: str) -> None:
    """Undo `freeze_but_sealing`, within a migration that goes down."""
    thaw(op, table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_frozen_delete ON {table}")
        op.execute("DROP FUNCTION refuse_but_sealing()")
    freeze(op, table)
