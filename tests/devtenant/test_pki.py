"""The tenant's certificate covers the look-alike's origin, also where an older one lay in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509

from deploy.devtenant import pki


def names(data: Path) -> list[str]:
    certificate = x509.load_pem_x509_certificate((data / "server.pem").read_bytes())
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return found.get_values_for_type(x509.DNSName)


def test_a_certificate_without_the_new_name_is_made_anew_with_its_ca(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(pki, "_NAMES", ("localhost",))
        pki.server_context(tmp_path)
    assert names(tmp_path) == ["localhost"]
    old = (tmp_path / "ca.pem").read_bytes()
    pki.server_context(tmp_path)
    assert names(tmp_path) == ["localhost", "outlook.localhost"]
    assert (tmp_path / "ca.pem").read_bytes() != old


def test_a_certificate_that_covers_all_names_is_kept(tmp_path: Path) -> None:
    pki.server_context(tmp_path)
    kept = (tmp_path / "server.pem").read_bytes(), (tmp_path / "ca.pem").read_bytes()
    pki.server_context(tmp_path)
    assert ((tmp_path / "server.pem").read_bytes(), (tmp_path / "ca.pem").read_bytes()) == kept
