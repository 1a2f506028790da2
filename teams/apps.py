"""Teams and who is in them."""

from django.apps import AppConfig

from core.access import contribute_rows


class TeamsConfig(AppConfig):
    name = "teams"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from programmes.queries.blueprint_parts import register_describer
        from programmes.queries.course import register_lanes
        from programmes.queries.seats import register_seats
        from programmes.queries.voices import register_voices
        from programmes.services import blueprints, concepts, people
        from teams import audit, queries, querysets, services

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        contribute_rows(querysets.ROLES_IN_TEAMS)
        blueprints.register_builder("themes", services.build_team_of_theme)
        blueprints.register_builder("teams", services.build_team)
        register_describer("teams", queries.describe_teams)
        blueprints.register_theme_remover(services.remove_team_of_theme)
        concepts.register_concept_remover(services.remove_teams_of_concept)
        people.register_placement(services.place_invited, services.seat_participation)
        register_voices(queries.seated_of_groups)
        register_lanes(queries.lanes_of_teams)
        register_seats(
            teams=queries.seats_in, seats=queries.seats_of_participations, ever=queries.seats_ever_of
        )
