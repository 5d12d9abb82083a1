"""The sample at which a closed form is furthest off in a regime.

python -m benchmarks.worst kl_logits.grad "±1e3"
python -m benchmarks.worst entropy generic --samples 5000 --compiled
"""

from __future__ import annotations

import click
import numpy as np

from benchmarks.accuracy import chosen, generator
from benchmarks.library import closed_forms
from benchmarks.references import exact


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.argument("function")
@click.argument("regime")
@click.option("--samples", default=200, show_default=True, help="Samples, as in the table.")
@click.option("--compiled/--plain", default=False, help="With or without the compiled functions.")
def main(function: str, regime: str, samples: int, compiled: bool) -> None:
    """Find the sample and print it."""
    pairs = chosen(function, regime)
    if not pairs:
        raise click.BadParameter(f"{function} has no regime {regime!r}")
    row, drawn = pairs[0]
    form = row.of(closed_forms(compiled=compiled))
    if form is None:
        raise click.ClickException(f"{function} is not in the library")
    inputs = drawn.draw(generator(drawn), drawn.samples(samples))
    numbers = exact(row.reference, inputs, drawn.digits, row.measure)[0]
    with np.errstate(all="ignore"):
        results = np.asarray(form(*inputs), float)
        expected = np.ldexp(numbers.high + numbers.low, numbers.place).reshape(results.shape)
        errors = numbers.errors(results.ravel()).reshape(results.shape)
    worst = int(np.argmax(errors.reshape(len(results), -1).max(1)))
    np.set_printoptions(precision=17)
    for value in (*(x[worst] for x in inputs), results[worst], expected[worst], errors[worst]):
        click.echo(repr(value))


if __name__ == "__main__":
    main()
