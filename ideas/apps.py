"""From capture to proposal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.slots import register


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from homework.services.submissions import when_handed_in
        from ideas import audit, messages, panels, slots
        from ideas.queries.abilities import ABILITIES
        from ideas.queries.course import ideas_caught, proposal_points
        from ideas.queries.goals import proposals_on_goals
        from ideas.queries.open_ends import ideas_open
        from ideas.services.choices import merge_answers
        from ideas.services.ending import end_open_ideas
        from ideas.services.guests import merge_ballots
        from ideas.services.harvest import catch_ideas_of
        from ideas.services.rehearsing import remove_ideas_of_rehearsal
        from outbox.services.kinds import register_kind
        from programmes.queries.course import register_ideas, register_points
        from programmes.queries.goals import register_things_of_goals
        from programmes.queries.open_ends import register_open_ends
        from programmes.queries.phases import register_abilities
        from programmes.services.concepts import register_concept_remover
        from programmes.services.guests import register_claimer
        from sessions.panels import Panel, register_panel

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register("evening.asks", slots.evening_choosing, order=20)
        register("evening.page", slots.evening_page, order=20)
        register("evening.console", slots.evening_console, order=20)
        register("evening.console", slots.console_choosing, order=25)
        register_panel(panels.CAPTURE)
        register_panel(
            Panel(
                "cards",
                _("Read ideas"),
                phone=slots.evening_page,
                wall=panels.number_on_wall,
                sheet=panels.cards_on_wall,
            )
        )
        register_panel(panels.DOTS)
        register("programmes.served_goal", slots.served_goal, order=20)
        register_things_of_goals(proposals_on_goals)
        register_points(proposal_points)
        register_ideas(ideas_caught)
        register("submission.actions", slots.submission_actions, order=20)
        when_handed_in(catch_ideas_of)
        register_claimer(merge_ballots)
        register_claimer(merge_answers)
        register_kind(messages.KIND)
        register_abilities(ABILITIES)
        register_concept_remover(remove_ideas_of_rehearsal)
        register_open_ends("ideas", ideas_open, settle=end_open_ideas)
