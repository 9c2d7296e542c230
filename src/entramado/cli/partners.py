"""Commands for what partners send: keys and whose are trusted, packages checked and taken in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from entramado.cli.app import CASE, JSON, REFUSED, app, open_case, print_json
from entramado.cli.release import BY
from entramado.model.errors import PackageFault, UsageError

if TYPE_CHECKING:
    from entramado.share.package.keys import PublicKey
    from entramado.share.package.verify import Verdict

PACKAGE = click.argument("package", type=click.Path(path_type=Path))
SENDER = click.option(
    "--key", "sender", metavar="KEY", help="The sender's public key (a file, or ed25519:…), besides those that you trust."
)
TRUSTED = click.option("--trusted", metavar="FOLDER", type=click.Path(path_type=Path), help="Another folder of trusted keys.")
IDENTITY = click.option("--identity", metavar="FILE", help="The age identity that opens an .age package.")


@app.command()
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="The signing key; by default as for `release`.")
@click.option("--new", is_flag=True, help="Make the signing key.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the public key to a file, to be given away.")
@click.option("--trust", metavar="KEY", help="Trust a partner's public key (a file, or ed25519:…); needs --name.")
@click.option("--name", help="Whose key it is.")
@click.option("--forget", metavar="NAME", help="Trust this partner's key no longer.")
@TRUSTED
@JSON
def keys(
    key: Path | None, new: bool, output: Path | None, trust: str | None, name: str | None, forget: str | None,
    trusted: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Your signing key, and the partners' keys that you trust. Compare fingerprints by another way than the key came by."""
    from entramado.share.package import keys as ring

    where = key or ring.default_path()
    if new:
        ring.SigningKey.create(where)
    if trust and not name:
        raise UsageError("say whose key it is: --name")
    if trust and name:
        ring.trust(name, ring.PublicKey.load(trust), trusted)
    if forget:
        ring.forget(forget, trusted)
    own = ring.SigningKey.load(where).public if where.exists() else None
    if output is not None:
        if own is None:
            raise UsageError(f"there is no key at {where} yet: make it with --new")
        with output.open("x", encoding="ascii") as file:
            file.write(f"{own}\n")
    partners = ring.trusted(trusted)
    if as_json:
        listed = [{"name": each, "key": str(one), "fingerprint": one.fingerprint} for each, one in partners.items()]
        mine = own and {"file": str(where), "key": str(own), "fingerprint": own.fingerprint}
        print_json({"own": mine, "trusted": listed})
        return
    if own is None:
        click.echo(f"You have no signing key yet ({where}); --new makes it, and so does your first release.")
    else:
        click.echo(f"Your public key: {own}\n    fingerprint {own.fingerprint}, signing key at {where}")
    for each, one in partners.items():
        click.echo(f"Trusted: {each}, fingerprint {one.fingerprint}")
    if not partners:
        click.echo("You trust no partner's key yet; --trust KEY --name NAME does.")


@app.command()
@PACKAGE
@SENDER
@click.option("--case", metavar="CASE", type=click.Path(path_type=Path), help="Also whether it is meant for this case and new.")
@TRUSTED
@IDENTITY
@JSON
def verify(
    package: Path, sender: str | None, case: Path | None, trusted: Path | None, identity: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Whether a package is just what a trusted sender signed; exit code 1 when it is not."""
    from entramado.case.receive import check
    from entramado.cli import handover

    known = _trusted(package, sender, trusted)
    if case is None:
        found = check(package, known, identity=identity)
    else:
        with open_case(case) as book:
            found = book.check(package, known, identity=identity)
    if as_json:
        print_json(handover.verdict_as_json(found))
    else:
        handover.verdict(found)
    if not found.sound:
        sys.exit(REFUSED)


@app.command()
@CASE
@PACKAGE
@SENDER
@click.option("--yes", is_flag=True, help="Do not ask on a terminal.")
@TRUSTED
@IDENTITY
@BY
@JSON
def receive(
    case: Path, package: Path, sender: str | None, yes: bool, trusted: Path | None, identity: str | None, by: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Check what a partner sent and add it to CASE, which is made when it is not there: all of it or, when wrong, nothing."""
    from entramado.case.receive import check
    from entramado.cli import handover
    from entramado.cli.render import counted

    known = _trusted(package, sender, trusted)
    first = check(package, known, identity=identity)
    if not first.sound:
        _refuse(first, as_json=as_json)
    if not as_json:
        handover.verdict(first)
    # Where nobody can be asked, that a trusted sender signed just this is enough: it is added or, when wrong, refused whole.
    if not yes and sys.stdin.isatty() and not click.confirm(f"Add it to {case}?", default=False):
        raise UsageError("nothing was received; the case is as it was")
    with open_case(case, create=True) as book:
        try:
            done = book.receive(package, known, identity=identity, by=by)
        except PackageFault:
            _refuse(book.check(package, known, identity=identity), as_json=as_json)
        if as_json:
            told = {name: getattr(done, name) for name in done.__slots__ if name != "findings"}
            print_json(told | {"findings": [{"code": f.code, "what": f.what} for f in done.findings]})
            return
        for finding in done.findings:
            click.echo(f"note ({finding.code}): {finding.what}")
        if done.again:
            click.echo("Received before: nothing was added.")
        elif done.kind == "recall":
            click.echo(f"Ended {counted(done.ended, 'claim')} that {done.sender} recalls.")
        else:
            before = f"; {done.known} were here already" if done.known else ""
            click.echo(
                f"Added {counted(done.claims, 'claim')} of {counted(done.documents, 'document')} from {done.sender}{before}."
            )


def _refuse(found: Verdict, *, as_json: bool) -> NoReturn:
    from entramado.cli import handover

    if as_json:
        print_json(handover.verdict_as_json(found))
    else:
        handover.verdict(found)
    sys.exit(REFUSED)


def _trusted(package: Path, sender: str | None, folder: Path | None) -> list[PublicKey]:
    """The partners' keys, one's own, and the one that is named."""
    from entramado.share.package.keys import PublicKey, SigningKey, default_path, trusted

    if not package.exists():
        raise UsageError(f"There is nothing at {package}. Give a package that exists.")
    own = [SigningKey.load(default_path()).public] if default_path().exists() else []
    return [*trusted(folder).values(), *own, *([PublicKey.load(sender)] if sender else [])]
