"""Changes drawn at random: by chance, by an attacker without the key, by a trusted sender who sends nonsense."""

import io
import json
import random
import zipfile
from functools import reduce
from operator import getitem

import pytest
from tests.share.packages import Members, header, laid, package, package_id, resigned, signing_key

from entramado.model.errors import PackageFault
from entramado.share.package import container
from entramado.share.package.bag import RELEASE, SIGNATURE, TAGS, members, tag_files, write
from entramado.share.package.encoding import canonical
from entramado.share.package.receive import deposits
from entramado.share.package.verify import verify


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def good(key):
    return package(key)


@pytest.fixture(scope="module")
def other(key, good):
    """The next package of the same sender to the same recipient."""
    files = {"dossier.html": b"<p>Another</p>", "dossier.pdf": b"%PDF-1.7 another"}
    return package(key, files, sequence=2, previous=good.id, purpose="another purpose")


def corrupted(found: Members, fresh: Members, key, stranger, rng: random.Random) -> Members:
    """One change to the files, drawn at random."""
    changed = dict(found)
    name = rng.choice(sorted(changed))
    data = changed[name]
    at = rng.randrange(len(data))
    kind = rng.randrange(16)
    if kind == 0:
        changed[name] = data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
    elif kind == 1:
        changed[name] = data[:at] + rng.randbytes(rng.randint(1, 4)) + data[at:]
    elif kind == 2:
        changed[name] = data[:at] + data[at + rng.randint(1, 9) :]
    elif kind == 3:
        changed[name] = data[:at]
    elif kind == 4:
        changed[name] = data + rng.choice([b"\n", b" ", b"\x00", rng.randbytes(3)])
    elif kind == 5:
        del changed[name]
    elif kind == 6:
        new = rng.choice([name.upper(), name + "~", "x" + name, name.replace("data/", "data/sub/"), name.replace(".", ".\u0301")])
        if new != name:
            changed[new] = changed.pop(name)
        else:
            del changed[name]
    elif kind == 7:
        changed[rng.choice(["README.txt", "fetch.txt", "data/more.pdf", "data/.hidden", "metadata/mods.xml", ".DS_Store"])] = b"x"
    elif kind == 8:
        changed[name] = fresh[name] if fresh[name] != data else b""
    elif kind == 9:
        changed |= {n: d for n, d in fresh.items() if n in (*TAGS, SIGNATURE)}
    elif kind == 10:
        swapped = rng.choice([n for n in sorted(changed) if changed[n] != data])
        changed[name], changed[swapped] = changed[swapped], data
    elif kind == 11:  # a file, the manifests and the oxum rewritten together; the signature cannot be
        changed["data/dossier.html"] = rng.randbytes(20)
        payload = {n: d for n, d in changed.items() if n.startswith("data/")}
        changed |= tag_files(json.loads(found[RELEASE])["header"]["package"], header(key), payload)
    elif kind == 12:  # a file added with all that lists it
        changed["data/added.html"] = rng.randbytes(20)
        payload = {n: d for n, d in changed.items() if n.startswith("data/")}
        changed |= tag_files(json.loads(found[RELEASE])["header"]["package"], header(key), payload)
    elif kind == 13:
        changed["data/dossier.html"] = rng.randbytes(20)
        changed = resigned(changed, stranger)
    elif kind == 14:
        said = json.loads(found[SIGNATURE])
        style = rng.randrange(4)
        text = json.dumps(said, indent=rng.choice([None, 1, 2])) if style == 0 else found[SIGNATURE].decode()
        text = text.replace('":"', rng.choice(['": "', '":\t"', '" :"']), 1) if style == 1 else text
        text = text.replace("{", '{"algorithm":"Ed25519",', 1) if style == 2 else text
        text = text.replace("=", "", 1) if style == 3 else text
        changed[SIGNATURE] = text.encode()
    else:
        manifest = rng.choice([n for n in TAGS if "manifest" in n])
        lines = changed[manifest].decode().splitlines(keepends=True)
        rng.shuffle(lines)
        style = rng.randrange(4)
        text = [
            "".join(lines) + lines[0],
            "".join(lines).upper(),
            "".join(lines).replace("\n", "\r\n"),
            "\ufeff" + "".join(lines),
        ]
        changed[manifest] = text[style].encode()
    return changed


@pytest.mark.parametrize("seed", range(10))
def test_sixty_corruptions_of_a_folder_are_refused(tmp_path, key, stranger, good, other, seed):
    rng = random.Random(seed)
    found, fresh = members(good, key), members(other, key)
    for number in range(60):
        changed = corrupted(found, fresh, key, stranger, rng)
        assert changed != found
        verdict = verify(laid(changed, tmp_path / str(number)), trusted=[key.public])
        assert not verdict.sound, (seed, number)
        assert all(finding.what.isprintable() for finding in verdict.findings)


