"""A browser profile for the demo alone, which trusts the demo's certificate without a change to the machine."""

import base64
import hashlib
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
_NAME = "meld-agressie-demo"


def browser_command(folder: Path, ca: Path, certificate: Path, address: str) -> str | None:
    """The command line that opens `address` in a profile of its own; None without a Chromium on this machine.

    With certutil the profile trusts the demo's CA; without it the browser takes the one key of the demo's server."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        return None
    home = folder / "browser"
    home.mkdir(parents=True, exist_ok=True)
    words = [program, f"--user-data-dir={home / 'profiel'}", "--no-first-run"]
    if os.geteuid() == 0:
        words.append("--no-sandbox")  # as root Chromium starts in no other way
    certutil = shutil.which("certutil")
    if certutil is None:
        return shlex.join([*words, f"--ignore-certificate-errors-spki-list={key_hash(certificate)}", address])
    _trust(certutil, home / ".pki" / "nssdb", ca)
    return shlex.join(["env", f"HOME={home}", *words, address])


def key_hash(certificate: Path) -> str:
    """The server's public key as Chromium names it: SHA-256 in base64."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()


def _trust(certutil: str, database: Path, ca: Path) -> None:
    """A fresh store each time: an earlier demo may have had another CA."""
    shutil.rmtree(database, ignore_errors=True)
    database.mkdir(parents=True)
    store = ["-d", f"sql:{database}"]
    for order in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", _NAME, "-i", str(ca)]):
        subprocess.run([certutil, *store, *order], check=True, timeout=30, capture_output=True)
