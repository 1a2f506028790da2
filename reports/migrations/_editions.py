"""What keeps a published edition as it is, whatever path the change takes (promise F): triggers on its table."""

from core.vendor_sql import by_vendor

FROZEN = ("koersdocument_id", "number", "state", "content", "sha256", "published_at", "public_id")

POSTGRESQL = (
    """
    CREATE FUNCTION reports_edition_is_frozen() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'A published edition does not change' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER reports_edition_frozen BEFORE UPDATE ON reports_edition FOR EACH ROW WHEN ("
    + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FROZEN)
    + ") EXECUTE FUNCTION reports_edition_is_frozen()",
    "CREATE TRIGGER reports_edition_kept BEFORE DELETE ON reports_edition FOR EACH ROW "
    "EXECUTE FUNCTION reports_edition_is_frozen()",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER reports_edition_frozen ON reports_edition",
    "DROP TRIGGER reports_edition_kept ON reports_edition",
    "DROP FUNCTION reports_edition_is_frozen()",
)
SQLITE = (
    "CREATE TRIGGER reports_edition_frozen BEFORE UPDATE ON reports_edition WHEN "
    + " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FROZEN)
    + " BEGIN SELECT RAISE(ABORT, 'A published edition does not change'); END",
    "CREATE TRIGGER reports_edition_kept BEFORE DELETE ON reports_edition "
    "BEGIN SELECT RAISE(ABORT, 'A published edition does not change'); END",
)
SQLITE_BACK = ("DROP TRIGGER reports_edition_frozen", "DROP TRIGGER reports_edition_kept")

freeze = by_vendor(postgresql=POSTGRESQL, sqlite=SQLITE)
thaw = by_vendor(postgresql=POSTGRESQL_BACK, sqlite=SQLITE_BACK)
