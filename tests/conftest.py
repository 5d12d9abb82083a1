"""Settings of all tests: hypothesis sets no deadline, for nothing here asserts a time.

Where CI is set, every run draws the same examples.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("derivecheck", deadline=None)
settings.register_profile("derivecheck-ci", deadline=None, derandomize=True, database=None)
settings.load_profile("derivecheck-ci" if os.environ.get("CI") else "derivecheck")
