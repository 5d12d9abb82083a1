"""The sources that the compiled functions are built from."""

DIGEST = "25bb03e56e2c2859"
