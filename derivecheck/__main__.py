"""``python -m derivecheck``."""

import sys


def main() -> None:
    """The command line; Ctrl-C ends it in silence even while it is imported."""
    try:
        from derivecheck.cli.commands import main as commands

        commands(prog_name="derivecheck")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
