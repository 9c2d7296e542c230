"""Claims to origins, belief, disagreements, and the network a viewer may see."""

from entramado.fuse.fusion import network

__all__ = ["network"]
