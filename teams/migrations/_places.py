"""What keeps anybody from two places at a time in one team: an exclusion over ranges on PostgreSQL, two triggers on SQLite.

A later migration that makes SQLite build this table anew (AlterField, AddConstraint) drops the triggers: repeat ``guard``
in it. tests/teams/test_places.py tries it.
"""

from core.vendor_sql import by_vendor

POSTGRESQL = (
    """
    ALTER TABLE teams_membership ADD CONSTRAINT one_place_at_a_time EXCLUDE USING gist (
        int8range(team_id, team_id, '[]') WITH &&,
        int8range(participation_id, participation_id, '[]') WITH &&,
        daterange(starts_on, ends_on, '[]') WITH &&
    ) WHERE (until IS NULL)
    """,
)
POSTGRESQL_BACK = ("ALTER TABLE teams_membership DROP CONSTRAINT one_place_at_a_time",)
OVERLAPS = """
    WHEN NEW.until IS NULL AND EXISTS (
        SELECT 1 FROM teams_membership other
        WHERE other.until IS NULL AND other.id IS NOT NEW.id
        AND other.team_id = NEW.team_id AND other.participation_id = NEW.participation_id
        AND COALESCE(other.starts_on, '0001-01-01') <= COALESCE(NEW.ends_on, '9999-12-31')
        AND COALESCE(NEW.starts_on, '0001-01-01') <= COALESCE(other.ends_on, '9999-12-31')
    )
    BEGIN SELECT RAISE(ABORT, 'one_place_at_a_time'); END
"""
SQLITE = (
    f"CREATE TRIGGER one_place_at_a_time_new BEFORE INSERT ON teams_membership {OVERLAPS}",
    f"CREATE TRIGGER one_place_at_a_time_changed BEFORE UPDATE ON teams_membership {OVERLAPS}",
)
SQLITE_BACK = ("DROP TRIGGER one_place_at_a_time_new", "DROP TRIGGER one_place_at_a_time_changed")

guard = by_vendor(postgresql=POSTGRESQL, sqlite=SQLITE)
let_go = by_vendor(postgresql=POSTGRESQL_BACK, sqlite=SQLITE_BACK)
