"""The sources that the compiled functions are built from."""

DIGEST = "34878fff72fa11b7"
