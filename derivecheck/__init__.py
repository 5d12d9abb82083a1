"""Says of every formula in machine-learning notes whether it is true, and proves it.

This module stays free of imports, so that ``import derivecheck.numeric`` does not load SymPy.
"""

__version__ = "0.1.0"
