"""Settings of all tests: hypothesis sets no deadline, for nothing here asserts a time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("derivecheck", deadline=None)
settings.load_profile("derivecheck")
