"""Random objects for the statements of the fuzz: laws on every space, families, symbols.

A `Scene` remembers what it has made, so that a statement can be given all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import sympy as sp

import derivecheck.language as say

OUTCOMES, INTEGERS, LINE, HALF_LINE, UNIT, NATURALS, SIMPLEX = SPACES = (
    "outcomes",
    "integers",
    "line",
    "half line",
    "unit interval",
    "naturals",
    "simplex",
)
NUMBERS = [sp.Integer(1), sp.Integer(2), sp.Rational(1, 2), sp.Rational(2, 3), sp.Integer(3)]
REALS, POSITIVES, INDICES = ["x", "mu", "c", "x_1"], ["s", "t", "v", "lam"], ["k", "j", "i_1"]


class Rayleigh(say.NamedLaw):
    """A law of our own: density (x/s²) exp(-x²/2s²) on x > 0."""

    parameters = positive = ("scale",)
    title = "a Rayleigh"

    def log_at(self, x: Any) -> Any:
        (s,) = self.args
        return sp.log(x / s**2) - x**2 / (2 * s**2)

    @property
    def power_of(self) -> Any:
        """X = s √2 U^(1/2) for U with the standard exponential law."""
        return say.Exponential(1), self.args[0] * sp.sqrt(2), sp.Rational(1, 2)


class Scene:
    """Objects that belong together: finite laws of one size, laws on one space."""

    def __init__(self, rng: Random, space: str) -> None:
        self.rng, self.space = rng, space
        self.made: list[Any] = []
        self.size = self._size("N")
        self.classes = self._size("M")
        self.taken: set[str] = set()

    def _size(self, name: str) -> Any:
        if self.rng.random() < 0.3:
            return sp.Integer(self.rng.choice([1, 2, 2, 3]))
        return sp.Symbol(name, integer=True, positive=True)

    # --- what a statement is given

    def assume(self, a: Any) -> Any:
        """Declare something, once."""
        if a not in self.made:
            self.made.append(a)
        return a

    @property
    def given(self) -> tuple[Any, ...]:
        """Everything that was declared, in the order in which it must be."""
        return tuple(self.made)

    def name(self, pool: Sequence[str]) -> str:
        """A name that nothing has yet."""
        free = [n for n in (*pool, *(f"{p}_1" for p in pool)) if n not in self.taken]
        found = self.rng.choice(free[:3])
        self.taken.add(found)
        return found

    def pick(self, *choices: Any) -> Any:
        """One of several; functions are called."""
        found = self.rng.choice(choices)
        return found() if callable(found) and not isinstance(found, sp.Basic) else found

    # --- numbers

    def number(self) -> Any:
        """A small positive rational."""
        return self.rng.choice(NUMBERS)

    def positive(self) -> Any:
        """A positive symbol."""
        return sp.Symbol(self.rng.choice(POSITIVES), positive=True)

    def real(self) -> Any:
        """A real symbol."""
        return sp.Symbol(self.rng.choice(REALS), real=True)

    def between(self, lo: Any = 0, hi: Any = 1) -> Any:
        """A symbol in an interval."""
        known = [a for a in self.made if isinstance(a, say.Interval)]
        same = [a for a in known if a.args[1:] == (lo, hi)]
        if same and self.rng.random() < 0.5:
            return self.rng.choice(same).args[0]
        s = sp.Symbol(f"u_{len(known)}", real=True)
        return self.assume(say.Interval(s, lo, hi)).args[0]

    def index(self, size: Any) -> Any:
        """An index in range."""
        s = sp.Symbol(self.rng.choice(INDICES), integer=True)
        known = [a for a in self.made if isinstance(a, say.Index) and a.args[0] == s]
        if known and known[0].args[1] != size:
            return self.index(size)
        return self.assume(say.Index(s, size)).args[0]

    def family(self, sign: str = "", size: Any = None) -> Any:
        """A family of numbers."""
        sign = sign or self.rng.choice(["real", "nonnegative", "positive", "unit"])
        return self.assume(say.Family(self.name("zwabc"), size or self.size, sign))

    def point(self) -> Any:
        """A point of the line."""
        return say.point(self.rng.choice(["x0", "y0"]))

    # --- laws

    def law(self, arbitrary: bool = False) -> Any:
        """A law on the space of the scene."""
        makers = LAWS[self.space]
        maker = makers[0] if arbitrary else self.rng.choice(makers)
        return maker(self)

    def laws(self, count: int) -> list[Any]:
        """Several; the first is arbitrary now and then."""
        arbitrary = self.rng.random() < 0.5
        return [self.law(arbitrary) for _ in range(count)]

    def finite_law(self) -> Any:
        return self.assume(say.FiniteLaw(self.name("pqr"), self.size))

    def with_zeros(self) -> Any:
        """A law with a letter, on the space of the scene, that may have zeros."""
        makers = {INTEGERS: self.countable_with_zeros, LINE: self.density_with_zeros}
        return makers.get(self.space, self.labels)()

    def labels(self) -> Any:
        return self.assume(say.Labels(self.name("yl"), self.size))

    def uniform(self) -> Any:
        return say.Uniform(self.size)

    def table(self) -> Any:
        """A law written out, with zeros now and then; its size must be a number."""
        if not self.size.is_Integer:
            return self.finite_law()
        n = int(self.size)
        if n == 2 and self.rng.random() < 0.5:
            return say.bernoulli(self.between())
        weights = [self.rng.randint(0, 3) for _ in range(n)]
        weights[self.rng.randrange(n)] = 1
        return say.Table(*[sp.Rational(w, sum(weights)) for w in weights])

    def empirical(self) -> Any:
        size = sp.Symbol("n", integer=True, positive=True)
        return self.assume(say.Sample(self.name("xd"), size, self.size)).law

    def channel(self) -> Any:
        """A channel with outputs of the size of the scene."""
        return self.assume(say.Channel(self.name("wv"), self.classes, self.size))

    def row(self) -> Any:
        return self.channel().given(self.index(self.classes))

    def countable(self) -> Any:
        return self.assume(say.CountableLaw(self.name("pqr")))

    def countable_with_zeros(self) -> Any:
        return self.assume(say.CountableLaw(self.name("pqr"), zeros=True))

    def density_with_zeros(self) -> Any:
        return self.assume(say.Density(self.name("fgh"), zeros=True))

    def mixture(self) -> Any:
        """Of two laws that are no mixtures."""
        w = self.pick(sp.Rational(1, 2), sp.Rational(1, 10), self.between)
        p, q = (LAWS[self.space][0](self) for _ in range(2))
        return say.Mixture((w, p), (1 - w, q))

    def density(self) -> Any:
        return self.assume(say.Density(self.name("fgh")))

    def conditional_density(self) -> Any:
        """A density that depends on a symbol."""
        return self.assume(say.Density(self.name("fgh"), self.pick(self.real, self.positive)))

    def push_forward(self) -> Any:
        source = self.density()
        return self.assume(say.PushForward(self.name(["p_g", "p_h"]), source, self.name("GT")))

    def joint(self) -> Any:
        return self.assume(say.Joint(self.name("jo")))

    def marginal(self) -> Any:
        joint = self.joint()
        return self.pick(joint.of_x, joint.of_z)

    def conditional(self) -> Any:
        joint, at = self.joint(), self.point()
        return self.pick(joint.x_given(at), joint.z_given(at))

    def slice(self) -> Any:
        """The law of one variable of several, given another or none."""
        mine = say.Line() if self.space == LINE else say.Outcomes(self.size)
        other = say.Outcomes(self.classes)
        law = self.assume(say.JointLaw(self.name(["P", "Q"]), ("x", mine), ("y", other)))
        return self.pick(lambda: law.law("x"), lambda: law.law("x", y=self.index(self.classes)))

    def map(self) -> Any:
        """An undefined function on the space of the scene."""
        mine = say.Line() if self.space == LINE else say.Outcomes(self.size)
        return self.assume(say.RealMap("m", mine, sign=self.rng.choice(["real", "positive"])))

    def normal(self) -> Any:
        return say.Normal(self.pick(0, 1, self.real), self.pick(1, 2, self.positive))

    def laplace(self) -> Any:
        return say.Laplace(self.pick(0, self.real), self.pick(1, self.positive))

    def exponential(self) -> Any:
        return say.Exponential(self.pick(1, self.positive, self.positive))

    def gamma(self) -> Any:
        return say.Gamma(self.pick(1, 2, self.positive), self.pick(1, self.positive))

    def weibull(self) -> Any:
        return say.Weibull(self.pick(1, 2, self.positive), self.pick(1, self.positive))

    def rayleigh(self) -> Any:
        return Rayleigh(self.pick(1, self.positive))

    def beta(self) -> Any:
        return say.Beta(self.pick(1, 2, self.positive), self.pick(1, 3, self.positive))

    def poisson(self) -> Any:
        return say.Poisson(self.pick(1, self.positive, self.positive))

    def dirichlet(self) -> Any:
        return say.Dirichlet(self.family("positive"))

    def function(self, sign: str = "") -> Any:
        """An undefined function."""
        sign = sign or self.rng.choice(["real", "real", "positive", "unit"])
        return self.assume(say.RealFunction(self.name(["phi", "D", "psi"]), sign=sign))

    def gaussian_vector(self, label: int = 1) -> Any:
        """A vector of dimension 1, 2 or d."""
        return self.assume(say.GaussianVector(label, self.dimension()))

    def independent_normals(self) -> Any:
        d = self.dimension()
        return self.assume(
            say.IndependentNormals(3, self.family("real", d), self.family("positive", d))
        )

    def dimension(self) -> Any:
        """Of a vector."""
        return self.pick(sp.Integer(1), sp.Integer(2), sp.Symbol("d", integer=True, positive=True))


Maker = Callable[[Scene], Any]
LAWS: dict[str, tuple[Maker, ...]] = {
    OUTCOMES: (
        Scene.finite_law,
        Scene.finite_law,
        Scene.labels,
        Scene.uniform,
        Scene.table,
        Scene.empirical,
        Scene.row,
        Scene.slice,
        Scene.mixture,
    ),
    INTEGERS: (Scene.countable, Scene.countable, Scene.countable_with_zeros, Scene.mixture),
    LINE: (
        Scene.density,
        Scene.density_with_zeros,
        Scene.normal,
        Scene.normal,
        Scene.laplace,
        Scene.conditional_density,
        Scene.push_forward,
        Scene.marginal,
        Scene.conditional,
        Scene.slice,
        Scene.mixture,
    ),
    HALF_LINE: (Scene.exponential, Scene.gamma, Scene.weibull, Scene.rayleigh, Scene.mixture),
    UNIT: (Scene.beta,),
    NATURALS: (Scene.poisson,),
    SIMPLEX: (Scene.dirichlet,),
}
