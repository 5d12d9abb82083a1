"""Errors of the closed forms, and of others, against exact values on the exact float inputs.

    python -m benchmarks.accuracy                                  all functions, all regimes
    python -m benchmarks.accuracy --functions kl,js --regime near  some of them
    python -m benchmarks.accuracy --samples 1000 --write           results and tables into files

Each line of the tables is a regime of inputs (`benchmarks.regimes`), each entry the largest error
in a sample.  PyTorch, JAX and Optax are compared where they are installed.
"""

from __future__ import annotations

import json
import logging
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click
import numpy as np
from mpmath import mp
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import track

from benchmarks.accuracy_tables import FOLDER, OURS, page, tables, versions, worst
from benchmarks.errors import Exact, summary
from benchmarks.library import closed_forms, one_by_one
from benchmarks.peers import Maker, direct, peers
from benchmarks.references import LONG, exact, numbers
from benchmarks.regimes import Regime
from benchmarks.rows import ALL, Row
from benchmarks.slopes import condition

RESULTS = FOLDER / "results" / "accuracy.json"
PAGE = FOLDER.parent / "docs" / "accuracy.md"
SUMMARY = FOLDER.parent / "derivecheck" / "measured" / "accuracy.json"
SEED = 20_260
CONDITIONED = ("value", "norm", "sum")  # measures that say nothing of the condition
SUSPECTS = 12  # samples of a regime whose condition number is computed
Record = dict[str, Any]


def generator(regime: Regime) -> np.random.Generator:
    """Random numbers that depend on the name of the regime only."""
    return np.random.default_rng([SEED, zlib.crc32(regime.name.encode())])


def ours(row: Row, libraries: Mapping[str, Any]) -> dict[str, Maker]:
    """The closed form over arrays and sample by sample, plain and compiled."""
    makers = {}
    for name, library in libraries.items():
        if (function := row.of(library)) is not None:
            makers[name] = direct(function)
            makers[f"{name}, single"] = direct(one_by_one(function))
    return makers


def measure(
    row: Row, regime: Regime, makers: Mapping[str, Maker], samples: int
) -> Iterator[Record]:
    """One record for each maker: its errors in one regime."""
    inputs = regime.draw(generator(regime), regime.samples(samples))
    readings = exact(row.reference, inputs, regime.digits, row.measure)
    for name, maker in makers.items():
        record = {"function": row.name, "regime": regime.name, "by": name}
        meant = readings[:1] if name.startswith(OURS) else readings
        try:
            with np.errstate(all="ignore"):
                results = np.asarray(maker(*inputs)(), float)
                found = record | asdict(summary(results, meant))
                if name.startswith(OURS):
                    found |= told(row, regime, inputs, results, meant[0])
                yield found
        except Exception as error:  # of a peer or of ours: what it says is the result
            yield record | {"error": f"{type(error).__name__}: {error}"[:200]}


def told(row: Row, regime: Regime, inputs: Sequence[Any], results: Any, exactly: Exact) -> Record:
    """The input where we are furthest off and, beyond the goal, the error that κ leaves.

    κ is the condition number, at least 1: an error of κ ulp is what the rounding of the inputs
    alone may cost.
    """
    errors = exactly.errors(results.ravel()).reshape(len(results), -1)
    each = np.where(np.isfinite(errors), errors, np.inf).max(1)
    found: Record = {"worst": _short(inputs, int(np.argmax(each)))}
    missed = np.flatnonzero(each > (row.goal or np.inf))
    if row.measure not in CONDITIONED or not missed.size or inputs[0][0].size >= LONG:
        return found
    left, kappa = np.where(each > (row.goal or np.inf), 0.0, each).max(), 1.0
    for k in missed[np.argsort(-each[missed])][:SUSPECTS]:
        with mp.workdps(regime.digits):
            sample = [numbers(mp, x[k]) for x in inputs]
            here = max(1.0, float(condition(row.reference, sample, row.measure == "sum")))
        if each[k] / here > left:
            left, kappa = each[k] / here, here
    return found | {"conditioned": float(left), "kappa": kappa}


def _short(inputs: Sequence[Any], k: int) -> str:
    """A sample in three digits, of vectors the first entries."""
    return "; ".join(_few(np.ravel(x[k])) for x in inputs)


def _few(x: Any) -> str:
    return ", ".join(f"{v:.3g}" for v in x[:4]) + ("…" if x.size > 4 else "")


def chosen(functions: str, regime: str) -> list[tuple[Row, Regime]]:
    """The rows of these names, with the regimes whose names begin so."""
    names = [n for n in functions.split(",") if n]
    if unknown := set(names) - {row.name for row in ALL}:
        raise click.BadParameter(f"no row for {', '.join(sorted(unknown))}")
    rows = [row for row in ALL if not names or row.name in names]
    return [(row, r) for row in rows for r in row.regimes if r.name.startswith(regime)]


def run(pairs: Sequence[tuple[Row, Regime]], samples: int, compiled: bool) -> Record:
    """All records, and the functions that the library lacks."""
    plain = closed_forms(compiled=False)
    libraries = {OURS: plain}
    if compiled:
        libraries[f"{OURS}, compiled"] = closed_forms(compiled=True)
    others = peers()
    records: list[Record] = []
    for row, regime in track(pairs, "errors", console=Console(stderr=True)):
        makers = ours(row, libraries) | others.get(row.name, {})
        records += measure(row, regime, makers, samples)
    missing = sorted({row.name for row, _ in pairs if row.of(plain) is None})
    return {"versions": versions(), "samples": samples, "missing": missing, "records": records}


def merged(old: Record, new: Record) -> Record:
    """The new results, and the old ones of what was not measured again."""
    again = {(r["function"], r["regime"]) for r in new["records"]}
    kept = [r for r in old["records"] if (r["function"], r["regime"]) not in again]
    order = {(row.name, r.name): k for k, (row, r) in enumerate(chosen("", ""))}
    records = [r for r in kept + new["records"] if (r["function"], r["regime"]) in order]
    records.sort(key=lambda r: order[r["function"], r["regime"]])
    measured = {r["function"] for r in records if r["by"].startswith(OURS)}
    missing = [m for m in {*old["missing"], *new["missing"]} if m not in measured]
    return {**new, "missing": sorted(missing), "records": records}


def write(results: Record) -> None:
    """Results, page and what docstrings say of them into their files."""
    if RESULTS.exists():
        results = merged(json.loads(RESULTS.read_text()), results)
    short = json.dumps(worst(results), indent=1, ensure_ascii=False) + "\n"
    for path, text in ((RESULTS, to_json(results)), (PAGE, page(results)), (SUMMARY, short)):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def to_json(results: Record) -> str:
    """JSON with one record a line."""
    lines = ",\n".join(json.dumps(r, ensure_ascii=False) for r in results["records"])
    head = json.dumps({k: v for k, v in results.items() if k != "records"}, ensure_ascii=False)
    return f'{head[:-1]}, "records": [\n{lines}\n]}}\n'


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default="", help="Names of rows, with commas; all by default.")
@click.option("--regime", default="", help="How the names of the regimes begin.")
@click.option("--samples", default=200, show_default=True, help="Samples in most regimes.")
@click.option("--compiled/--plain", default=True, help="With or without the compiled functions.")
@click.option("--write", "written", is_flag=True, help="Write results, page and docstrings.")
def main(functions: str, regime: str, samples: int, compiled: bool, written: bool) -> None:
    """Measure and print, and write where asked."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    results = run(chosen(functions, regime), samples, compiled)
    if written:
        write(results)
    Console().print(Markdown(tables(results)))


if __name__ == "__main__":
    main()
