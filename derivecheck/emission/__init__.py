"""Closed forms as stand-alone source, and the names of what they can be written for."""

TARGET_NAMES = ("c", "jax", "mpmath", "numpy", "torch")