def corrupted_zip(whole: bytes, found: Members, made: str, rng: random.Random) -> bytes:
    """One change to the bytes of the zip, or a zip of the very same files made otherwise, drawn at random."""
    kind = rng.randrange(12)
    at = rng.randrange(len(whole))
    if kind < 3:
        return whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]
    if kind == 3:
        return whole[:at] + rng.randbytes(rng.randint(1, 4)) + whole[at:]
    if kind == 4:
        return whole[:at]
    if kind == 5:
        return rng.choice([whole + b"\x00", b"#!/bin/sh\n" + whole, whole + whole, whole[at:]])
    if kind == 6:  # the central directory or its end alone
        at = len(whole) - rng.randrange(1, 900)
        return whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]
    out = io.BytesIO()
    names = sorted(found)
    twice = rng.choice(names) if kind == 11 else None
    if kind == 7:
        rng.shuffle(names)
        names = names[1:] + names[:1] if names == sorted(names) else names
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if kind == 8 else zipfile.ZIP_STORED) as archive:
        for name in names:
            day = (1980 + rng.randrange(1, 40), 1, 1, 0, 0, 0) if kind == 9 else (1980, 1, 1, 0, 0, 0)
            entry = zipfile.ZipInfo(f"{'other' if kind == 10 else made}/{name}", day)
            entry.create_system, entry.external_attr = 3, 0o100600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if kind == 8 else zipfile.ZIP_STORED
            archive.writestr(entry, found[name])
            if name == twice:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    archive.writestr(entry, found[name])
    return out.getvalue()


@pytest.mark.parametrize("seed", range(10))
def test_sixty_corruptions_of_a_zip_are_refused(tmp_path, key, good, seed):
    rng = random.Random(seed)
    found = members(good, key)
    whole = container.zipped(found, good.id)
    for number in range(60):
        changed = corrupted_zip(whole, found, good.id, rng)
        assert changed != whole
        path = tmp_path / f"{number}.zip"
        path.write_bytes(changed)
        verdict = verify(path, trusted=[key.public])
        assert not verdict.sound, (seed, number)
        assert all(finding.what.isprintable() for finding in verdict.findings)


def test_every_byte_of_the_signature_counts(tmp_path, key, good):
    found = members(good, key)
    folder = laid(found, tmp_path / "package")
    data = found[SIGNATURE]
    for at in range(len(data)):
        (folder / SIGNATURE).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert not verify(folder, trusted=[key.public]).sound, at


def test_corruptions_of_an_encrypted_package_are_refused(tmp_path, key, good):
    pyrage = pytest.importorskip("pyrage", reason="age files need pyrage")
    mine = pyrage.x25519.Identity.generate()
    whole = write(good, key, tmp_path / "package.age", age=[str(mine.to_public())]).read_bytes()
    rng = random.Random(0)
    for _ in range(100):
        at = rng.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]
        for changed in (flipped, whole[:at], whole + rng.randbytes(3)):
            (tmp_path / "changed.age").write_bytes(changed)
            assert not verify(tmp_path / "changed.age", trusted=[key.public], identity=str(mine)).sound


JUNK = (None, True, 0, -1, 2**40, 10**30, 0.5, 1e300, "", "\x00", "\u202e", [], {}, [[]], {"a": 1}, "c" + "0" * 24, "TLP:RED")


def places(value, path=()):
    """The path to everything in a JSON value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in entries:
        yield (*path, key)
        yield from places(held, (*path, key))


@pytest.mark.parametrize("seed", range(4))
def test_nonsense_of_a_trusted_sender_raises_nothing(tmp_path, key, good, seed):
    """Found unsound, or harmless: then it can be received."""
    rng = random.Random(seed)
    found = members(good, key)
    whole = json.loads(found[RELEASE])
    drawn = [path for path in places(whole) if path != ("header",)]
    for number in range(100):
        value = json.loads(found[RELEASE])
        *above, last = rng.choice(drawn)
        held = reduce(getitem, above, value)
        if rng.random() < 0.2:
            del held[last]
        elif rng.random() < 0.5:
            held[last] = reduce(getitem, rng.choice(drawn), whole)
        else:
            held[last] = rng.choice(JUNK)
        try:
            changed = resigned(found | {RELEASE: canonical(value)}, key, package_id(value))
        except PackageFault:
            continue  # no JSON that RFC 8785 can write
        verdict = verify(laid(changed, tmp_path / str(number)), trusted=[key.public])
        if verdict.sound:
            assert list(deposits(verdict.package))
        assert all(finding.what.isprintable() for finding in verdict.findings)
