"""A small OpenID Connect provider, as a council's directory is one: real HTTP, signed tokens."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "saferboard", "only for tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEYS = {
    "keys": [{"kid": "1", "alg": "RS256", **RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)}]
}


class Directory(ThreadingHTTPServer):
    """Signs in whoever ``person`` is, without asking."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.person: dict[str, Any] = {}
        self.amr: list[str] = ["pwd"]
        self.codes: dict[str, dict[str, str]] = {}
        self.seen: list[str] = []
        self.audience = CLIENT
        self.lasts = 60  # seconds, of a token
        self.named = self.issuer  # what it calls itself
        self.signing: tuple[Any, str] | None = (KEY, "RS256")  # None: it sends no token


class Answer(BaseHTTPRequestHandler):
    """Discovery, authorization, token, who somebody is."""

    server: Directory

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""

    def _say(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        here, parts = self.server, urlsplit(self.path)
        here.seen.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": here.named,
                    "authorization_endpoint": f"{here.issuer}/authorize",
                    "token_endpoint": f"{here.issuer}/token",
                    "userinfo_endpoint": f"{here.issuer}/userinfo",
                    "jwks_uri": f"{here.issuer}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif parts.path == "/authorize":
            asked = {key: value[0] for key, value in parse_qs(parts.query).items()}
            code = f"code-{len(here.codes)}"
            here.codes[code] = asked
            self.send_response(302)
            answer = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/jwks":
            self._say(KEYS)
        elif parts.path == "/userinfo":
            self._say(here.person)

    def do_POST(self) -> None:
        here = self.server
        length = int(self.headers["Content-Length"])
        given = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        asked = here.codes.pop(given.get("code", ""), None)
        if asked is None or given.get("client_secret") != SECRET or "code_verifier" not in given:
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": here.issuer, "aud": here.audience, "iat": now, "exp": now + here.lasts}
        told = {"access_token": "opaque", "token_type": "Bearer"}
        if here.signing:
            key, algorithm = here.signing
            said = claims | here.person | {"amr": here.amr}
            told["id_token"] = jwt.encode(said, key, algorithm=algorithm, headers={"kid": "1"})
        self._say(told)


@contextmanager
def running() -> Iterator[Directory]:
    """The provider, answering until the block ends."""
    with Directory() as directory:
        thread = threading.Thread(target=directory.serve_forever, daemon=True)
        thread.start()
        try:
            yield directory
        finally:
            directory.shutdown()
            thread.join()
