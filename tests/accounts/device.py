"""A device that makes passkeys and signs with them, in Python: for tests that need no browser, and for the walk."""

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG


@dataclass
class Device:
    """One device with one passkey. ``origin`` is the page that it thinks it is on; ``knows_owner`` whether it asked for
    a finger or a code."""

    origin: str = "https://testserver"
    knows_owner: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    handle: str = ""

    def create(self, options: dict[str, Any]) -> str:
        """What a browser sends for the options of a page that adds a passkey."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        cose = ES256.from_cryptography_key(self.key.public_key())
        kept = AttestedCredentialData.create(bytes(16), self.credential_id, cose)
        data = AuthenticatorData.create(self._for(public["rp"]["id"]), self._flags() | FLAG.AT, 0, kept)
        return self._json(
            clientDataJSON=self._client("webauthn.create", public["challenge"]),
            attestationObject=bytes(AttestationObject.create("none", data, {})),
        )

    def get(self, options: dict[str, Any]) -> str:
        """What a browser sends for the options of a page that asks for a passkey."""
        public = options["publicKey"]
        client = self._client("webauthn.get", public["challenge"])
        data = bytes(AuthenticatorData.create(self._for(public["rpId"]), self._flags(), 0))
        return self._json(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256())),
            userHandle=websafe_decode(self.handle),
        )

    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.knows_owner else FLAG.UP

    def _for(self, name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return bytes(CollectedClientData.create(kind, challenge, self.origin))

    def _json(self, **response: bytes) -> str:
        name = websafe_encode(self.credential_id)
        parts = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": parts,
            }
        )
