"""What goes to a recipient: out of his own view, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entramado.model.network import Entity, Network
from entramado.model.view import View
from entramado.share.package.model import Contents, Header


def contents(view: View, network: Network, subjects: Sequence[Entity] | None, header: Header) -> Contents:
    """The claims about ``subjects`` (about everything when None) with all they stand on, as the recipient may have them.

    ``view`` is the recipient's and ``network`` made from it. About a subject are its attributes, its links either way, and the
    events it takes part in, whole; with them go claims that they answer. Of documents only the quotes go. Raises PackageFault when
    the view is not that of ``header.recipient``, or when there is nothing to send.
    """
    raise NotImplementedError


def recall(header: Header, recalled: Iterable[tuple[str, str]]) -> Contents:
    """A notice that claims of earlier packages (ids there, with reasons) are no longer to be used. Raises PackageFault."""
    raise NotImplementedError
