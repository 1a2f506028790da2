"""What came of it."""

from django.apps import AppConfig

from core.slots import register


class OutcomesConfig(AppConfig):
    name = "outcomes"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from ideas.services.proposals import before_reopening
        from outcomes import audit, slots
        from outcomes.panels import conference, telling
        from outcomes.queries.open_ends import decisions_open
        from outcomes.queries.results import decisions_on_goals
        from outcomes.services.results import keep_what_was_decided
        from programmes.queries.goals import register_things_of_goals
        from programmes.queries.open_ends import register_open_ends
        from sessions.panels import register_panel

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register("proposal.actions", slots.proposal_actions, order=20)
        register("submission.actions", slots.submission_actions, order=30)
        register("programme.page", slots.lineage, order=85)
        register("programme.closed", slots.closed)
        register("evening.page", slots.evening_examples, order=40)
        register("evening.page", slots.evening_reflection, order=50)
        register("scribe.ways", slots.scribe_example)
        register("me.page", slots.own_reflections_line, order=50)
        register_open_ends("outcomes", decisions_open)
        before_reopening(keep_what_was_decided)
        register_things_of_goals(decisions_on_goals)
        register("evening.page", slots.conference_of_evening, order=45)
        for panel in (*telling.PANELS, *conference.PANELS):
            register_panel(panel)
