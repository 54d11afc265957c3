"""A passkey for tests without a browser: makes and signs what WebAuthn asks for, with a key of its own."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, NEW_KEY = 1, 4, 64
HOST, ORIGIN = "localhost", "http://localhost"


class Key:
    """One passkey; `verified` says whether it asked its owner for finger, face or PIN."""

    def __init__(self, *, verified: bool = True) -> None:
        self.private, self.name = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.flags = PRESENT | (VERIFIED if verified else 0)

    def make(self, asked: dict[str, Any], origin: str = ORIGIN) -> dict[str, Any]:
        """Answer what the page for adding a passkey asks."""
        key = AttestedCredentialData.create(
            Aaguid.NONE, self.name, ES256.from_cryptography_key(self.private.public_key())
        )
        known = AuthenticatorData.create(hashlib.sha256(HOST.encode()).digest(), self.flags | NEW_KEY, 0, key)
        made = AttestationObject.create("none", known, {})
        answer = {"clientDataJSON": self._said("webauthn.create", asked, origin), "attestationObject": bytes(made)}
        return self._answer(answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def use(self, asked: dict[str, Any], handle: str = "", origin: str = ORIGIN) -> dict[str, Any]:
        """Answer what signing in asks."""
        said = self._said("webauthn.get", asked, origin)
        known = bytes(AuthenticatorData.create(hashlib.sha256(HOST.encode()).digest(), self.flags, 0))
        signature = self.private.sign(known + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        answer = self._answer({"clientDataJSON": said, "authenticatorData": known, "signature": signature})
        answer["response"]["userHandle"] = handle
        return answer | {"clientExtensionResults": {}}

    @staticmethod
    def _said(kind: str, asked: dict[str, Any], origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": origin}).encode()

    def _answer(self, parts: dict[str, bytes]) -> dict[str, Any]:
        name = websafe_encode(self.name)
        response = {part: websafe_encode(value) for part, value in parts.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": response}


def local() -> Client:
    """Return a browser at localhost: passkeys belong to a host."""
    return Client(headers={"host": HOST})


def asked_by(page: Any) -> dict[str, Any]:
    """Return what a page asks of the browser."""
    text = (
        page.content.decode().partition('id="passkey-options" type="application/json">')[2].partition("</script>")[0]
    )
    options: dict[str, Any] = json.loads(text)["publicKey"]
    return options


def handle_of(asked: dict[str, Any]) -> str:
    """Return the name under which a passkey knows its owner."""
    return websafe_encode(websafe_decode(asked["user"]["id"]))
