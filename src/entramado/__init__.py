"""Entramado: reports and records from many sources become one evidence-backed map."""
