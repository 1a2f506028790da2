"""Who may come into the views of libraries, by name: they cannot declare it themselves."""

from core.access import PUBLIC, SIGNED_IN

LIBRARY_ACCESS = {
    "account_login": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
}
