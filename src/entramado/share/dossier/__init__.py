"""Dossiers: all that one viewer may see of a subject, every line with its source."""
