"""People, organisations, signing in, audit."""

from django.apps import AppConfig

from core import slots
from core.access import contribute_rows, on_change_of_standing
from core.live import follow_people_by
from core.rendering import dress_by

ADMINISTERED = """
    SELECT 'organisation', organisation_id, 'administrator' FROM accounts_organisationadmin WHERE user_id = %(user)s
"""
"""The organisations that somebody administers."""


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed
        from django.contrib.auth.signals import user_logged_in

        from accounts import audit
        from accounts.enums import AuditRole
        from accounts.middleware import begin_stay, renew_key
        from accounts.queries.devices import access_version_of
        from accounts.queries.house_style import dress_of
        from accounts.queries.trail_words import explain, name_roles
        from accounts.services.standing import look_again
        from accounts.slots import devices_line
        from accounts.views.second_step import hold_without_second_factor
        from core.middleware import hold_by

        contribute_rows(ADMINISTERED)
        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        name_roles(AuditRole.choices)
        on_change_of_standing(look_again)
        follow_people_by(access_version_of)
        user_logged_in.connect(begin_stay)
        authentication_step_completed.connect(renew_key)
        slots.register("me.security", devices_line)
        dress_by(dress_of)
        hold_by(hold_without_second_factor)
