"""``python -m entramado`` is the `entramado` command."""

from entramado.cli.main import main

if __name__ == "__main__":
    main()
