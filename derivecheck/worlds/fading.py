r"""Whether an integrand fades where every law has next to no mass.

The cells of a world hold all but a mass ε of every law.  Outside them laws and integrable functions
are ε times fixed integrable functions, functions with values in (0, 1) a small power of ε.  What an
integral over the line has outside the cells then vanishes with ε if the integrand is a positive
power of ε, up to logarithms; only then is it a sum over cells.  So ∫ p log q is one, and ∫ 1, ∫ p/q
and ∫ 1/p are none.  The same holds of sums over all integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Expr,
    Indexed,
    Integral,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    Sum,
    cos,
    exp,
    log,
    sin,
    tanh,
)
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import RealFunction
from derivecheck.language.functionals import CE, JS, KL, Expectation, H, Partial
from derivecheck.language.laws.finite import CountableLaw
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.line import Density, Joint, PushForward
from derivecheck.language.maps import RealMap
from derivecheck.language.measures import Assumption, Law
from derivecheck.terms.kernels import open_kernels

OF_UNIT = Rational(1, 1000)  # the power of ε that a function with values in (0, 1) is


class Unknown(Exception):
    """No power of ε is known."""


@lru_cache(maxsize=4096)
def fades(body: Expr, x: Expr, given: tuple[Assumption, ...]) -> bool:
    """Whether an integrand over x is certainly a positive power of ε outside the cells, or 0."""
    if body == 0:
        return True
    weights = {name: a for a in given for name in a.names}
    try:
        return Powers(x, weights).of(open_kernels(body)) > 0
    except Unknown:
        return False


@lru_cache(maxsize=1024)
def fades_under(law: Law, body: Expr, x: Expr, given: tuple[Assumption, ...]) -> bool:
    """The same of a function and the density of a law."""
    return fades(law.at(x) * body, x, given)


@dataclass(frozen=True)
class Powers:
    """Lower bounds of the power of ε that an expression in x is, up to logarithms of ε."""

    x: Expr
    declared: dict[str, Assumption]

    def of(self, e: Expr) -> Expr:
        """The bound; raises Unknown where none is known."""
        if not e.has(self.x):
            return 0
        if isinstance(e, Mul):
            return sum(map(self.of, e.args))
        if isinstance(e, (Add, Max, Min)):
            return min(map(self.of, e.args))
        if isinstance(e, Pow):
            return self._power(*e.args)
        if isinstance(e, (AppliedUndef, Indexed)):
            return self._undefined(e)
        return self._of_head(e)

    def _of_head(self, e: Expr) -> Expr:
        if isinstance(e, (Abs, Sum, Integral)):
            return self.of(e.args[0])
        if isinstance(e, Expectation):
            return self.of(e.args[2])
        if isinstance(e, (H, CE, KL, JS, sin, cos, tanh)):
            return 0  # bounded, or logarithms
        if isinstance(e, Partial):
            return self._slope(*e.args)
        if isinstance(e, log):
            return self._log(e.args[0])
        if isinstance(e, exp) and self.of(e.args[0]) >= 0 and not e.args[0].has(log):
            return 0
        raise Unknown

    def _power(self, base: Expr, exponent: Expr) -> Expr:
        if not exponent.is_Rational:
            if self._exactly(base) == 0 and self.of(exponent) >= 0:
                return 0
            raise Unknown
        return exponent * (self.of(base) if exponent > 0 else self._exactly(base))

    def _exactly(self, e: Expr) -> Expr:
        """The very power: one least term of a sum decides, or several of one sign."""
        if not e.has(self.x) or isinstance(e, (AppliedUndef, Indexed, exp, log)):
            return self.of(e)
        if isinstance(e, Mul):
            return sum(map(self._exactly, e.args))
        if isinstance(e, Pow) and e.exp.is_Rational:
            return e.exp * self._exactly(e.base)
        if isinstance(e, Add):
            powers = list(map(self._exactly, e.args))
            if e.is_nonnegative or powers.count(min(powers)) == 1:
                return min(powers)
        raise Unknown

    def _log(self, e: Expr) -> Expr:
        """The logarithm of 1 + u is as small as u, of an exponential its argument; else 0."""
        if isinstance(e, Add) and 1 in e.args and self.of(e - 1) > 0:
            return self.of(e - 1)
        powers = [0, *(self.of(f.args[0]) for f in Mul.make_args(e) if isinstance(f, exp))]
        self.of(e)
        return min(powers)

    def _slope(self, e: Expr, wrt: Expr) -> Expr:
        """A derivative by a parameter is as small as what is differentiated; by a value, larger."""
        return self.of(e) - (self.of(wrt) if wrt.has(self.x) else 0)

    def _undefined(self, e: Expr) -> Expr:
        """1 for a law or integrable function at x, 0 for what x is a condition or parameter of."""
        name = e.base.name if isinstance(e, Indexed) else e.func.__name__
        owner, points = self.declared.get(name), e.indices if isinstance(e, Indexed) else e.args
        if isinstance(owner, RealFunction) and owner.sign == "unit":
            return OF_UNIT * int(points[0] == self.x)
        if isinstance(owner, (Density, RealFunction, CountableLaw, PushForward)):
            return int(points[0] == self.x and name != getattr(owner, "map_name", ""))
        if isinstance(owner, (Joint, JointLaw, RealMap)):
            return int(self.x in points)
        return 0
