"""The outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from accounts.services.codes import send_codes_by
        from accounts.services.second_factor import tell_changes_by
        from outbox import audit, messages
        from outbox.services.kinds import register_kind

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found={})
        register_kind(messages.SIGN_IN_CODE)
        send_codes_by(messages.send_sign_in_code)
        register_kind(messages.ACCOUNT_CHANGED)
        register_kind(messages.POST)
        tell_changes_by(messages.tell_account_changed)
