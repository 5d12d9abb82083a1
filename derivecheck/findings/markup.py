r"""How statements, derivations and findings show themselves in a Jupyter notebook.

Formulas stay LaTeX between dollars, which the notebook typesets; everything else is escaped.

>>> from sympy import Symbol
>>> from derivecheck.language.functionals import KL
>>> from derivecheck.language.laws.finite import FiniteLaw
>>> from derivecheck.language.statements import given
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> print(given(P, Q).nonnegative(KL, P, Q)._repr_latex_())
$\displaystyle D_{\mathrm{KL}}(p\,\|\,q) \ge 0$
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from derivecheck.findings.evidence import Evidence, Verdict
from derivecheck.latex.inline import math

DISPLAY = re.compile(r"\s*\\begin\{(align|equation|gather|multline|eqnarray)")


def formula(latex: str) -> str:
    """A formula inside HTML; one with dollars of its own is shown as its source."""
    if "$" in latex:
        return f"<code>{escape(latex)}</code>"
    return escape(latex if DISPLAY.match(latex) else math(latex))


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = ()) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f"<th>{cell}</th>" for cell in head)
    lines = [f"<tr>{top}</tr>"] if head else []
    for row in rows:
        cells = "".join(f'<td style="text-align:left">{cell}</td>' for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def verdict_cell(verdict: Verdict) -> str:
    """A verdict in bold."""
    return f"<b>{escape(verdict.words)}</b>"


def checks_cell(evidence: tuple[Evidence, ...]) -> str:
    """A line a check: the method, what it found, where, and how closely."""
    lines = []
    for e in evidence:
        where = f" at {e.instances} exact instances" if e.instances > 1 else ""
        bound = f", |Δ| {e.bound}" if e.bound else ""
        lines.append(escape(f"{e.method}: {e.outcome.value}{where}{bound}. {e.detail}".strip()))
    return "<br>".join(lines)
