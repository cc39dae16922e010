"""The second step: whether it was taken, and how allauth asks for it here."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest

from saferboard.core.directory.second_step import second_step_needed
from saferboard.web.directory.models import User

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
BY_DIRECTORY = "second_step_by_directory"  # in the session: the directory asked for it


def missing(request: HttpRequest) -> bool:
    """Whether whoever is signed in must still set up a second step before they may go on."""
    user = request.user
    if not user.is_authenticated or not settings.SECOND_STEP:
        return False
    if not is_needed(user) or request.session.get(BY_DIRECTORY):
        return False
    return not has_step(user)


def is_needed(user: User) -> bool:
    """Whether the account works only with a second step: all do, unless readers were let off."""
    return settings.SECOND_STEP_FOR_READERS or bool(second_step_needed(user.held))


def has_step(user: User) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=STEPS).exists()


def proved_by_directory(sociallogin: Any) -> bool:
    """Whether the directory says that it asked for more than a password (RFC 8176: mfa)."""
    told = sociallogin.account.extra_data.get("id_token") or {} if sociallogin else {}
    methods = told.get("amr")
    return isinstance(methods, list) and "mfa" in methods


class SecondStepStage(AuthenticateStage):
    """Asks for the second step at sign-in, unless the directory has just done so."""

    def handle(self) -> tuple[Any, bool]:
        """A page to answer with, if one is needed, and whether to go on."""
        if proved_by_directory((self.login.signal_kwargs or {}).get("sociallogin")):
            return None, True
        return super().handle()


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys have plain names."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """``Passkey 1``, ``Passkey 2``."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"
