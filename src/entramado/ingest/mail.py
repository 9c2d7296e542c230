"""Mail: a message is a document with its sender as source; attachments are documents of their own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from typing import Final

from entramado.ingest.dates import plausible
from entramado.ingest.decode import decode
from entramado.ingest.deposit import Content, Part, Refused
from entramado.model.values import PartialDate

_FROM_LINE: Final = re.compile(rb"(?:\A|\n)From [^\n]*\n(?=[!-9;-~]+:)")
_ESCAPED: Final = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEADERS: Final = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)
_UNQUOTED: Final = re.compile(r"(?:^(?!>)[^\n]*(?:\n|\Z)?)+", re.MULTILINE)


def read_mail(data: bytes) -> Content:
    """A message (RFC 5322). Its text part is preferred to its HTML. Raises Refused (``not-mail``)."""
    if not _HEADERS.match(data.lstrip(b"\r\n")):
        raise Refused("not-mail", "has no mail headers: rename it to .txt if it is plain text")
    try:
        message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.default)
        return _content(message)
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError) as error:
        raise Refused("not-mail", f"is a malformed message ({error})") from None


def read_mailbox(data: bytes) -> Content:
    """The messages of an mbox, as parts in order. Raises Refused (``not-mail``) when it holds none."""
    starts = [found.start() + (found.group()[:1] == b"\n") for found in _FROM_LINE.finditer(data)]
    if not starts:
        raise Refused("not-mail", "holds no messages: an mbox has a line 'From …' before each")
    spans = zip(starts, [*starts[1:], len(data)], strict=True)
    parts = [Part(f"message-{n:05d}.eml", partial(_message, data, *span), "message/rfc822") for n, span in enumerate(spans, 1)]
    return Content(None, parts=parts)


def _message(data: bytes, start: int, end: int) -> bytes:
    """One message of an mbox, without its separator line and the quoting of lines that look like one."""
    return _ESCAPED.sub(b"", data[data.index(b"\n", start) + 1 : end])


def _content(message: EmailMessage) -> Content:
    notes: list[tuple[str, str]] = []
    body = message.get_body(("plain", "html"))
    text, main = "", None
    if body is not None:
        raw = body.get_payload(decode=True)
        raw = raw if isinstance(raw, bytes) else b""
        if body.get_content_type() == "text/html":
            from entramado.ingest.page import read_html

            page = read_html(raw, body.get_content_charset())
            text, main = page.text or "", page.main
            notes += page.notes
        else:
            decoded = decode(raw, body.get_content_charset())
            text, main = decoded.text, _own(decoded.text)
            notes += decoded.notes
    sender, address = parseaddr(str(message.get("From", "")))
    subject = " ".join(str(message.get("Subject", "")).split())
    return Content(
        text,
        main,
        title=subject or None,
        published=_sent(message),
        source=sender or address or None,
        parts=list(_attachments(message, body)),
        notes=tuple(notes),
        source_kind="person",
        authored=body is not None and body.get_content_type() == "text/plain",
    )


def _own(text: str) -> tuple[tuple[int, int], ...]:
    """What the sender wrote: without signature and quoted lines, unless quotes are all there is."""
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature else len(text)
    spans = tuple((found.start(), found.end()) for found in _UNQUOTED.finditer(text, 0, end))
    return spans if any(text[start:stop].strip() for start, stop in spans) else ((0, len(text)),)


def _attachments(message: EmailMessage, body: object) -> Iterator[Part]:
    number = 0
    for part in message.walk():
        if part is body or part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        named = part.get_filename()
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            continue
        if named is None and part.get_content_disposition() != "attachment" and part.get_content_type() != "message/rfc822":
            continue  # the other form of the body, or a picture within it
        number += 1
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
            data = inner[0].as_bytes() if isinstance(inner[0], EmailMessage) else b""
            yield Part(_name(named) or f"attached-{number}.eml", partial(bytes, data), "message/rfc822")
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        yield Part(_name(named) or f"attachment-{number}", partial(bytes, data))


def _name(named: str | None) -> str | None:
    """A file name without folders: what a sender calls his file is not a place on this machine."""
    if not named:
        return None
    return " ".join(named.replace("\\", "/").rpartition("/")[2].encode("utf-8", "replace").decode().split()).lstrip(".") or None


def _sent(message: EmailMessage) -> PartialDate | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
        return plausible(PartialDate(moment.year, moment.month, moment.day))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
