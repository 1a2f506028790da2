"""What keeps the trail as it is written, whatever path a change takes: triggers on its two tables.

On SQLite nothing refuses a DELETE: Django empties tables with it between tests. ``manage.py audit verify`` finds it.
A later migration that alters these tables on SQLite makes them anew, and has to make the triggers anew as well; a test asks.
"""

from core.vendor_sql import by_vendor

FROZEN = (
    "id",
    "at",
    "by_key",
    "for_whom_key",
    "role",
    "verb",
    "object_type",
    "object_id",
    "scope",
    "keys",
)
EMPTIED = ("by_id", "for_whom_id")
"""Erasing a person empties them; nobody else is put in their place."""

POSTGRESQL = (
    """
    CREATE FUNCTION accounts_trail_is_frozen() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'The trail does not change' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER accounts_trail_frozen BEFORE UPDATE ON accounts_auditentry FOR EACH ROW WHEN ("
    + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FROZEN)
    + "".join(
        f" OR (NEW.{column} IS NOT NULL AND OLD.{column} IS DISTINCT FROM NEW.{column})" for column in EMPTIED
    )
    + " OR (OLD.seal_id IS NOT NULL AND OLD.seal_id IS DISTINCT FROM NEW.seal_id)"
    + ") EXECUTE FUNCTION accounts_trail_is_frozen()",
    "CREATE TRIGGER accounts_trail_kept BEFORE DELETE ON accounts_auditentry FOR EACH ROW "
    "EXECUTE FUNCTION accounts_trail_is_frozen()",
    "CREATE TRIGGER accounts_seal_frozen BEFORE UPDATE OR DELETE ON accounts_auditseal FOR EACH ROW "
    "EXECUTE FUNCTION accounts_trail_is_frozen()",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER accounts_trail_frozen ON accounts_auditentry",
    "DROP TRIGGER accounts_trail_kept ON accounts_auditentry",
    "DROP TRIGGER accounts_seal_frozen ON accounts_auditseal",
    "DROP FUNCTION accounts_trail_is_frozen()",
)
SQLITE = (
    "CREATE TRIGGER accounts_trail_frozen BEFORE UPDATE ON accounts_auditentry WHEN "
    + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FROZEN)
    + "".join(f" OR (NEW.{column} IS NOT NULL AND OLD.{column} IS NOT NEW.{column})" for column in EMPTIED)
    + " OR (OLD.seal_id IS NOT NULL AND OLD.seal_id IS NOT NEW.seal_id)"
    + " BEGIN SELECT RAISE(ABORT, 'The trail does not change'); END",
    "CREATE TRIGGER accounts_seal_frozen BEFORE UPDATE ON accounts_auditseal "
    "BEGIN SELECT RAISE(ABORT, 'The trail does not change'); END",
)
SQLITE_BACK = ("DROP TRIGGER accounts_trail_frozen", "DROP TRIGGER accounts_seal_frozen")

freeze = by_vendor(postgresql=POSTGRESQL, sqlite=SQLITE)
thaw = by_vendor(postgresql=POSTGRESQL_BACK, sqlite=SQLITE_BACK)
