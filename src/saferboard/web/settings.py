"""Django's settings, from the environment alone: docs/reference/settings.md names them all."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from saferboard.web import environment

HOME = environment.home()
DATABASE_URL = environment.database_url()
SECRET_KEY = environment.secret_key(HOME, embedded=not DATABASE_URL)
DEBUG = environment.switch("SAFERBOARD_DEBUG")
ORIGIN, _host, _https = environment.origin()
PORT = environment.port("SAFERBOARD_PORT", 8000)
# Links in mails are made from the name a request asked for: no other name may be asked for.
ALLOWED_HOSTS = [_host] if _host else ["localhost", "127.0.0.1", "[::1]"]
SECOND_STEP = environment.second_step(_host)
SECOND_STEP_FOR_READERS = environment.switch("SAFERBOARD_SECOND_STEP_FOR_READERS", "yes")
DIRECTORY = environment.directory()

INSTALLED_APPS = [
    "saferboard.web.casework.protection",
    "saferboard.web.casework.counts",
    "saferboard.web.casework.asb",
    "saferboard.web.casework.reviews",
    "saferboard.web.casework.marac",
    "saferboard.web.casework.running",
    "saferboard.web.casework.people",
    "saferboard.web.casework.lock",
    "saferboard.web.ingest",
    "saferboard.web.publish",
    "saferboard.web.checking",
    "saferboard.web.board.desk",
    "saferboard.web.board.plan",
    "saferboard.web.board.decisions",
    "saferboard.web.board.minutes",
    "saferboard.web.board.papers",
    "saferboard.web.board.meetings",
    "saferboard.web.evidence.returns",
    "saferboard.web.evidence.surveys",
    "saferboard.web.evidence.risk",
    "saferboard.web.evidence.profiles",
    "saferboard.web.evidence",
    "saferboard.web.search",
    "saferboard.web.directory",
    "saferboard.web.audit",
    "saferboard.web.look",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saferboard.web.directory.permissions.PermissionMiddleware",
]
ROOT_URLCONF = "saferboard.web.urls"
WSGI_APPLICATION = "saferboard.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saferboard.web.look.context.look",
                "saferboard.web.directory.context.menu",
            ],
        },
    }
]

# Storage
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "saferboard.sqlite3",
    "CONN_MAX_AGE": 60,  # opening it takes longer than all else a public page needs
    "OPTIONS": {
        # Readers never wait for the writer, and a writer waits its turn instead of failing. What is
        # acknowledged is on the disk (FULL): minutes cannot be taken again. The triggers of tables
        # that are written once also see what REPLACE INTO would delete.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        ),
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
    },
}
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60) if DATABASE_URL else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "media/"
CACHE = HOME / "cache"
# A virus scanner: a command that gets a file's path and ends with 0 for clean, 1 for infected.
SCANNER = environment.words("SAFERBOARD_SCANNER")
# What is counted to limit guessing and flooding is counted once, for every worker and machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "directory_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
STATIC_ROOT = HOME / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# People
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": name, "OPTIONS": options}
    for name, options in (
        (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            {"user_attributes": ("email", "post")},
        ),
        ("django.contrib.auth.password_validation.MinimumLengthValidator", {"min_length": 12}),
        ("saferboard.web.directory.passwords.NotBreached", {}),
        ("saferboard.web.directory.passwords.NotOfThisService", {}),
        ("saferboard.web.directory.passwords.NotTheFirst", {}),
    )
]
LOGIN_REDIRECT_URL = "/work/"  # my work is the first page of whoever signs in
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "saferboard.web.directory.adapter.ClosedAdapter"
ACCOUNT_FORMS = {"login": "saferboard.web.directory.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever owns an account hears of changes to it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody without an account is written to
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # before an account is changed, its owner signs in again
PASSWORD_RESET_TIMEOUT = 60 * 60
# How long a password that the service made opens an account, to choose another.
FIRST_PASSWORD_DAYS = environment.days("SAFERBOARD_FIRST_PASSWORD_DAYS", 7)
MFA_ADAPTER = "saferboard.web.directory.mfa.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https  # browsers themselves allow it on localhost only
MFA_TOTP_ISSUER = "Saferboard"
MFA_TOTP_TOLERANCE = 0  # a code counts while it shows, for thirty seconds, and no longer
# A council's own directory says who somebody is; which account that is, is decided here.
SOCIALACCOUNT_ADAPTER = "saferboard.web.directory.adapter.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the first time; from then on by the directory's own key
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another site (form-action)
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
if DIRECTORY:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "directory",
            "name": DIRECTORY["name"],
            "client_id": DIRECTORY["client_id"],
            "secret": DIRECTORY["client_secret"],
            "settings": {"server_url": DIRECTORY["issuer"]},
        }
    ]
# allauth's own limits, written down so that they are seen: by address, and by account.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}

# Those limits are by visitor: behind https stands one proxy, which says who asked.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _https else 0

EMAIL_HOST = environment.text("SAFERBOARD_SMTP_HOST")
EMAIL_PORT = environment.port("SAFERBOARD_SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("SAFERBOARD_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("SAFERBOARD_SMTP_PASSWORD")
_tls = environment.switch("SAFERBOARD_SMTP_TLS", "yes")
EMAIL_USE_SSL = _tls and EMAIL_PORT == 465  # that port speaks TLS from the first byte
EMAIL_USE_TLS = _tls and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = environment.text("SAFERBOARD_MAIL_FROM") or f"noreply@{_host or 'localhost'}"
EMAIL_FILE_PATH = HOME / "outbox"
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST else "filebased.EmailBackend"
)

# What a browser may do with our pages: only what we serve ourselves, nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Over https the names themselves keep cookies from other hosts, and from being set in the clear.
SESSION_COOKIE_NAME = "__Host-session" if _https else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, whatever happens in it
SESSION_IDLE = 60 * 60  # seconds after which whoever can change something signs in again
# What somebody is told on their next page may name people: it waits here, not in their browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
# The proxy in front of an https origin must set this header itself and drop one sent to it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https

# A log holds no personal data: docs/reference/logs.md says what is in it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "saferboard.web.logs.Plain"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # The default here mails whole requests to administrators.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # The default here writes query strings.
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Who was refused, and where: INFO is enough.
        "saferboard.security": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
