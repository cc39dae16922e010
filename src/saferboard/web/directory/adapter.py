"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferboard.web.directory import first_passwords, mail
from saferboard.web.directory.models import User

ASKS = "allauth.mfa.stages.AuthenticateStage"
OURS = "saferboard.web.directory.mfa.SecondStepStage"


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs themselves up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own way of asking for the second step."""
        return [OURS if stage == ASKS else stage for stage in super().get_login_stages()]

    def pre_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse | None:
        """A page instead, for whoever knows a first password whose days are over."""
        answer: HttpResponse | None = super().pre_login(request, user, **about)
        if (
            answer is None
            and first_passwords.is_over(user)
            and first_passwords.is_used(request, user)
        ):
            clear_login(request)
            return render(request, "account/first_password_over.html", status=403)
        return answer

    def set_password(self, user: User, password: str) -> None:
        """Chosen by the account's owner: it is no first password any more."""
        user.first_password_until = None
        super().set_password(user, password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By our own queue. The text may open an account, so it is forgotten once it went."""
        told = context | {"request": self.request, "email": email}
        made = self.render_mail(template_prefix, email, told)
        with transaction.atomic():
            mail.queue(by="sign-in", to=made.to, subject=made.subject, text=made.body, private=True)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """A council's own directory says who somebody is; it makes no account and changes none."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Goes on only with an account that an administrator made for the verified address."""
        if not sociallogin.is_existing or sociallogin.state.get("process") != "login":
            page = render(request, "account/no_account.html", status=403)
            raise ImmediateHttpResponse(page)

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account with an address that both the directory and we hold to be verified.

        Only the first time: then the account is bound to the directory's own key of somebody
        (``sub``), which it gives to nobody else, as it may an address.
        """
        for told in sociallogin.email_addresses:
            if told.verified is True:
                found = User.objects.filter(
                    email__iexact=told.email,
                    emailaddress__email__iexact=told.email,
                    emailaddress__verified=True,
                    socialaccount__isnull=True,
                ).first()
                if found:
                    return found, found.email
        return None

    def send_notification_mail(self, *given: Any, **about: Any) -> None:
        """None: whoever signs in by the directory knows it, and the trail tells of the binding."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False
