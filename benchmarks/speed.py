"""Time per call and per element of the closed forms and of others, on one core.

    python -m benchmarks.speed                        all functions and sizes
    python -m benchmarks.speed --functions kl,js      some of them
    python -m benchmarks.speed --rounds 30 --write    results and tables into files

All implementations of a function get the same inputs and take turns, round by round; a time is the
median over the rounds, a ratio the median of the ratios within a round.  The process keeps to one
core, every library to one thread, and the clock counts what the process itself computes.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any

THREADS = ("OMP", "MKL", "OPENBLAS", "NUMBA", "NUMEXPR", "VECLIB_MAXIMUM")
for _name in THREADS:  # read by the libraries when they are imported
    os.environ[f"{_name}_NUM_THREADS"] = "1"

import click  # noqa: E402
import numpy as np  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.markdown import Markdown  # noqa: E402
from rich.progress import track  # noqa: E402

from benchmarks import regimes as draws  # noqa: E402
from benchmarks.accuracy_tables import FOLDER, versions  # noqa: E402
from benchmarks.library import closed_forms  # noqa: E402
from benchmarks.peers import direct, peers  # noqa: E402
from benchmarks.regimes import Draw  # noqa: E402
from benchmarks.speed_tables import page, tables  # noqa: E402

RESULTS = FOLDER / "results" / "speed.json"
PAGE = FOLDER.parent / "docs" / "speed_of_closed_forms.md"
BATCH = 5e-3  # seconds: long against the clock's resolution
COMPILED_FROM = 1000  # elements: shorter calls of torch.compile are overhead only
Call = Callable[[], Any]


@dataclass(frozen=True)
class Case:
    """A function at one size: its arguments, and the elements of one call."""

    name: str
    size: str
    elements: int
    draw: Draw

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.name, self.size


def laws(name: str, count: int) -> list[Case]:
    """Laws of 10 to 10^6 outcomes, and many short ones."""

    def case(size: str, rows: int, n: int) -> Case:
        return Case(
            name,
            size,
            max(rows, 1) * n,
            lambda rng, _: tuple(
                p if rows else p[0] for p in (draws.law(rng, rows or 1, n) for _ in range(count))
            ),
        )

    single = [case(f"N = {n:,}", 0, n) for n in (10, 1000, 10**6)]
    return [*single, case("100,000 × 10", 10**5, 10)]


def numbers(name: str, draw: Callable[[np.random.Generator, int], tuple[Any, ...]]) -> list[Case]:
    """Python floats, then arrays of up to 10^6 elements."""

    def floats(rng: np.random.Generator, _: int) -> tuple[Any, ...]:
        return tuple(float(x[0]) for x in draw(rng, 1))

    def case(n: int) -> Case:
        return Case(name, f"n = {n:,}", n, lambda rng, _: draw(rng, n))

    return [Case(name, "scalar", 1, floats), *map(case, (10, 1000, 10**6))]


def logits(name: str, more: Callable[..., tuple[Any, ...]]) -> list[Case]:
    """One row, many short rows, some long rows."""
    shapes = ((1, 10), (10**5, 10), (10**3, 10**4))

    def case(rows: int, classes: int) -> Case:
        def draw(rng: np.random.Generator, _: int) -> tuple[Any, ...]:
            z = 3 * rng.standard_normal((rows, classes))
            return z, *more(rng, z)

        return Case(name, f"{rows:,} × {classes:,}", rows * classes, draw)

    return [case(*shape) for shape in shapes]


def matrices(name: str, by_factor: bool) -> list[Case]:
    """One pair of covariances, or of their Cholesky factors."""

    def case(d: int) -> Case:
        def draw(rng: np.random.Generator, _: int) -> tuple[Any, ...]:
            a, b = draws.covariance(rng, 2, d)
            if by_factor:
                a, b = np.linalg.cholesky(a), np.linalg.cholesky(b)
            return rng.standard_normal(d), a, rng.standard_normal(d), b

        return Case(name, f"d = {d}", 1, draw)

    return [case(d) for d in (5, 50, 300)]


def nothing(rng: np.random.Generator, z: Any) -> tuple[Any, ...]:
    """No further arguments."""
    return ()


def student(rng: np.random.Generator, z: Any) -> tuple[Any, ...]:
    """Other logits, and the temperature 4."""
    return 3 * rng.standard_normal(z.shape), 4.0


CASES = (
    *laws("kl", 2),
    *laws("js", 2),
    *laws("entropy", 1),
    *numbers("kl_bernoulli", lambda rng, n: tuple(rng.uniform(0, 1, (2, n)))),
    *numbers(
        "kl_normal",
        lambda rng, n: (*draws.mean_and_scale(rng, n), *draws.mean_and_scale(rng, n)),
    ),
    *numbers("kl_log_variance", lambda rng, n: tuple(rng.standard_normal((4, n)))),
    *numbers("kl_standard_log_variance", lambda rng, n: tuple(rng.standard_normal((2, n)))),
    *logits("log_softmax", nothing),
    *logits("softmax", nothing),
    *logits("nll", draws.label),
    *logits("nll.grad", draws.label),
    *logits("distillation", student),
    *matrices("kl_multivariate_normal", by_factor=False),
    *matrices("kl_multivariate_cholesky", by_factor=True),
)
ARGUMENTS = {"nll.grad": "logits"}


def ours(case: Case, library: Any) -> Callable[..., Any] | None:
    """The closed form of a case; None where the library has none."""
    form = getattr(library, case.name.removesuffix(".grad"), None)
    by = ARGUMENTS.get(case.name)
    return form.grad[by] if form is not None and by else form


def calls(case: Case, libraries: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Call]:
    """The calls to time, each made once so that all compilation is done; what fails is left out."""
    makers = {
        name: direct(function)
        for name, library in libraries.items()
        if (function := ours(case, library)) is not None
    }
    for name, maker in others.get(case.name, {}).items():
        if name != "torch.compile" or case.elements >= COMPILED_FROM:
            makers[name] = maker
    inputs = case.draw(np.random.default_rng(1), 0)
    result = {}
    for name, maker in makers.items():
        try:
            call = maker(*inputs)
            call()
            result[name] = call
        except (TypeError, ValueError, AttributeError, RuntimeError) as error:
            Console(stderr=True).print(f"{case.name}, {case.size}, {name}: {error}"[:200])
    return result


def repeats(call: Call) -> int:
    """How many calls take about the time of a batch."""
    count = 1
    while (seconds := batch(call, count)) < BATCH / 2:
        count = max(count * 2, round(count * BATCH / max(seconds, BATCH / 100)))
    return count


def batch(call: Call, count: int) -> float:
    """The processor time of so many calls."""
    start = process_time()
    for _ in range(count):
        call()
    return process_time() - start


def timed(case: Case, work: Mapping[str, Call], rounds: int) -> list[dict[str, Any]]:
    """One record for each implementation; ratios are against the first, how often as long."""
    counts = {name: repeats(call) for name, call in work.items()}
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, call in work.items():
            seconds[name].append(batch(call, counts[name]) / counts[name])
    return [
        {
            "function": case.name,
            "size": case.size,
            "elements": case.elements,
            "by": name,
            "seconds": median(times),
            "ratios": {
                k: median(a / b for a, b in zip(times, own, strict=True))
                for k, own in seconds.items()
                if k.startswith("derivecheck") and not name.startswith("derivecheck")
            },
        }
        for name, times in seconds.items()
    ]


def run(cases: list[Case], rounds: int, compiled: bool) -> dict[str, Any]:
    """All records."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    libraries = {"derivecheck": closed_forms(compiled=False)}
    if compiled:
        libraries["derivecheck, compiled"] = closed_forms(compiled=True)
    others = peers(compile_torch=True)
    records: list[dict[str, Any]] = []
    for case in track(cases, "speed", console=Console(stderr=True)):
        with np.errstate(all="ignore"):
            records += timed(case, calls(case, libraries, others), rounds)
    told = {"versions": versions(), "processor": processor(), "load": load, "rounds": rounds}
    return {**told, "records": records}


