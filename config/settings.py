"""All settings, from the environment.

``KOERSWERK_DEMO=1`` (what ``make demo`` sets) runs everything from ``var/demo`` on SQLite without another
server. Anything
else is a real installation and must name ``SECRET_KEY``, ``DATABASE_URL``, ``EMAIL_URL`` and
``ALLOWED_HOSTS``: a missing one stops it
with a sentence. Without ``REDIS_URL`` the queue is a folder and streams look into the database.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("KOERSWERK_VAR", BASE_DIR / "var"))


def flag(name: str) -> bool:
    """Whether the environment switches ``name`` on."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


DEMO = flag("KOERSWERK_DEMO")
DEBUG = flag("DEBUG")
DEMO_DIR = VAR_DIR / "demo"
STATE_DIR = Path(os.environ.get("KOERSWERK_STATE", DEMO_DIR if DEMO else VAR_DIR))
"""What a running product keeps in files: pictures, and without Redis the cache and the queue."""


def required(name: str, demo: str, example: str) -> str:
    """The variable ``name``; ``demo`` in the demo; otherwise an error that says what is missing."""
    value = os.environ.get(name) or (demo if DEMO else "")
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing, for example {name}={example}"
        )
    return value


def demo_secret() -> str:
    """The demo's own key, made once and kept beside its database."""
    if not DEMO:
        return ""
    path = DEMO_DIR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        DEMO_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = required("SECRET_KEY", demo_secret(), "(fifty random characters)")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split() if key]
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]", "koers.example.nl").split(",")
SITE_URL = os.environ.get("SITE_URL") or (
    f"http://127.0.0.1:{os.environ.get('PORT', '8000')}" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
)
"""Where links in mails lead to."""
SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []

# ---- data -----------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        required(
            "DATABASE_URL", f"sqlite:///{DEMO_DIR / 'db.sqlite3'}", "postgres://koerswerk:…@db/koerswerk"
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Tests with connections of their own need a file: those to a database in memory do not wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": STATE_DIR / "cache"}
}
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", STATE_DIR / "media"))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ---- apps -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "overviews",
    "reports",
    "outcomes",
    "ideas",
    "homework",
    "sessions",
    "teams",
    "programmes",
    "outbox",
    "accounts",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SharedDeviceMiddleware",
    "accounts.middleware.StayMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.DeclaredAccessMiddleware",
    "core.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
LIBRARY_ACCESS = "config.access.LIBRARY_ACCESS"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
            ],
            "builtins": [
                "core.templatetags.kw",
                "core.templatetags.kw_slots",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "core.forms.KwRenderer"
REFUSE_SQL_IN_TEMPLATES = DEBUG or flag("KOERSWERK_TEST")
"""A page asks the database in its query, never while it renders: tests and development refuse it."""

# ---- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
if flag("KOERSWERK_TEST"):
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overviews:mine"
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
]  # nobody signs up; without it allauth asks for no password at all
ACCOUNT_SESSION_REMEMBER = True  # for how long, accounts.services.stay says
ACCOUNT_FORMS = {
    "login": "accounts.forms.doors.PasswordForm",
    "request_login_code": "accounts.forms.doors.AddressForm",
    "confirm_login_code": "accounts.forms.doors.CodeForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.forms.security.SecondStepForm",
    "authenticate_webauthn": "accounts.forms.security.PasskeyStepForm",
    "login_webauthn": "accounts.forms.security.PasskeyDoorForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is a device and what unlocks it: two factors in one
MFA_REAUTHENTICATION_REQUIRED = False  # accounts.views.security_proof asks, also of who has neither
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}  # sixty people behind one router; there is nothing to guess
SECOND_FACTOR_FOR_ADMINISTRATORS = (
    flag("SECOND_FACTOR_FOR_ADMINISTRATORS")
    if "SECOND_FACTOR_FOR_ADMINISTRATORS" in os.environ
    else not (DEMO or DEBUG or flag("KOERSWERK_TEST"))
)
"""Whether whoever administers an organisation must have a second factor before anything else."""
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # an address is proved by the personal link or the code that was sent to it
)
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
KNOWN_DEVICE_COOKIE_NAME = "__Host-kw_known" if SECURE else "kw_known"
"""What a device keeps of whoever was signed in on it, so that a guesser elsewhere does not keep its owner out."""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("TRUST_PROXY") else 0
SOCIALACCOUNT_ADAPTER = "accounts.sign_on_adapter.SignOnAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # an unverified address is refused (accounts.services.sign_on)
SIGN_ON_INSIDE = DEMO or flag("KOERSWERK_TEST")
"""Whether the provider of an organisation may stand on this machine and speak HTTP: in the demo and in tests alone."""
ACCOUNT_RATE_LIMITS = {
    # accounts.services.limits counts at the door. The library's way holds a lock per key: of one for a whole address
    # sixty people at once time out, and are told that they tried too often.
    "login": None,
    "login_failed": "10/5m/key",  # of the second step; key is the account, whose first step was right
    "request_login_code": "60/h/key",
}

