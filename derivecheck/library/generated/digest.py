"""The sources that the compiled functions are built from."""

DIGEST = "34934ec5c09b633a"
