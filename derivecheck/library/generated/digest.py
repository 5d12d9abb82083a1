"""The sources that the compiled functions are built from."""

DIGEST = "068ff02cf49e055d"
