"""Files in: every document under some paths, each with its bytes, its content regions and what is known of it."""

from entramado.ingest.deposit import Content, Deposit, Input, Part
from entramado.ingest.formats import READERS, Format
from entramado.ingest.listing import list_inputs
from entramado.ingest.read import read_input, read_paths

__all__ = ["READERS", "Content", "Deposit", "Format", "Input", "Part", "list_inputs", "read_input", "read_paths"]
