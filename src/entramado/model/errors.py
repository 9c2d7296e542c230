"""Every error a caller can meet, in one tree.

    EntramadoError
    ├── UsageError          the request cannot be carried out as worded (exit code 2)
    │   ├── NotFound        no such entity, claim or document for this viewer
    │   ├── Ambiguous       a name fits several entities; the message lists them
    │   └── Revoked         what the viewer may see was changed or withdrawn since the view was opened
    ├── InputError          one input was refused; the others go on (exit code 1)
    │   ├── ManifestError   sources.csv is wrong; nothing of it is used
    │   └── Purged          was purged from the case, and is not read again
    ├── VocabularyError     a predicate, type or kind that the vocabulary lacks
    ├── MarkingError        a handling marking that cannot be parsed
    └── CaseError           the case file cannot be used
        ├── NotACase        the file is something else
        ├── NewerCase       written by a later version
        ├── OlderCase       written by an earlier version whose layout is no longer read
        └── CaseBusy        another process is writing

A message says what is wrong and what to do next. ``NotFound`` reads the same whether a thing is absent or hidden.
"""

from __future__ import annotations


class EntramadoError(Exception):
    """Base of every error raised on purpose."""


class UsageError(EntramadoError):
    """The request cannot be carried out as worded."""


class NotFound(UsageError):
    """No such thing for this viewer (absent and hidden look alike)."""


class Ambiguous(UsageError):
    """A name fits several entities."""


class Revoked(UsageError):
    """What the viewer may see was changed or withdrawn since the view was opened."""


class KeyFault(UsageError):
    """A signing key or a public key that is missing or no good."""


class PackageFault(UsageError):
    """A package for a partner that cannot be made, or cannot be used as it stands."""


class InputError(EntramadoError):
    """One input was refused; nothing else is lost."""


class ManifestError(InputError):
    """A ``sources.csv`` that cannot be used as it stands."""


class Purged(InputError):
    """The document was purged from the case, and is not read again."""


class VocabularyError(EntramadoError):
    """A word that the vocabulary does not have."""


class MarkingError(EntramadoError):
    """A handling marking that cannot be parsed."""


class CaseError(EntramadoError):
    """The case file cannot be used."""


class NotACase(CaseError):
    """The file is not an Entramado case."""


class NewerCase(CaseError):
    """The case was written by a later version of Entramado."""


class OlderCase(CaseError):
    """The case was written by an earlier version of Entramado."""


class CaseBusy(CaseError):
    """Another process is writing to the case."""
