"""Addresses under ``/account/``: allauth's, but for those that would make or join accounts."""

from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import URLPattern, URLResolver, include, path

from saferboard.web.directory import account_views, oidc

urlpatterns: list[URLPattern | URLResolver] = [
    path("second-step/", account_views.second_step, name="second_step"),
    path("passkey/", account_views.passkey, name="account_passkey"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", account_views.sessions, name="usersessions_list"),
    path("directory/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("directory/error/", login_error, name="socialaccount_login_error"),
    path("oidc/directory/login/", oidc.to_directory),
    path("oidc/directory/login/callback/", oidc.from_directory),
    # Links and the address of the answer are made of allauth's names: both lead to those above.
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
