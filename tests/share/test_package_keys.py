"""Keys: made once, read strictly, compared by telephone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.model.errors import KeyFault, UsageError
from entramado.share.package.keys import PublicKey, SigningKey, default_path, forget, trust, trusted, trusted_path


@pytest.fixture
def key(tmp_path):
    return SigningKey.create(tmp_path / "keys" / "signing.pem")


def test_a_key_is_kept_for_its_owner_alone(tmp_path, key):
    path = tmp_path / "keys" / "signing.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text().startswith("-----BEGIN PRIVATE KEY-----")
    assert SigningKey.load(path).public == key.public
    assert "PRIVATE" not in repr(key)


def test_a_key_is_never_overwritten(tmp_path, key):
    path = tmp_path / "keys" / "signing.pem"
    before = path.read_bytes()
    with pytest.raises(KeyFault, match="never overwritten"):
        SigningKey.create(path)
    assert path.read_bytes() == before


def test_a_key_that_others_can_read_is_refused(tmp_path, key):
    path = tmp_path / "keys" / "signing.pem"
    path.chmod(0o644)
    with pytest.raises(KeyFault, match="chmod 600"):
        SigningKey.load(path)


def test_what_is_no_key_is_said_with_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="entramado keys --new"):
        SigningKey.load(tmp_path / "none.pem")
    (tmp_path / "text.pem").write_text("hello")
    (tmp_path / "text.pem").chmod(0o600)
    with pytest.raises(KeyFault, match="is no signing key"):
        SigningKey.load(tmp_path / "text.pem")
    with pytest.raises(KeyFault, match="is no public key"):
        PublicKey.load(tmp_path / "text.pem")
    (tmp_path / "large").write_bytes(b"x" * 100_000)
    with pytest.raises(KeyFault, match="too large"):
        PublicKey.load(tmp_path / "large")
    with pytest.raises(KeyFault, match="cannot be read"):
        PublicKey.load(tmp_path)


def test_keys_of_other_kinds_are_refused(tmp_path):
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    other = X25519PrivateKey.generate()
    with pytest.raises(KeyFault, match="another kind"):
        PublicKey.load(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
    path = tmp_path / "other.pem"
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    with pytest.raises(KeyFault, match="another kind"):
        SigningKey.load(path)
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")))
    with pytest.raises(KeyFault, match="passphrase"):
        SigningKey.load(path)


def test_a_public_key_reads_back_from_each_of_its_forms(tmp_path, key):
    (tmp_path / "line.pub").write_text(f"{key.public}\n")
    (tmp_path / "pem.pub").write_text(key.public.pem())
    forms = [str(key.public), key.public.pem(), tmp_path / "line.pub", str(tmp_path / "pem.pub")]
    assert {PublicKey.load(form) for form in forms} == {key.public}


def test_a_signing_key_is_not_taken_for_a_public_one(tmp_path, key):
    with pytest.raises(KeyFault, match="never give it away"):
        PublicKey.load(tmp_path / "keys" / "signing.pem")


@pytest.mark.parametrize("text", ["ed25519:", "ed25519:AAAA", "ed25519:ñ", "ed25519:" + "A" * 43, "ed25519: " + "A" * 43 + "="])
def test_a_line_that_is_not_whole_is_refused(text):
    with pytest.raises(KeyFault):
        PublicKey.load(text)


def test_a_line_has_one_spelling(key):
    line = str(PublicKey(bytes(32)))
    assert line.endswith("A=")
    with pytest.raises(KeyFault, match="unusual"):
        PublicKey.load(line[:-2] + "B=")  # the spare bits of the last character


@given(data=st.binary(), other=st.binary())
def test_a_signature_is_good_for_its_bytes_alone(tmp_path_factory, data, other):
    key = SigningKey.create(tmp_path_factory.mktemp("key") / "signing.pem")
    signature = key.sign(data)
    assert key.public.verify(signature, data)
    assert key.public.verify(signature, other) == (data == other)
    assert not key.public.verify(signature[:-1], data)
    assert not PublicKey(bytes(31) + b"\x01").verify(signature, data)


def test_a_fingerprint_can_be_read_out(key):
    groups = key.public.fingerprint.split()
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("0123456789abcdef")


def test_keys_are_found_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.delenv("ENTRAMADO_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "entramado" / "signing.pem"
    monkeypatch.setenv("ENTRAMADO_KEY", str(tmp_path / "my.pem"))
    assert default_path() == tmp_path / "my.pem"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert trusted_path() == Path.home() / ".config" / "entramado" / "trusted"


def test_trusted_keys_are_kept_by_name(tmp_path, key):
    folder = tmp_path / "trusted"
    assert trusted(folder) == {}
    path = trust("FGR México", key.public, folder)
    assert path.read_text() == f"{key.public}\n"
    assert trusted(folder) == {"FGR México": key.public}
    assert trust("FGR México", key.public, folder) == path
    other = SigningKey.create(tmp_path / "other.pem").public
    with pytest.raises(KeyFault, match="holds another key"):
        trust("FGR México", other, folder)
    for name in ("", "../up", "a/b", ".hidden", "a\nb"):
        with pytest.raises(KeyFault, match="cannot name a key"):
            trust(name, other, folder)
    (folder / "spoilt.pub").write_text("?")
    with pytest.raises(KeyFault, match=r"spoilt\.pub is no public key"):
        trusted(folder)


def test_a_key_is_trusted_no_longer_when_it_is_forgotten(tmp_path, key):
    trust("FGR", key.public, tmp_path)
    forget("FGR", tmp_path)
    assert trusted(tmp_path) == {}
    for name in ("FGR", "../keys/signing"):
        with pytest.raises(KeyFault, match="no key is trusted under the name"):
            forget(name, tmp_path)
