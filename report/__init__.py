"""Findings to LaTeX, PDF, HTML and figures: `build_report` writes all of it into one directory."""

from derivecheck.report.build import Built, ReportError, build_report
from derivecheck.report.engine import NoEngine, TexError

__all__ = ["Built", "NoEngine", "ReportError", "TexError", "build_report"]
