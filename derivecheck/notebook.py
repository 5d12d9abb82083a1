r"""How statements, derivations and findings show themselves in a Jupyter notebook.

Formulas stay LaTeX between dollars, which the notebook typesets; everything else is escaped.

>>> from sympy import Symbol
>>> from derivecheck.functionals import KL
>>> from derivecheck.laws import FiniteLaw
>>> from derivecheck.statements import given
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> print(given(P, Q).nonnegative(KL, P, Q)._repr_latex_())
$\displaystyle D_{\mathrm{KL}}(p\,\|\,q) \ge 0$
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from derivecheck.derivation import Derivation
from derivecheck.evidence import Evidence, Verdict
from derivecheck.finding import Counterexample, DerivationRecord, Finding, Run
from derivecheck.statements import (
    Every,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIffEqual,
)
from derivecheck.typeset import law_tex, tex
from derivecheck.verify import RELATION_TEX, relation_tex

if TYPE_CHECKING:
    from derivecheck.verify import Judgement

DISPLAY = re.compile(r"\s*\\begin\{(align|equation|gather|multline|eqnarray)")

# --- LaTeX


def statement_tex(statement: Statement) -> str:
    """A statement as LaTeX, without its assumptions."""
    match statement:
        case Relation():
            return relation_tex(statement)
        case Rounds():
            return rf"{tex(statement.value)} \approx {statement.printed}"
        case Optimum():
            where = f"{tex(statement.lo)}<{tex(statement.variable)}<{tex(statement.hi)}"
            best = rf"\operatorname*{{arg\,{statement.kind}}}_{{{where}}}"
            return f"{best} {tex(statement.objective)} = {tex(statement.at)}"
        case ZeroIffEqual():
            same = f"{law_tex(statement.p)} = {law_tex(statement.q)}"
            return rf"{tex(statement.value)} = 0 \iff {same}"
        case Every():
            parts = r" \\ ".join(map(statement_tex, statement.parts))
            return rf"\begin{{gathered}}{parts}\end{{gathered}}"
        case NotAlways():
            return rf"\text{{not always: }} {statement_tex(statement.part)}"
    raise TypeError(f"no formula for {type(statement).__name__}")


def chain_tex(derivation: Derivation) -> str:
    """A chain as LaTeX, one step a line with the name of its rule."""
    lines = [
        rf"&{RELATION_TEX[s.relation]} {s.latex or tex(s.after)} && \text{{{_words(s.rule.name)}}}"
        for s in derivation.steps
    ]
    start = derivation.latex or tex(derivation.start)
    chain = r" \\ ".join(lines)
    return rf"\begin{{aligned}}{start} {chain}\end{{aligned}}"


def _words(text: str) -> str:
    """Text for ``\\text``, without what TeX would read as a command."""
    return re.sub(r"[\\{}$&#^_%~]", " ", text)


def math(latex: str) -> str:
    """LaTeX between dollars."""
    return rf"$\displaystyle {latex}$"


# --- HTML


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


def finding(f: Finding) -> str:
    """A finding: what was written, the verdict and why."""
    place = escape(f"{f.file}:{f.lines[0]}–{f.lines[1]}")
    rows = [
        (_verdict(f.verdict), f"<b>{escape(f.id)}</b> {escape(f.paraphrase)} <i>{place}</i>"),
        ("as written", formula(f.latex) if f.latex else ""),
        ("counterexample", _point(f.counterexample)),
        ("what is wrong", escape(f.diagnosis)),
        ("holds once", escape(f.condition)),
        ("why", escape(f.reason)),
        ("corrected", formula(f.correction.latex) if f.correction and f.correction.latex else ""),
        ("checks", _checks(f.evidence)),
        ("assumes", escape("; ".join(f.assumptions))),
    ]
    return table(row for row in rows if row[1])


def judgement(j: Judgement) -> str:
    """A verdict with its counterexample and its evidence."""
    rows = [
        (_verdict(j.verdict), ""),
        ("counterexample", _point(j.counterexample)),
        ("checks", _checks(j.evidence)),
    ]
    return table(row for k, row in enumerate(rows) if k == 0 or row[1])


def record(d: DerivationRecord) -> str:
    """A derivation that was checked, a step a row."""
    rows = [
        (
            str(s.number),
            formula(f"{s.relation} {s.latex}"),
            f"<b>{escape(s.rule)}</b> {escape(s.reason)}",
            _verdict(s.verdict),
        )
        for s in d.steps
    ]
    start = [("", formula(d.start), escape(d.title), _verdict(d.verdict))] if d.start else []
    return table([*start, *rows])


def run(r: Run) -> str:
    """How many claims have which verdict."""
    counts = [(_verdict(Verdict(v)), str(n)) for v, n in r.summary.items() if n]
    proved = sum(d.verdict is Verdict.PROVED for d in r.derivations)
    derived = [("derivations proved", f"{proved} of {len(r.derivations)}")] if r.derivations else []
    return table([*counts, *derived], head=("verdict", "claims"))


def _verdict(verdict: Verdict) -> str:
    return f"<b>{escape(verdict.value)}</b>"


def _point(c: Counterexample | None) -> str:
    if c is None:
        return ""
    at = formula(c.latex) if c.latex else escape(c.point or "every point")
    return f"{at}: {escape(c.lhs)} against {escape(c.rhs)}"


def _checks(evidence: tuple[Evidence, ...]) -> str:
    """A line a check: the method, what it found, where, and how closely."""
    lines = []
    for e in evidence:
        where = f" at {e.instances} exact instances" if e.instances > 1 else ""
        bound = f", |Δ| {e.bound}" if e.bound else ""
        lines.append(escape(f"{e.method}: {e.outcome.value}{where}{bound}. {e.detail}".strip()))
    return "<br>".join(lines)
