"""Formulas inside running text."""

from __future__ import annotations


def math(latex: str) -> str:
    """LaTeX between dollars."""
    return rf"$\displaystyle {latex}$"
