"""What can be said: laws, functionals, assumptions, binders and statements, by one door.

Ledgers and derivations import from here.  `docs/vocabulary.md` lists everything with an example.

>>> from sympy import Symbol
>>> from derivecheck.language import CE, KL, FiniteLaw, H, given
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> given(P, Q).eq(KL(P, Q), CE(P, Q) - H(P)).relation
'='
"""

from __future__ import annotations

from derivecheck.language.assumptions import (
    Channel,
    Different,
    Dominated,
    Family,
    Index,
    Interval,
    RealFunction,
    Unequal,
)
from derivecheck.language.functionals import CE, JS, KL, At, E, H, Partial, Routine, unfold
from derivecheck.language.laws.beta import Beta, log_beta
from derivecheck.language.laws.dirichlet import Coordinate, Dirichlet
from derivecheck.language.laws.finite import (
    CountableLaw,
    FiniteLaw,
    Labels,
    Mixture,
    Table,
    Uniform,
    bernoulli,
    midpoint,
)
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.laplace import Laplace
from derivecheck.language.laws.line import Density, Joint, Normal, PushForward
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.laws.samples import Sample
from derivecheck.language.laws.vectors import GaussianVector, IndependentNormals, TriangularFactors
from derivecheck.language.laws.weibull import Weibull
from derivecheck.language.maps import RealMap
from derivecheck.language.measures import (
    Assumption,
    Law,
    Line,
    Measure,
    Outcomes,
    Pointwise,
    StatementError,
    point,
)
from derivecheck.language.series import PowerSeries
from derivecheck.language.statements import (
    Every,
    Given,
    NotAlways,
    Optimum,
    Relation,
    Rounds,
    Statement,
    ZeroIff,
    ZeroIffEqual,
    given,
    not_always,
)
from derivecheck.terms.binders import integral, total
from derivecheck.terms.written import over, times

__all__ = [
    "CE",
    "JS",
    "KL",
    "Assumption",
    "At",
    "Beta",
    "Channel",
    "Coordinate",
    "CountableLaw",
    "Density",
    "Different",
    "Dirichlet",
    "Dominated",
    "E",
    "Every",
    "Exponential",
    "Family",
    "FiniteLaw",
    "Gamma",
    "GaussianVector",
    "Given",
    "H",
    "IndependentNormals",
    "Index",
    "Interval",
    "Joint",
    "JointLaw",
    "Labels",
    "Laplace",
    "Law",
    "Line",
    "Measure",
    "Mixture",
    "NamedLaw",
    "Normal",
    "NotAlways",
    "Optimum",
    "Outcomes",
    "Partial",
    "Pointwise",
    "Poisson",
    "PowerSeries",
    "PushForward",
    "RealFunction",
    "RealMap",
    "Relation",
    "Rounds",
    "Routine",
    "Sample",
    "Statement",
    "StatementError",
    "Table",
    "TriangularFactors",
    "Unequal",
    "Uniform",
    "Weibull",
    "ZeroIff",
    "ZeroIffEqual",
    "bernoulli",
    "given",
    "integral",
    "log_beta",
    "midpoint",
    "not_always",
    "over",
    "point",
    "times",
    "total",
    "unfold",
]
