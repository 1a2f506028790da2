"""Addresses of accounts: the doors of the library that we open, by its names, and our own."""

from django.urls import include, path

from accounts.views import (
    devices,
    doors,
    house_style,
    links,
    me,
    organisation,
    organisation_sign_on,
    second_step,
    security,
    security_proof,
    sign_on,
    trail,
)

ORGANISATION = "organisations/<public_id:organisation_id>"
HOUSE = f"{ORGANISATION}/house-style"

ours = [
    path("link/<str:secret>/", links.personal_link, name="personal_link"),
    path("me/", me.profile, name="profile"),
    path("me/picture/", me.picture, name="picture"),
    path("me/security/", security.security, name="security"),
    path("me/devices/", devices.devices, name="devices"),
    path("me/devices/elsewhere/sign-out/", devices.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("me/devices/<public_id:device_id>/sign-out/", devices.sign_out_device, name="sign_out_device"),
    path("me/security/proof/", security_proof.proof, name="proof"),
    path("me/security/app/", security.app_add, name="app_add"),
    path("me/security/app/remove/", security.app_remove, name="app_remove"),
    path("me/security/passkeys/", security.passkey_add, name="passkey_add"),
    path("me/security/passkeys/<public_id:passkey_id>/", security.passkey, name="passkey"),
    path(
        "me/security/passkeys/<public_id:passkey_id>/remove/", security.passkey_remove, name="passkey_remove"
    ),
    path("me/security/recovery-codes/", security.recovery_codes, name="recovery_codes"),
    path("me/security/password/", security.password, name="password"),
    path(f"{ORGANISATION}/", organisation.organisation, name="organisation"),
    path(f"{ORGANISATION}/trail/", trail.trail, name="trail"),
    path(f"{ORGANISATION}/trail.csv", trail.trail_file, name="trail_file"),
    path("sign-in/with/", sign_on.choose, name="sign_on_choose"),
    path("sign-in/with/<public_id:organisation_id>/", sign_on.door, name="sign_on_door"),
    path("sign-in/with/<public_id:organisation_id>/away/", sign_on.leave, name="sign_on_away"),
    path("sign-in/with/<public_id:organisation_id>/back/", sign_on.back, name="sign_on_back"),
    path(f"{ORGANISATION}/sign-on/", organisation_sign_on.screen, name="organisation_sign_on"),
    path(f"{ORGANISATION}/sign-on/on/", organisation_sign_on.switch, {"on": True}, name="open_sign_on"),
    path(f"{ORGANISATION}/sign-on/off/", organisation_sign_on.switch, {"on": False}, name="close_sign_on"),
    path(f"{ORGANISATION}/domains/add/", organisation_sign_on.add_domain, name="add_domain"),
    path(f"{ORGANISATION}/domains/remove/", organisation_sign_on.remove_domain, name="remove_domain"),
    path(f"{ORGANISATION}/settings/", organisation.settings, name="organisation_settings"),
    path(f"{ORGANISATION}/administrators/", organisation.add_administrator, name="add_administrator"),
    path(
        f"{ORGANISATION}/administrators/<public_id:person_id>/remove/",
        organisation.remove_administrator,
        name="remove_administrator",
    ),
    path(
        f"{ORGANISATION}/people/<public_id:person_id>/lost-second-step/",
        organisation.lost_second_step,
        name="lost_second_step",
    ),
    path(f"{HOUSE}/", house_style.screen, name="house_style"),
    path(f"{HOUSE}/wear/<slug:look>/", house_style.wear, name="house_wear"),
    path(f"{HOUSE}/off/", house_style.take_off, name="house_off"),
    path(f"{HOUSE}/theme/", house_style.theme, name="house_theme"),
    path(f"{HOUSE}/logo/", house_style.logo, name="house_logo"),
    path(f"{HOUSE}/no-logo/", house_style.no_logo, name="house_no_logo"),
    path(f"{HOUSE}/font/<slug:place>/", house_style.font, name="house_font"),
    path(f"{HOUSE}/sample/<slug:look>/<slug:digest>.css", house_style.sample_sheet, name="house_sample"),
    path("house-style/<public_id:organisation_id>/<slug:digest>.css", house_style.sheet, name="house_sheet"),
    path("house-style/files/<str:name>", house_style.file, name="house_file"),
]

urlpatterns = [
    path("sign-in/", doors.sign_in, name="account_login"),
    path("sign-in/code/", doors.ask_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", doors.confirm_code, name="account_confirm_login_code"),
    path("sign-in/second-step/", second_step.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", second_step.passkey_door, name="mfa_login_webauthn"),
    path("sign-out/", doors.sign_out, name="account_logout"),
    path("", include((ours, "accounts"))),
]
