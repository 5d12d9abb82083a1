"""``python -m derivecheck``."""

from derivecheck.cli import main

if __name__ == "__main__":
    main(prog_name="derivecheck")
