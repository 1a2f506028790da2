"""From capture to proposal."""

from django.apps import AppConfig

from core.slots import register


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from homework.services.submissions import when_handed_in
        from ideas import audit, slots
        from ideas.services.guests import merge_ballots
        from ideas.services.harvest import catch_ideas_of
        from programmes.services.guests import register_claimer

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register("evening.page", slots.evening_page, order=20)
        register("evening.console", slots.evening_console, order=20)
        register("evening.wall", slots.evening_wall, order=20)
        register("submission.actions", slots.submission_actions, order=20)
        when_handed_in(catch_ideas_of)
        register_claimer(merge_ballots)
