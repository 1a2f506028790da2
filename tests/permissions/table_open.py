"""Doors of the house itself: signing in, one's own things, an organisation's settings."""

from tests.permissions.words import ALWAYS, EVERYBODY, SIGNED_IN, Door, act, form, people, read, who

ADMINISTERS = who(organisation="administrator", stages=ALWAYS)

TABLE: dict[str, Door] = {
    # The house
    "set_language": form(EVERYBODY),
    "core:health": read(EVERYBODY),
    "core:ended": read(EVERYBODY),
    "core:favicon": form(EVERYBODY),
    "core:styleguide": form(EVERYBODY, limits=frozenset({404})),
    "core:trouble": form(EVERYBODY, limits=frozenset({404})),
    # Signing in and out
    "account_login": form(EVERYBODY),
    "account_request_login_code": form(EVERYBODY),
    "account_confirm_login_code": form(EVERYBODY),
    "account_logout": form(EVERYBODY),
    "mfa_authenticate": form(EVERYBODY),
    "mfa_login_webauthn": form(EVERYBODY),
    "accounts:personal_link": form(EVERYBODY),
    # An organisation's own sign-on is a door for anybody; the world has none that is open, so nobody gets through
    "accounts:sign_on_choose": form(EVERYBODY),
    "accounts:sign_on_door": read(EVERYBODY, limits=frozenset({404})),
    "accounts:sign_on_away": read(EVERYBODY, limits=frozenset({404})),
    "accounts:sign_on_back": read(EVERYBODY, limits=frozenset({404})),
    "outbox:decline": form(EVERYBODY, limits=frozenset({404})),
    # One's own
    "accounts:profile": form(SIGNED_IN),
    "accounts:picture": form(SIGNED_IN),
    "accounts:security": read(SIGNED_IN),
    "accounts:devices": read(SIGNED_IN),
    "accounts:sign_out_elsewhere": act(SIGNED_IN),
    "accounts:sign_out_device": act(SIGNED_IN, limits=frozenset({404})),  # one's own alone: here nobody's
    "accounts:proof": form(SIGNED_IN),
    "accounts:app_add": form(SIGNED_IN),
    "accounts:app_remove": form(SIGNED_IN),
    "accounts:passkey_add": form(SIGNED_IN),
    "accounts:passkey": form(SIGNED_IN),
    "accounts:passkey_remove": act(SIGNED_IN),
    "accounts:recovery_codes": form(SIGNED_IN),
    "accounts:password": form(SIGNED_IN),
    # Overviews
    "overviews:home": read(EVERYBODY),
    # Who begins later is told there from when: the name of the programme, and nothing else of it
    "overviews:mine": read(SIGNED_IN | people("guest"), tells_some={"programme": people("newcomer")}),
    "overviews:demo_mail": read(EVERYBODY, limits=frozenset({404})),
    # An organisation
    "accounts:organisation": read(ADMINISTERS),
    "overviews:all_programmes": read(ADMINISTERS),
    "accounts:organisation_settings": form(ADMINISTERS),
    "accounts:trail": read(ADMINISTERS),
    "accounts:trail_file": read(ADMINISTERS),
    "accounts:add_administrator": act(ADMINISTERS),
    "accounts:remove_administrator": form(ADMINISTERS),
    "accounts:lost_second_step": form(ADMINISTERS),
    "accounts:organisation_sign_on": form(ADMINISTERS),
    "accounts:open_sign_on": act(ADMINISTERS),
    "accounts:close_sign_on": act(ADMINISTERS),
    "accounts:add_domain": act(ADMINISTERS),
    "accounts:remove_domain": act(ADMINISTERS),
    "accounts:house_style": read(ADMINISTERS),
    "accounts:house_wear": act(ADMINISTERS),
    "accounts:house_off": act(ADMINISTERS),
    "accounts:house_theme": act(ADMINISTERS),
    "accounts:house_logo": act(ADMINISTERS),
    "accounts:house_no_logo": act(ADMINISTERS),
    "accounts:house_font": act(ADMINISTERS),
    "accounts:house_sample": read(ADMINISTERS, limits=frozenset({404})),
    "accounts:house_sheet": read(EVERYBODY, limits=frozenset({404})),
    "accounts:house_file": read(EVERYBODY, limits=frozenset({404})),
}
