"""RFC 9162 trees: the published vectors of Certificate Transparency, and what must hold of every tree."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.store.merkle import (
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    proves_consistency,
    proves_inclusion,
    root,
)

# The eight leaves, roots and proofs that implementations of RFC 6962 (whose trees RFC 9162 keeps) are tested with.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = {  # (leaf from 0, size): siblings
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCIES = {  # (smaller size, larger size): nodes
    (1, 1): [],
    (1, 8): INCLUSIONS[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=70).map(lambda made: [leaf_hash(entry) for entry in made])


def recursive(hashes):
    """MTH as section 2.1.1 words it."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(recursive(hashes[:split]), recursive(hashes[split:]))


def test_a_tree_of_nothing():
    assert root([]) == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size):
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("place", "nodes"), INCLUSIONS.items())
def test_published_inclusion_proofs(place, nodes):
    index, size = place
    assert [node.hex() for node in inclusion(LEAVES[:size], index)] == nodes
    assert proves_inclusion(LEAVES[index], index, size, list(map(bytes.fromhex, nodes)), bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("sizes", "nodes"), CONSISTENCIES.items())
def test_published_consistency_proofs(sizes, nodes):
    first, second = sizes
    assert [node.hex() for node in consistency(LEAVES[:second], first)] == nodes
    old, new = (bytes.fromhex(ROOTS[size - 1]) for size in sizes)
    assert proves_consistency(first, second, old, new, list(map(bytes.fromhex, nodes)))


@given(leaves)
def test_the_root_is_that_of_the_standard(hashes):
    assert root(hashes) == recursive(hashes)


@given(leaves, st.data())
def test_every_leaf_proves_and_no_other_does(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))
    proof, top = inclusion(hashes, index), root(hashes)
    assert proves_inclusion(hashes[index], index, len(hashes), proof, top)
    for other in {*range(len(hashes))} - {index}:
        if hashes[other] != hashes[index]:
            assert not proves_inclusion(hashes[other], index, len(hashes), proof, top)
        assert not proves_inclusion(hashes[index], other, len(hashes), proof, top) or hashes[other] == hashes[index]
    assert not proves_inclusion(hashes[index], len(hashes), len(hashes), proof, top)
    for changed in changes(proof, data):
        assert not proves_inclusion(hashes[index], index, len(hashes), changed, top)


@given(leaves, st.data())
def test_every_beginning_proves_and_no_other_does(hashes, data):
    size = data.draw(st.integers(1, len(hashes)))
    proof, old, new = consistency(hashes, size), root(hashes[:size]), root(hashes)
    assert proves_consistency(size, len(hashes), old, new, proof)
    assert not proves_consistency(size, len(hashes), leaf_hash(old), new, proof)
    assert not proves_consistency(size, len(hashes), old, leaf_hash(new), proof)
    assert not proves_consistency(0, len(hashes), old, new, proof)
    assert not proves_consistency(len(hashes) + 1, len(hashes), old, new, proof)
    for changed in changes(proof, data):
        assert not proves_consistency(size, len(hashes), old, new, changed)


@given(leaves, st.data())
def test_a_rewritten_beginning_has_no_proof(hashes, data):
    """The proof that a rewritten log would give does not lead from the root that was signed."""
    size = data.draw(st.integers(1, len(hashes)))
    place = data.draw(st.integers(0, size - 1))
    rewritten = [*hashes[:place], leaf_hash(hashes[place]), *hashes[place + 1 :]]
    assert not proves_consistency(size, len(hashes), root(hashes[:size]), root(rewritten), consistency(rewritten, size))


def changes(proof, data):
    """A proof with one node changed, left out, doubled, and one more than it has."""
    yield [*proof, leaf_hash(b"more")]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        yield [*proof[:at], leaf_hash(proof[at]), *proof[at + 1 :]]
        yield [*proof[:at], *proof[at + 1 :]]
        yield [*proof[: at + 1], *proof[at:]]


@pytest.mark.parametrize("index", [-1, 8])
def test_no_proof_of_what_is_not_there(index):
    with pytest.raises(IndexError):
        inclusion(LEAVES, index)


@pytest.mark.parametrize("size", [0, 9])
def test_no_proof_of_a_tree_that_is_no_beginning(size):
    with pytest.raises(IndexError):
        consistency(LEAVES, size)
