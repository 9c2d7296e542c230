"""Merkle trees of Certificate Transparency version 2 (RFC 9162, section 2.1).

A tree's root vouches for every leaf and their order in 32 bytes. Two short proofs go with it: that a leaf is in the tree
(inclusion), and that a smaller tree is the beginning of a larger one (consistency: nothing was changed, only added). A leaf
and a node are hashed with different first bytes, so that neither can pass for the other. Functions take the hashes of
the leaves (`leaf_hash`), of which there may be none; hashes are 32 bytes each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one leaf: SHA-256(0x00 ‖ entry). Section 2.1.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). Section 2.1.1."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Hash of the whole tree, MTH(D_n); that of no leaf is SHA-256 of nothing. Section 2.1.1."""
    if not leaves:
        return sha256().digest()
    *_, top = _levels(leaves)
    return top[0]


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The proof that leaf ``index`` (from 0) is in the tree, PATH(m, D_n): siblings from the leaf up. Section 2.1.3.1.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    proof = []
    for level in _levels(leaves):
        sibling = index ^ 1
        if sibling < len(level):
            proof.append(level[sibling])
        index >>= 1
    return proof


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The proof that the tree of the first ``size`` leaves begins this one, PROOF(m, D_n). Section 2.1.4.1.

    Raises IndexError unless 0 < size <= n.
    """
    if not 0 < size <= len(leaves):
        raise IndexError(f"no tree of {size} leaves begins one of {len(leaves)}")
    return _subproof(leaves, size, whole=True)


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether ``proof`` shows the hash of a leaf at ``index`` in the tree of ``size`` with that root. Section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected


def proves_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``first`` leaves begins that of ``second``. Section 2.1.4.2.

    Of one tree and itself the proof is empty and the roots are equal.
    """
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    path = list(proof) if first & (first - 1) else [first_root, *proof]  # a power of two stands whole in the larger tree
    if not path or not proof:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _levels(leaves: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The tree from its leaves to its root. A last node without a sibling goes up as it is.

    That gives the same tree as section 2.1.1, which parts the leaves at the largest power of two below their number.
    """
    level = leaves
    while len(level) > 1:
        yield level
        above = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = [*above, level[-1]] if len(level) & 1 else above
    yield level


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D_n, b): ``whole`` while the smaller tree's root is known to whoever checks. Section 2.1.4.1."""
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if size <= split:
        return [*_subproof(leaves[:split], size, whole=whole), root(leaves[split:])]
    return [*_subproof(leaves[split:], size - split, whole=False), root(leaves[:split])]
