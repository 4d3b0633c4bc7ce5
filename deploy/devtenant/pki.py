"""The dev tenant's keys: a private CA for TLS, a signing key for tokens, two certificates registered for sign-in."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_LIFE = dt.timedelta(days=800)
_PRIVATE_MODE = 0o600
_Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Registered:
    """A certificate registered with an application: what an assertion's x5t and signature are held against."""

    certificate: x509.Certificate

    def thumbprint(self, digest: str) -> str:
        """The certificate's hash (`sha1` for x5t, `sha256` for x5t#S256), base64url without padding."""
        raw = hashlib.new(digest, self.certificate.public_bytes(serialization.Encoding.DER)).digest()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def public_key(self) -> rsa.RSAPublicKey:
        """The RSA key that must have signed the assertion."""
        key = self.certificate.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise TypeError("a certificate for sign-in has an RSA key")
        return key


def _pem(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_private(path: Path, content: bytes) -> None:
    path.touch(_PRIVATE_MODE)
    path.write_bytes(content)


def _builder(subject: str, issuer: str, public_key: object) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public_key)  # type: ignore[arg-type]  # the union of key types is not exported
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + _LIFE)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


# The tenant itself, and the origin of the look-alike mail program beside it.
_NAMES = ("localhost", "outlook.localhost")
_CA_NAME = "Meld agressie dev tenant (alleen voor demo en test)"


def _make_ca() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(_CA_NAME, _CA_NAME, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def _make_server(ca_key: ec.EllipticCurvePrivateKey) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(name) for name in _NAMES]
    names += [x509.IPAddress(ipaddress.ip_address(address)) for address in ("127.0.0.1", "::1")]
    certificate = (
        _builder("localhost", _CA_NAME, key.public_key())
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    return key, certificate


def server_context(data: Path) -> ssl.SSLContext:
    """TLS for localhost; makes `ca.pem` and the server's key at the first start and keeps them afterwards.

    The CA's own key is thrown away: nobody can sign for another host with it. So a certificate from before a name
    was added is made anew together with its CA."""
    chain, ca_file = data / "server.pem", data / "ca.pem"
    if not (chain.exists() and ca_file.exists() and _covers_all(chain)):
        ca_key, ca = _make_ca()
        key, certificate = _make_server(ca_key)
        _write_private(chain, _pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
        ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(chain)
    return context


def _covers_all(chain: Path) -> bool:
    certificate = x509.load_pem_x509_certificate(chain.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(_NAMES) <= set(names.get_values_for_type(x509.DNSName))


def signing_key(data: Path) -> rsa.RSAPrivateKey:
    """The key that signs tokens, made once and kept, so that tokens outlive a restart."""
    path = data / "signing.pem"
    if not path.exists():
        _write_private(path, _pem(rsa.generate_private_key(65537, 2048)))
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("signing.pem holds no RSA key")
    return key


def registered_certificate(data: Path, name: str) -> Registered:
    """`{name}.pem`: key and self-signed certificate for a client; made once. Only the public part is used here."""
    path = data / f"{name}.pem"
    if not path.exists():
        key = rsa.generate_private_key(65537, 2048)
        certificate = _builder(name, name, key.public_key()).sign(key, hashes.SHA256())
        _write_private(path, _pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
    return Registered(x509.load_pem_x509_certificate(path.read_bytes()))
