"""The sources that the compiled functions are built from."""

DIGEST = "67ccdd2168d07e6d"
