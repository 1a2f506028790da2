"""What came of it."""

from django.apps import AppConfig

from core.slots import register


class OutcomesConfig(AppConfig):
    name = "outcomes"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from ideas.services.proposals import before_reopening
        from outcomes import audit, slots
        from outcomes.services import keep_what_was_decided

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register("proposal.actions", slots.proposal_actions, order=20)
        register("submission.actions", slots.submission_actions, order=30)
        before_reopening(keep_what_was_decided)