# ---- words ----------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "kw_language"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# ---- files of ours --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "build" / "assets"]
COLLECTED = not DEBUG and not flag("KOERSWERK_TEST") and (not DEMO or flag("KOERSWERK_COLLECTED"))
"""Whether files of ours come from STATIC_ROOT: compressed, and kept by browsers for good. `make demo` does too."""
WHITENOISE_USE_FINDERS = DEBUG or (DEMO and not COLLECTED)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# ---- safety ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("TRUST_PROXY") else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_NAME = "__Host-kw_session" if SECURE else "kw_session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 90 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-kw_csrf" if SECURE else "kw_csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.errors_views.csrf_failure"

# ---- messages -------------------------------------------------------------------------------------------------------

EMAIL_URL = required(
    "EMAIL_URL", f"file://{DEMO_DIR / 'mail'}", "smtp://user:password@relay.example.nl:587?tls=1"
)
"""smtp://[user:password@]host:port[?tls=1|?ssl=1] for a relay, or file:///folder for files (the demo)."""
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Koerswerk <koerswerk@localhost>")
OUTBOX_LEASE_SECONDS = float(os.environ.get("OUTBOX_LEASE_SECONDS", "300"))
OUTBOX_PLAN_SECONDS = float(os.environ.get("OUTBOX_PLAN_SECONDS", "60"))

# ---- background -----------------------------------------------------------------------------------------------------

QUEUE_DIR = STATE_DIR / "queue"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
else:
    QUEUE_DIR.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR),
        "data_folder_out": str(QUEUE_DIR),
        "control_folder": str(QUEUE_DIR / "control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # An interval, never a clock time: summer time then neither skips nor doubles a run.
    "outbox.plan": {"task": "outbox.plan", "schedule": OUTBOX_PLAN_SECONDS},
    "outbox.send": {"task": "outbox.send", "schedule": OUTBOX_PLAN_SECONDS},
    "core.pick_up_jobs": {"task": "core.pick_up_jobs", "schedule": 60.0},
    "programmes.let_leave": {"task": "programmes.let_leave", "schedule": 600.0},
    "sessions.forget_asked": {"task": "sessions.forget_asked", "schedule": 3600.0},
    "sessions.let_move_up": {"task": "sessions.let_move_up", "schedule": 600.0},
    "accounts.seal_trail": {"task": "accounts.seal_trail", "schedule": 300.0},
    "accounts.forget_ended_stays": {"task": "accounts.forget_ended_stays", "schedule": 3600.0},
}

# ---- logs -----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "config.logs.json_formatter"},
        "plain": {"format": "%(levelname)s %(name)s %(message)s"},
    },
    "filters": {"tokens": {"()": "config.logs.HideTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEMO or DEBUG else "json",
            "filters": ["tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING" if DEMO else "INFO")},
}
