"""Packages for a partner: what goes, signed and sealed; checked and taken in at the other end."""
