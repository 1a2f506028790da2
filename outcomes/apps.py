"""What came of it."""

from django.apps import AppConfig

from core.slots import register


class OutcomesConfig(AppConfig):
    name = "outcomes"

    def ready(self) -> None:
        from ideas.services.proposals import before_reopening
        from outcomes import slots
        from outcomes.services import keep_what_was_decided

        register("proposal.actions", slots.proposal_actions, order=20)
        register("submission.actions", slots.submission_actions, order=30)
        before_reopening(keep_what_was_decided)
