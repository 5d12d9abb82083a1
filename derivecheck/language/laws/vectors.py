"""Random vectors with given first two moments, of symbolic dimension, and their factors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sympy import Expr, KroneckerDelta, Symbol, exp, log, oo, pi, sympify

from derivecheck.facts.facts import Between, Fact, InverseMatrices, Moment, Normalised
from derivecheck.language.laws.line import Normal
from derivecheck.language.measures import Assumption
from derivecheck.terms.binders import function, integral, total

if TYPE_CHECKING:
    from derivecheck.language.assumptions import Family


class RandomVector(Assumption):
    """A random vector X with mean m_a and covariance S_ab.

    X is a function of a hidden point ω of density f(ω): E g(X) = ∫ f(ω) g(X(ω)) dω.  Only the first
    two moments are used, which is all that a log density of a normal law needs.
    """

    @property
    def label(self) -> str:
        """Distinguishes two vectors in one statement."""
        return str(self.args[0])

    @property
    def dimension(self) -> Expr:
        """d."""
        raise NotImplementedError

    def mean(self, a: Expr) -> Expr:
        """m_a."""
        raise NotImplementedError

    def covariance(self, a: Expr, b: Expr) -> Expr:
        """S_ab."""
        raise NotImplementedError

    def component(self, a: Expr, omega: Expr) -> Expr:
        """X_a(ω)."""
        return function(f"X{self.label}", "real")(a, omega)

    def weight(self, omega: Expr) -> Expr:
        """f(ω)."""
        return function(f"f{self.label}", "positive")(omega)

    def expectation(self, g: Callable[[Callable[[Expr], Expr]], Expr]) -> Expr:
        """E g(X); g gets the function a ↦ X_a."""
        return integral(lambda w: self.weight(w) * g(lambda a: self.component(a, w)))

    def each(self, f: Callable[[Expr], Any]) -> Expr:
        """The sum of f(a) over the components a = 1, …, d."""
        return total(f, 1, self.dimension)

    @property
    def facts(self) -> tuple[Fact, ...]:
        a, b = (Symbol(s, integer=True) for s in "ab")
        w = Symbol("w", real=True)
        f, x = self.weight(w), self.component
        second = self.covariance(a, b) + self.mean(a) * self.mean(b)
        return (
            Normalised(f, w),
            Moment(f, w, x(a, w), self.mean(a), parameters=(a,)),
            Moment(f, w, x(a, w) * x(b, w), second, parameters=(a, b)),
        )


class GaussianVector(RandomVector):
    """A normal random vector with any covariance S_ab = S_ba and the precision P = S⁻¹.

    >>> d = Symbol("d", integer=True, positive=True)
    >>> GaussianVector(1, d).mean(Symbol("a", integer=True))
    m1(a)
    """

    def __new__(cls, label: Any, dimension: Any) -> GaussianVector:
        return super().__new__(cls, Symbol(str(label)), sympify(dimension))

    @property
    def dimension(self) -> Expr:
        return self.args[1]

    def mean(self, a: Expr) -> Expr:
        return function(f"m{self.label}", "real")(a)

    def covariance(self, a: Expr, b: Expr) -> Expr:
        return function(f"S{self.label}", "real")(a, b)

    def precision(self, a: Expr, b: Expr) -> Expr:
        """(S⁻¹)_ab."""
        return function(f"P{self.label}", "real")(a, b)

    @property
    def determinant(self) -> Symbol:
        """|S|."""
        return Symbol(f"D{self.label}", positive=True)

    def form(self, matrix: Callable[[Expr, Expr], Expr], u: Callable[[Expr], Expr]) -> Expr:
        """The quadratic form uᵀ M u."""
        return self.each(lambda a: self.each(lambda b: u(a) * matrix(a, b) * u(b)))

    def log_density(self, x: Callable[[Expr], Expr]) -> Expr:
        """The logarithm of the N(m, S) density at the vector x."""
        d = self.dimension
        form = self.form(self.precision, lambda a: x(a) - self.mean(a))
        return -d * log(2 * pi) / 2 - log(self.determinant) / 2 - form / 2

    @property
    def facts(self) -> tuple[Fact, ...]:
        a, b = (Symbol(s, integer=True) for s in "ab")
        precision, covariance = self.precision(a, b).func, self.covariance(a, b).func
        return (
            *super().facts,
            InverseMatrices(precision, covariance, 1, self.dimension, definite=True),
        )

    @property
    def names(self) -> frozenset[str]:
        return frozenset(f"{letter}{self.label}" for letter in "mSPXf")

    @property
    def sentence(self) -> str:
        k = self.label
        return (
            f"$X_{{{k}}}$ is a normal vector of dimension $d$ with the mean $m_{{{k}}}$ and the "
            f"covariance $S_{{{k}}}$, $P_{{{k}}}=S_{{{k}}}^{{-1}}$, $D_{{{k}}}=|S_{{{k}}}|>0$"
        )


class IndependentNormals(RandomVector):
    """A vector of independent normal coordinates X_a ~ N(m_a, s_a²).

    >>> from derivecheck.language import Family
    >>> d = Symbol("d", integer=True, positive=True)
    >>> m, s = Family("m", d), Family("s", d, sign="positive")
    >>> IndependentNormals(1, m, s).scale(Symbol("a", integer=True))
    s[a]
    """

    def __new__(cls, label: Any, mean: Family, scale: Family) -> IndependentNormals:
        return super().__new__(cls, Symbol(str(label)), mean, scale)

    @property
    def dimension(self) -> Expr:
        return self.args[1].size

    def mean(self, a: Expr) -> Expr:
        return self.args[1][a]

    def scale(self, a: Expr) -> Expr:
        """s_a."""
        return self.args[2][a]

    def covariance(self, a: Expr, b: Expr) -> Expr:
        return KroneckerDelta(a, b) * self.scale(a) ** 2

    def log_density(self, x: Callable[[Expr], Expr]) -> Expr:
        """The logarithm of the product of the densities, at the vector x."""
        return self.each(lambda a: Normal(self.mean(a), self.scale(a)).log_at(x(a)))

    @property
    def names(self) -> frozenset[str]:
        return frozenset({f"X{self.label}", f"f{self.label}"})

    @property
    def sentence(self) -> str:
        mean, scale = (a.name for a in self.args[1:])
        return f"the coordinates are independent, $X_a\\sim\\mathcal{{N}}({mean}_a,{scale}_a^2)$"


class TriangularFactors(Assumption):
    """Two normal vectors by factors: S = L Lᵀ, L lower triangular with a positive diagonal.

    D = L₂⁻¹(L₁ - L₂) and w = L₂⁻¹(m₁ - m₂) hold all that differs; I + D is lower triangular too.

    >>> d = Symbol("d", integer=True, positive=True)
    >>> pair = TriangularFactors(GaussianVector(1, d), GaussianVector(2, d))
    >>> pair.shift(Symbol("a", integer=True))
    w(a)
    """

    def __new__(cls, p: GaussianVector, q: GaussianVector) -> TriangularFactors:
        return super().__new__(cls, p, q)

    @property
    def vectors(self) -> tuple[GaussianVector, GaussianVector]:
        """Both vectors."""
        return self.args

    def first(self, a: Expr, b: Expr) -> Expr:
        """The entry of L₁."""
        return function(f"L{self.vectors[0].label}", "real")(a, b)

    def lower(self, a: Expr, b: Expr) -> Expr:
        """The entry of L₂."""
        return function(f"L{self.vectors[1].label}", "real")(a, b)

    def inverse(self, a: Expr, b: Expr) -> Expr:
        """The entry of L₂⁻¹."""
        return function(f"R{self.vectors[1].label}", "real")(a, b)

    def gap(self, a: Expr, b: Expr) -> Expr:
        """D_ab."""
        return function("D", "real")(a, b)

    def shift(self, a: Expr) -> Expr:
        """w_a."""
        return function("w", "real")(a)

    @property
    def definitions(self) -> Mapping[Any, Any]:
        """m₁ = m₂ + L₂ w, L₁ = L₂ (I + D), S₁ = L₁ L₁ᵀ, S₂⁻¹ = L₂⁻ᵀ L₂⁻¹, |S₁| by the diagonals."""
        p, q = self.vectors
        a, b = (Symbol(s, integer=True) for s in "ab")
        low, product, r = self.lower, self._product, self.inverse
        growth = p.each(lambda k: log(1 + self.gap(k, k)))
        return {
            p.mean(a).func: lambda a: q.mean(a) + p.each(lambda k: low(a, k) * self.shift(k)),
            self.first(a, b).func: product,
            p.covariance(a, b).func: lambda a, b: p.each(lambda k: product(a, k) * product(b, k)),
            q.precision(a, b).func: lambda a, b: p.each(lambda k: r(k, a) * r(k, b)),
            p.determinant: q.determinant * exp(2 * growth),
        }

    def _product(self, a: Expr, b: Expr) -> Expr:
        """The entry of L₂ (I + D); of a triangular product one term is left on the diagonal."""
        if a == b:
            return self.lower(a, a) * (1 + self.gap(a, a))
        return self.vectors[0].each(
            lambda k: self.lower(a, k) * (KroneckerDelta(k, b) + self.gap(k, b))
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        a, b = (Symbol(s, integer=True) for s in "ab")
        heads = self.inverse(a, b).func, self.lower(a, b).func
        return (
            InverseMatrices(*heads, 1, self.vectors[0].dimension, symmetric=False),
            Between(self.gap(a, a), -1, oo),
            Between(self.first(a, a), 0, oo),
            Between(self.lower(a, a), 0, oo),
        )

    @property
    def names(self) -> frozenset[str]:
        p, q = (v.label for v in self.vectors)
        return frozenset({f"L{p}", f"L{q}", f"R{q}", "D", "w"})

    @property
    def sentence(self) -> str:
        return (
            r"$\Sigma_k=L_kL_k^{\mathsf T}$, $L_k$ lower triangular with a positive diagonal; "
            r"$D=L_2^{-1}(L_1-L_2)$, $w=L_2^{-1}(m_1-m_2)$"
        )
