"""The sources that the compiled functions are built from."""

DIGEST = "bd608d96cdc44fe7"
