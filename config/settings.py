"""Every setting of Foreningsbro, read from the environment; `.env.example` lists the variables.

What a caseworker changes (the municipality's name, colours, closing days, pools and their rules)
is a row in the database, not a setting.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django.conf.locale
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- Basics -----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
# Only a debugging installation may run without a key of its own.
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else environ.Env.NOTSET)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])
# Where links in letters point.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
# True only in a database made by `manage.py demo`: shows the demo log-ins on the log-in page.
DEMO = env.bool("DEMO", default=False)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # modeltranslation patches the admin and must come first.
    "modeltranslation",
    "core.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # whitenoise serves in development too, so that both serve alike.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "core",
    "accounts",
    "associations",
    "activities",
    "agreements",
    "grants",
    "overview",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_tables2",
    "import_export",
    "post_office",
    "rules",
]

MIDDLEWARE = [
    "core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.LanguageMiddleware",
    "core.middleware.KeepTypedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffSecondFactorMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "core.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.municipality",
                "core.context_processors.navigation",
            ],
            "builtins": ["core.templatetags.components", "core.templatetags.formats"],
        },
    },
]

# --- Database ---------------------------------------------------------------------------------

# SQLite needs nothing and is the newcomer's; PostgreSQL is what a municipality runs.
DATABASES = {
    "default": env.db(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'foreningsbro.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Immediate: a write transaction takes its place at once instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds a writer waits for another one
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # Tests use a file too: two threads that race need two connections to one database.
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)  # seconds
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=8 * 60 * 60)  # seconds: a working day
SESSION_SAVE_EVERY_REQUEST = False

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home_for_me"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # every account is made by staff or by an invitation to the address
)
ACCOUNT_PREVENT_ENUMERATION = "strict"  # the same answer whether or not the address is known
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever changes a password or a second factor is told by mail, in case it was somebody else.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # Pages behind a secret link: more than a board on one network, fewer than somebody guessing.
    "secret_link": "60/m/ip",
}
# How many proxies in front write X-Forwarded-For; without it all visitors share one rate limit.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Foreningsbro"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# Staff see personal and case data: they must use a second factor, except in the demo.
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)

# Municipal identity provider or MitID broker, off unless a server is named.
OIDC_APPS: list[dict[str, object]] = []
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}
# The log-in is a form that leads on to the provider; the browser asks the CSP about that too.
OIDC_ORIGINS: list[str] = []
if env.str("OIDC_SERVER_URL", default=""):
    OIDC_APPS.append(
        {
            "provider_id": env.str("OIDC_PROVIDER_ID", default="kommune"),
            "name": env.str("OIDC_NAME", default="Kommunens login"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": env.str("OIDC_SERVER_URL")},
        }
    )
    _oidc = urlsplit(env.str("OIDC_SERVER_URL"))
    OIDC_ORIGINS.append(f"{_oidc.scheme}://{_oidc.netloc}")
SOCIALACCOUNT_ONLY = False
# How long an invitation to act for an association can be used.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)

# --- Languages, time, numbers -----------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [
    ("da", _("Danish")),
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("tr", _("Turkish")),
    ("so", _("Somali")),
]
# Languages that Django does not know. One that is offered needs its code in LANGUAGES, a catalogue
# under locale/, what Django itself says under core/locale/, its formats and migrations.
EXTRA_LANG_INFO = {
    "so": {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"},
    "ku": {"bidi": False, "code": "ku", "name": "Kurdish (Kurmanji)", "name_local": "Kurdî"},
    "prs": {"bidi": True, "code": "prs", "name": "Dari", "name_local": "دری"},
    "ps": {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"},
    "ti": {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"},
    "am": {"bidi": False, "code": "am", "name": "Amharic", "name_local": "አማርኛ"},
}
django.conf.locale.LANG_INFO.update(EXTRA_LANG_INFO)
LANGUAGES_BIDI = ["he", "ar", "ar-dz", "ckb", "fa", "ug", "ur", "prs", "ps"]
LANGUAGE_COOKIE_NAME = "sprog"
LANGUAGE_COOKIE_SECURE = not DEBUG
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "da"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("da",)
USE_I18N = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
# Built from assets/ and the npm packages by `make assets`.
STATICFILES_DIRS = [BASE_DIR / "assets" / "build"]
PDF_FONTS_DIR = BASE_DIR / "var" / "fonts"
# Documents are private: nothing here has a public address, core.views.documents checks each read.
DOCUMENTS_ROOT = Path(env.str("DOCUMENTS_ROOT", default=str(BASE_DIR / "var" / "documents")))
STORAGE_URL = env.str("STORAGE_URL", default="")  # s3://key:secret@endpoint/bucket
if STORAGE_URL:
    _url = urlsplit(STORAGE_URL)
    _documents_storage = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _url.path.strip("/"),
            "endpoint_url": f"https://{_url.hostname}" + (f":{_url.port}" if _url.port else ""),
            "access_key": unquote(_url.username or ""),
            "secret_key": unquote(_url.password or ""),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
else:
    _documents_storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DOCUMENTS_ROOT, "base_url": None},
    }
STORAGES = {
    "default": _documents_storage,
    "documents": _documents_storage,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Seconds a browser keeps a file whose name has no hash. None while developing: a change shows at once.
WHITENOISE_MAX_AGE = env.int("STATIC_MAX_AGE", default=0 if DEBUG else 60)
# Largest upload, in bytes: a scanned set of accounts fits.
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_BYTES", default=15 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Virus scanner (clamd) as a socket path or host:port; empty: files are not scanned.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", default="")

# --- E-mail -----------------------------------------------------------------------------------

EMAIL_BACKEND = "post_office.EmailBackend"
_delivery = env.email_url("EMAIL_URL", default="dummymail://" if not DEBUG else "consolemail://")
EMAIL_HOST = _delivery.get("EMAIL_HOST", "")
EMAIL_PORT = _delivery.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _delivery.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _delivery.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _delivery.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _delivery.get("EMAIL_USE_SSL", False)
# filemail:///folder, as `make run` has; the reader of the address takes the first slash away.
_folder = (_delivery.get("EMAIL_FILE_PATH") or "").lstrip("/")
EMAIL_FILE_PATH = f"/{_folder}" if _folder else None
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Foreningsbro <ingen-svar@example.dk>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
POST_OFFICE: dict[str, Any] = {
    "BACKENDS": {"default": _delivery["EMAIL_BACKEND"]},
    "DEFAULT_PRIORITY": "medium",  # queued; the worker sends
    "MAX_RETRIES": 8,
    "RETRY_INTERVAL": timedelta(minutes=15),
    "CELERY_ENABLED": False,
    "MESSAGE_ID_ENABLED": True,
}

# --- Security ---------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]  # the health check is asked inside the machine
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=True)
    CSRF_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=True)
    LANGUAGE_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=True)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # DKFDS draws some icons as data addresses
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Parts ------------------------------------------------------------------------------------

CRISPY_ALLOWED_TEMPLATE_PACKS = ["dkfds"]
CRISPY_TEMPLATE_PACK = "dkfds"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "components/table.html"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
# The accessibility statement lies on the state's own site; /was leads there.
ACCESSIBILITY_STATEMENT_URL = env.str(
    "ACCESSIBILITY_STATEMENT_URL", default="https://was.digst.dk/"
)

# --- Logs -------------------------------------------------------------------------------------

# One JSON object a line; request paths and ids, never names, addresses or typed text.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers would print each line twice, and mail whole requests to ADMINS.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "fontTools": {"level": "WARNING"},
        # Says every 20 seconds that it sent nothing; a handler of ours keeps it from adding its own.
        "post_office": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
