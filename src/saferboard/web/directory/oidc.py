"""A council's own directory, asked more strictly than allauth does by itself.

Its tokens must be signed by a key of its own (allauth trusts the connection instead), its
description of itself must name the issuer that was set, and nobody is sent there by another site.
"""

from typing import Any

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter, login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from saferboard.web.directory.permissions import Permission, needs

SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
DIRECTORY = "directory"  # there is one: settings name it so


class StrictDirectory(OpenIDConnectOAuth2Adapter):
    """The directory, believed only where it proves that it is the one that was set."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What it says of itself, if it is who was meant."""
        config: dict[str, Any] = super().openid_config
        wanted = str(self.get_provider().app.settings["server_url"])
        if str(config.get("issuer", "")).rstrip("/") != wanted.rstrip("/"):
            raise OAuth2Error("the directory names another issuer than was set")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **about: Any) -> Any:
        """Who somebody is, by a token and never without one."""
        if not about["response"].get("id_token"):
            raise OAuth2Error("the directory sent no token that says who it is")
        return super().complete_login(request, app, token, **about)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as error:
            raise OAuth2Error("the directory's token cannot be read") from error
        if header.get("alg") not in SIGNED_BY or "kid" not in header:
            raise OAuth2Error("the directory's token is not signed in a way that is taken")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims


@needs(Permission.SESSION_START)
@never_cache
def to_directory(request: HttpRequest) -> HttpResponseBase:
    """To the directory, for whoever pressed the button of our own page.

    Browsers say where a request came from. Whoever was led here by another site chooses first.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return redirect("account_login")
    answer: HttpResponseBase = login(request, DIRECTORY)
    return answer


@needs(Permission.SESSION_START)
@never_cache
def from_directory(request: HttpRequest) -> HttpResponseBase:
    """Back, with its answer."""
    view = OAuth2CallbackView.adapter_view(StrictDirectory(request, DIRECTORY))
    try:
        answer: HttpResponseBase = view(request)
    except SocialApp.DoesNotExist:  # none is set
        raise Http404 from None
    except OAuth2Error:  # before the answer is looked at, as when it names another issuer
        return redirect("socialaccount_login_error")
    return answer
