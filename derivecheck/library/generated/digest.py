"""The sources that the compiled functions are built from."""

DIGEST = "c193afe101b3ce86"
