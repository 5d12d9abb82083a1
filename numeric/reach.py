"""What the named laws share: how far their charts reach, and checks of their parameters."""

from __future__ import annotations

from math import log

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Power


def decay(field: Field[T]) -> float:
    """Nepers of decay after which the rest is far below the field's digits."""
    return log(10) * (field.digits + 20)


def require_positive(field: Field[T], *parameters: T) -> None:
    """Refuse parameters that are not certainly positive."""
    if not all(field.certainly_positive(x) for x in parameters):
        raise OutOfDomain("scales, rates, shapes and weights must be positive", certain=False)


def to_float(field: Field[T], x: T) -> float:
    """The middle of a number, to choose the length of a chart by."""
    return float(field.midpoint_str(x))


def power_of(field: Field[T], x: T, k: Power) -> T:
    """x to the power k, 1 for k = 0."""
    return field.power(x, field.number(k)) if k else field.one
