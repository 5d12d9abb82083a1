"""Which numeric law stands for which law of a statement: one entry a law, and open to others.

A law that is a power of another, such as a Weibull law, needs no entry: it says so itself
(`derivecheck.language.laws.named.NamedLaw.power_of`).  Any other law gets its witness by `declare`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivecheck.language.laws.beta import Beta
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.laplace import Laplace
from derivecheck.language.laws.line import Normal
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.measures import Law
from derivecheck.numeric import counts, gamma_laws
from derivecheck.numeric import laws as numeric_laws
from derivecheck.numeric.law import Law as NumericLaw

Witness = Callable[..., NumericLaw[Any]]

WITNESSES: dict[type[Law], Witness] = {
    Normal: lambda field, mu, sigma: numeric_laws.Normal(mu, sigma),
    Exponential: lambda field, rate: gamma_laws.Gamma(field.one, rate),
    Gamma: lambda field, shape, rate: gamma_laws.Gamma(shape, rate),
    Beta: lambda field, a, b: gamma_laws.Beta(a, b),
    Laplace: lambda field, location, scale: numeric_laws.Laplace(location, scale),
    Poisson: lambda field, rate: counts.Poisson(rate),
}


def declare(law: type[Law], witness: Witness) -> None:
    """Let ``witness(field, *parameters)`` make the numeric law of a law of one's own.

    Raises ValueError for a law that has a witness: it cannot be exchanged.
    """
    if WITNESSES.setdefault(law, witness) is not witness:
        raise ValueError(f"{law.__name__} has a witness already")
