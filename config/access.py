"""Who may come into the views of libraries, by name: they cannot declare it themselves."""

from core.access import PUBLIC

LIBRARY_ACCESS = {
    "account_login": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_logout": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
}
