"""The outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from accounts.services.codes import send_codes_by
        from outbox import messages
        from outbox.services.kinds import register_kind

        register_kind(messages.SIGN_IN_CODE)
        send_codes_by(messages.send_sign_in_code)
