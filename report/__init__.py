"""Findings to LaTeX, PDF, HTML and figures."""
