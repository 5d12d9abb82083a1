"""The sources that the compiled functions are built from."""

DIGEST = "a5a66a62dbce399a"
