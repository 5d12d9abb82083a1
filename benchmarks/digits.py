"""Digits that the mpmath functions of the closed forms miss.

    python -m benchmarks.digits                        all functions, a few samples a regime
    python -m benchmarks.digits --functions kl --dps 30
    python -m benchmarks.digits --write                the largest ones, into docs/digits.md

An entry is the largest relative error in units of 10^(1 - dps), the error that is allowed: at most
1 is right.  Where a value is a sum that changes sign, the error is relative to its terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click
import numpy as np
from mpmath import mp, mpf

from benchmarks.accuracy import chosen, generator
from benchmarks.accuracy_tables import FOLDER, grid
from benchmarks.references import numbers, sample_readings
from benchmarks.regimes import Regime
from benchmarks.rows import Row
from derivecheck import closed_forms as library

PAGE = FOLDER.parent / "docs" / "digits.md"
HEAD = """# Digits of the mpmath functions

`closed_forms.kl.mpmath(p, q, dps=50)` and its like promise a relative error of at most
10^(1 - dps), also where the arguments nearly agree. The entries are the largest errors in units of
this bound over the regimes of [accuracy](accuracy.md), nearly equal arguments among them; at most 1
is right. Where a value is a sum that changes sign, the error is relative to its terms. Logits that
differ by more than 40,000 times the temperature raise ArithmeticError: too many digits are needed.
Measured by `python -m benchmarks.digits --write`.
"""


def error(row: Row, sample: Sequence[Any], dps: int, digits: int) -> Any:
    """The largest error among the entries of one value, in units of 10^(1 - dps)."""
    form = getattr(library, row.name)
    result = form.mpmath(*(numbers(mp, x) for x in sample), dps=dps)
    with mp.workdps(digits + 2 * dps):
        exact = sample_readings(row.reference, sample)[0]
        if row.measure == "terms":
            pairs = [(result, mp.fsum(exact), mp.fsum(exact, absolute=True))]
        else:
            results = list(result) if isinstance(result, (list, tuple, mp.matrix)) else [result]
            pairs = [(a, b, abs(b)) for a, b in zip(results, exact, strict=True)]
        return max(_relative(*pair) * mpf(10) ** (dps - 1) for pair in pairs)


def _relative(result: Any, exact: Any, scale: Any) -> Any:
    if result == exact:
        return mpf(0)
    return abs(result - exact) / scale if scale else mp.inf


def worst(row: Row, regime: Regime, samples: int, dps: int) -> Any:
    """The largest error in a regime, or what went wrong."""
    inputs = regime.draw(generator(regime), samples)
    if row.name == "softmax_cross_entropy":
        inputs = (inputs[0], exact_laws(inputs[1]), *inputs[2:])
    try:
        return max(error(row, s, dps, regime.digits) for s in zip(*inputs, strict=True))
    except Exception as problem:  # what it says is the result
        return f"{type(problem).__name__}: {problem}"[:60]


def exact_laws(laws: Any) -> Any:
    """The same but for some digits, their sums 1 to the last one: the formula is for such."""
    rounded = np.round(laws * 2.0**40) / 2.0**40
    rounded[..., 0] += 1 - rounded.sum(-1)
    return rounded


def shown(found: Any) -> str:
    """Two digits of an error."""
    return found if isinstance(found, str) else mp.nstr(found, 2)


def largest(found: Sequence[Any]) -> Any:
    """The largest error, or the first thing that went wrong."""
    return next((x for x in found if isinstance(x, str)), None) or max(found)


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default="", help="Names of rows, with commas; all by default.")
@click.option("--regime", default="", help="How the names of the regimes begin.")
@click.option("--samples", default=3, show_default=True, help="Samples in each regime.")
@click.option("--dps", default=(15, 30, 50), multiple=True, show_default=True, help="Digits.")
@click.option("--write", "written", is_flag=True, help=f"Write {PAGE.name}.")
def main(functions: str, regime: str, samples: int, dps: tuple[int, ...], written: bool) -> None:
    """Measure and print, and write where asked."""
    pairs = [
        (row, r)
        for row, r in chosen(functions, regime)
        if not row.by
        and row.of(library) is not None
        and not r.name.endswith(("1e4", "1e5"))
        and r.share >= 0.1
    ]
    click.echo(line("function", "regime", *(f"dps = {d}" for d in dps)))
    found: dict[str, list[list[Any]]] = {}
    for row, r in pairs:
        errors = [worst(row, r, samples, d) for d in dps]
        found.setdefault(row.name, []).append(errors)
        click.echo(line(row.name, r.name, *map(shown, errors)))
    if written:
        PAGE.write_text(page(found, dps), encoding="utf-8")


def page(found: Mapping[str, Sequence[Sequence[Any]]], dps: Sequence[int]) -> str:
    """The largest error of each function over its regimes, as a page of the documentation."""
    rows = [
        [f"`{name}`", str(len(errors)), *(shown(largest(e)) for e in zip(*errors, strict=True))]
        for name, errors in found.items()
    ]
    return f"{HEAD}\n{grid(['function', 'regimes', *(f'dps = {d}' for d in dps)], rows)}\n"


def line(name: str, regime: str, *errors: str) -> str:
    """One line of the table, printed when it is done."""
    return f"{name:28} {regime:24}" + "".join(f"{e:>12}" for e in errors)


if __name__ == "__main__":
    main()