def processor() -> str:
    """The name of the processor, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [x.partition(":")[2].strip() for x in lines if x.startswith("model name")]
    except OSError:
        return ""
    return names[0] if names else ""


def to_one_core() -> None:
    """Keep the process to one core and the libraries to one thread."""
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.environ["JAX_PLATFORMS"] = "cpu"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def chosen(functions: str) -> list[Case]:
    """The cases of these functions."""
    names = [n for n in functions.split(",") if n]
    if unknown := set(names) - {c.name for c in CASES}:
        raise click.BadParameter(f"no case for {', '.join(sorted(unknown))}")
    return [c for c in CASES if not names or c.name in names]


def write(results: dict[str, Any]) -> None:
    """Results and page into their files; what was not timed again stays."""
    if RESULTS.exists():
        again = {(r["function"], r["size"]) for r in results["records"]}
        old = json.loads(RESULTS.read_text())["records"]
        kept = [r for r in old if (r["function"], r["size"]) not in again]
        order = {c.key: k for k, c in enumerate(CASES)}
        records = [r for r in kept + results["records"] if (r["function"], r["size"]) in order]
        records.sort(key=lambda r: order[r["function"], r["size"]])
        results = {**results, "records": records}
    PAGE.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--functions", default="", help="Names of functions, with commas; all by default.")
@click.option("--rounds", default=15, show_default=True, help="Turns of every implementation.")
@click.option("--compiled/--plain", default=True, help="With or without the compiled functions.")
@click.option("--write", "written", is_flag=True, help=f"Write {RESULTS.name} and {PAGE.name}.")
def main(functions: str, rounds: int, compiled: bool, written: bool) -> None:
    """Time and print, and write where asked."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    cases = chosen(functions)
    to_one_core()
    results = run(cases, rounds, compiled)
    if written:
        write(results)
    Console().print(Markdown(tables(results)))


if __name__ == "__main__":
    main()
