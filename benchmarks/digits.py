"""Digits that the mpmath functions of the closed forms miss.

    python -m benchmarks.digits                        all functions, a few samples a regime
    python -m benchmarks.digits --functions kl --dps 30

An entry is the largest relative error in units of 10^(1 - dps), the error that is allowed: at most
1 is right.  Where a value is a sum that changes sign, the error is relative to its terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from mpmath import mp, mpf

from benchmarks.accuracy import chosen, generator
from benchmarks.library import closed_forms
from benchmarks.references import numbers, sample_readings
from benchmarks.regimes import Regime
from benchmarks.rows import Row


def error(row: Row, library: Any, sample: Sequence[Any], dps: int, digits: int) -> Any:
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


def worst(row: Row, library: Any, regime: Regime, samples: int, dps: int) -> str:
    """The largest error in a regime, or what went wrong."""
    inputs = regime.draw(generator(regime), samples)
    try:
        errors = [error(row, library, s, dps, regime.digits) for s in zip(*inputs, strict=True)]
    except Exception as problem:  # what it says is the result
        return f"{type(problem).__name__}: {problem}"[:60]
    return mp.nstr(max(errors), 2)


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default="", help="Names of rows, with commas; all by default.")
@click.option("--regime", default="", help="How the names of the regimes begin.")
@click.option("--samples", default=3, show_default=True, help="Samples in each regime.")
@click.option("--dps", default=(15, 30, 50), multiple=True, show_default=True, help="Digits.")
def main(functions: str, regime: str, samples: int, dps: tuple[int, ...]) -> None:
    """Measure and print."""
    library = closed_forms(fast=False)
    pairs = [
        (row, r)
        for row, r in chosen(functions, regime)
        if not row.by and row.of(library) is not None and "1e4" not in r.name and r.share >= 0.1
    ]
    click.echo(line("function", "regime", *(f"dps = {d}" for d in dps)))
    for row, r in pairs:
        click.echo(line(row.name, r.name, *(worst(row, library, r, samples, d) for d in dps)))


def line(name: str, regime: str, *errors: str) -> str:
    """One line of the table, printed when it is done."""
    return f"{name:28} {regime:24}" + "".join(f"{e:>12}" for e in errors)


if __name__ == "__main__":
    main()
