"""True statements about densities, normal laws and latent variables."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, exp, log, oo, pi, sqrt, symbols

from derivecheck.language.assumptions import Interval, RealFunction
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import Mixture, midpoint
from derivecheck.language.laws.line import Density, Joint, Normal
from derivecheck.language.laws.vectors import GaussianVector
from derivecheck.language.measures import point
from derivecheck.language.statements import Statement, given, not_always
from derivecheck.terms.binders import integral

half = Rational(1, 2)
f, g = Density("f"), Density("g")
r = RealFunction("r")
D = RealFunction("D", sign="unit")
mu, nu, c = symbols("mu nu c", real=True)
s, t, v = symbols("s t v", positive=True)
w = Symbol("w", real=True)
A, B, Z = Normal(mu, s), Normal(nu, t), Normal(0, 1)
J, L = Joint("p"), Joint("q")
x0 = point("x")
d = Symbol("d", integer=True, positive=True)
X, Y = GaussianVector("1", d), GaussianVector("2", d)
one, two = given(A), given(A, B)
densities = given(f, g)
vectors = given(X, Y)
both_joints = given(J, L)


def joint_log_ratio() -> Expr:
    """The relative entropy of two joint densities."""
    return integral(lambda x: integral(lambda z: J.at(x, z) * log(J.at(x, z) / L.at(x, z))))


closed = log(t / s) + (s**2 + (mu - nu) ** 2) / (2 * t**2) - half
trace = X.each(lambda a: X.each(lambda b: Y.precision(a, b) * X.covariance(b, a)))
shift = Y.form(Y.precision, lambda a: X.mean(a) - Y.mean(a))

DENSITIES: dict[str, Statement] = {
    "relative entropy of densities": densities.ge(KL(f, g), 0),
    "equality of densities": densities.zero_iff_equal(KL, f, g),
    "cross-entropy of densities": densities.eq(CE(f, g), H(f) + KL(f, g)),
    "differential entropy is at most cross-entropy": densities.le(H(f), CE(f, g)),
    "differential entropy may be negative": not_always(one.ge(H(A), 0)),
    "Jensen-Shannon of densities as entropies": densities.eq(
        JS(f, g), H(midpoint(f, g)) - (H(f) + H(g)) / 2
    ),
    "Jensen-Shannon of densities is at most log 2": densities.le(JS(f, g), log(2)),
    "Jensen-Shannon of densities is not negative": densities.ge(JS(f, g), 0),
    "mean is linear": given(f, r).eq(E(f, lambda x: c * r(x) + v), c * E(f, lambda x: r(x)) + v),
    "variance": given(f, r).eq(
        E(f, lambda x: (r(x) - E(f, lambda z: r(z))) ** 2),
        E(f, lambda x: r(x) ** 2) - E(f, lambda x: r(x)) ** 2,
    ),
    "variance is not negative": given(f, r).ge(
        E(f, lambda x: r(x) ** 2), E(f, lambda x: r(x)) ** 2
    ),
    "importance sampling": given(f, g, r).eq(
        E(f, lambda x: r(x)), E(g, lambda x: r(x) * f.at(x) / g.at(x))
    ),
    "mixture mean": given(f, g, r, Interval(w)).eq(
        E(Mixture((w, f), (1 - w, g)), lambda x: r(x)),
        w * E(f, lambda x: r(x)) + (1 - w) * E(g, lambda x: r(x)),
    ),
    "skew of densities": given(f, g, Interval(w)).le(KL(f, Mixture((w, f), (1 - w, g))), -log(w)),
    "convexity for densities": given(f, g, Interval(w)).le(
        KL(Mixture((w, f), (1 - w, g)), g), w * KL(f, g)
    ),
    "mean log-likelihood is largest for the true density": densities.ge(
        E(f, lambda x: log(f.at(x))), E(f, lambda x: log(g.at(x)))
    ),
    "best discriminator at one point": given(f, g).maximum(
        f.at(x0) * log(w) + g.at(x0) * log(1 - w), w, f.at(x0) / (f.at(x0) + g.at(x0))
    ),
    "value of the best discriminator": densities.eq(
        E(f, lambda x: log(f.at(x) / (f.at(x) + g.at(x))))
        + E(g, lambda x: log(g.at(x) / (f.at(x) + g.at(x)))),
        2 * JS(f, g) - log(4),
    ),
    "value of any discriminator": given(f, g, D).le(
        E(f, lambda x: log(D(x))) + E(g, lambda x: log(1 - D(x))), 2 * JS(f, g) - log(4)
    ),
}
LATENT: dict[str, Statement] = {
    "joint density has mass one": given(J).eq(
        integral(lambda x: integral(lambda z: J.at(x, z))), 1
    ),
    "marginal density": given(J).eq(integral(lambda z: J.at(x0, z)), J.of_x.at(x0)),
    "conditional density has mass one": given(J).eq(integral(lambda z: J.z_given(x0).at(z)), 1),
    "Bayes for densities": given(J).eq(
        J.z_given(x0).at(point("z")),
        J.x_given(point("z")).at(x0) * J.of_z.at(point("z")) / J.of_x.at(x0),
    ),
    "tower": given(J, r).eq(
        E(J.of_z, lambda z: E(J.x_given(z), lambda x: r(x))), E(J.of_x, lambda x: r(x))
    ),
    "chain rule of relative entropy for densities": both_joints.eq(
        joint_log_ratio(),
        KL(J.of_x, L.of_x) + E(J.of_x, lambda x: KL(J.z_given(x), L.z_given(x))),
    ),
    "relative entropy of marginals is smaller": both_joints.le(
        KL(J.of_x, L.of_x), joint_log_ratio()
    ),
    "decomposition of the evidence": given(J, g).eq(
        log(J.of_x.at(x0)),
        E(g, lambda z: log(J.at(x0, z) / g.at(z))) + KL(g, J.z_given(x0)),
    ),
    "lower bound of the evidence": given(J, g).ge(
        log(J.of_x.at(x0)), E(g, lambda z: log(J.at(x0, z) / g.at(z)))
    ),
    "reconstruction and divergence from the prior": given(J, g).eq(
        E(g, lambda z: log(J.at(x0, z) / g.at(z))),
        E(g, lambda z: log(J.x_given(z).at(x0))) - KL(g, J.of_z),
    ),
    "mutual information of densities": given(J).eq(
        E(J.of_x, lambda x: KL(J.z_given(x), J.of_z)),
        E(J.of_z, lambda z: KL(J.x_given(z), J.of_x)),
    ),
    "mutual information of densities is not negative": given(J).ge(
        E(J.of_x, lambda x: KL(J.z_given(x), J.of_z)), 0
    ),
}
NORMAL: dict[str, Statement] = {
    "mean of a normal law": one.eq(E(A, lambda x: x), mu),
    "second moment": one.eq(E(A, lambda x: x**2), mu**2 + s**2),
    "third moment": one.eq(E(A, lambda x: x**3), mu**3 + 3 * mu * s**2),
    "fourth moment": one.eq(E(A, lambda x: x**4), mu**4 + 6 * mu**2 * s**2 + 3 * s**4),
    "variance of a normal law": one.eq(E(A, lambda x: (x - mu) ** 2), s**2),
    "third central moment": one.eq(E(A, lambda x: (x - mu) ** 3), 0),
    "fourth central moment": one.eq(E(A, lambda x: (x - mu) ** 4), 3 * s**4),
    "sixth central moment": one.eq(E(A, lambda x: (x - mu) ** 6), 15 * s**6),
    "square of a standard normal": given(Z).eq(E(Z, lambda x: x**2), 1),
    "variance of a square": given(Z).eq(E(Z, lambda x: (x**2 - 1) ** 2), 2),
    "Hermite polynomials are orthogonal": given(Z).eq(E(Z, lambda x: x * (x**3 - 3 * x)), 0),
    "Stein": one.eq(E(A, lambda x: (x - mu) * x**3), s**2 * E(A, lambda x: 3 * x**2)),
    "Stein for a square": one.eq(E(A, lambda x: (x - mu) * x**2), s**2 * E(A, lambda x: 2 * x)),
    "moment-generating function": one.eq(E(A, lambda x: exp(c * x)), exp(c * mu + c**2 * s**2 / 2)),
    "mean of a log-normal law": one.eq(E(A, lambda x: exp(x)), exp(mu + s**2 / 2)),
    "score has mean zero": one.eq(E(A, lambda x: (x - mu) / s**2), 0),
    "Fisher information of the mean": one.eq(E(A, lambda x: ((x - mu) / s**2) ** 2), 1 / s**2),
    "Fisher information of the deviation": one.eq(
        E(A, lambda x: (-1 / s + (x - mu) ** 2 / s**3) ** 2), 2 / s**2
    ),
    "mean and deviation are orthogonal parameters": one.eq(
        E(A, lambda x: (x - mu) / s**2 * (-1 / s + (x - mu) ** 2 / s**3)), 0
    ),
    "curvature of the log-likelihood": one.eq(-Partial(Partial(A.log_at(x0), mu), mu), 1 / s**2),
    "score by the mean": one.eq(Partial(A.log_at(x0), mu), (x0 - mu) / s**2),
    "score by the deviation": one.eq(Partial(A.log_at(x0), s), ((x0 - mu) ** 2 - s**2) / s**3),
    "score by the point": one.eq(Partial(A.log_at(x0), x0), -(x0 - mu) / s**2),
    "log density": one.eq(log(A.at(x0)), -((x0 - mu) ** 2) / (2 * s**2) - log(s) - log(2 * pi) / 2),
    "density at the mean": one.eq(A.at(mu), 1 / (s * sqrt(2 * pi))),
    "density is largest at the mean": one.le(A.at(x0), 1 / (s * sqrt(2 * pi))),
    "symmetry about the mean": one.eq(A.at(mu + c), A.at(mu - c)),
    "entropy of a normal law": one.eq(H(A), log(2 * pi * s**2) / 2 + half),
    "entropy and variance": one.eq(exp(2 * H(A)), 2 * pi * exp(1) * s**2),
    "entropy does not depend on the mean": two.eq(H(Normal(mu, s)), H(Normal(nu, s))),
    "entropy of a scaled variable": one.eq(H(Normal(v * mu, v * s)), H(A) + log(v)),
    "slope of the entropy": one.eq(Partial(H(A), s), 1 / s),
    "cross-entropy of normal laws": two.eq(
        CE(A, B), log(2 * pi * t**2) / 2 + (s**2 + (mu - nu) ** 2) / (2 * t**2)
    ),
    "relative entropy of normal laws": two.eq(KL(A, B), closed),
    "relative entropy of normal laws is not negative": two.ge(closed, 0),
    "relative entropy at equal variances": two.eq(
        KL(A, Normal(nu, s)), (mu - nu) ** 2 / (2 * s**2)
    ),
    "relative entropy at equal means": one.eq(
        KL(A, Normal(mu, t)), log(t / s) + s**2 / (2 * t**2) - half
    ),
    "relative entropy to the standard normal law": one.eq(
        KL(A, Z), (mu**2 + s**2 - 1 - log(s**2)) / 2
    ),
    "symmetric at equal variances": two.eq(KL(A, Normal(nu, s)), KL(Normal(nu, s), A)),
    "relative entropy under a common shift": two.eq(
        KL(Normal(mu + c, s), Normal(nu + c, t)), KL(A, B)
    ),
    "relative entropy under a common scale": two.eq(
        KL(Normal(v * mu, v * s), Normal(v * nu, v * t)), KL(A, B)
    ),
    "Jeffreys divergence of normal laws": two.eq(
        KL(A, B) + KL(B, A),
        (s**2 + (mu - nu) ** 2) / (2 * t**2) + (t**2 + (mu - nu) ** 2) / (2 * s**2) - 1,
    ),
    "gradient by the mean": two.eq(Partial(KL(A, B), mu), (mu - nu) / t**2),
    "gradient by the deviation": two.eq(Partial(KL(A, B), s), s / t**2 - 1 / s),
    "gradient by the other mean": two.eq(Partial(KL(A, B), nu), (nu - mu) / t**2),
    "normal laws: not symmetric": not_always(two.symmetric(KL, A, B)),
    "best mean": given(Normal(mu, s)).minimum((mu - w) ** 2 + s**2, w, mu, -oo, oo),
    "best deviation": one.minimum(log(v) + s**2 / (2 * v**2), v, s, 0, oo),
    "reparameterisation": one.eq(E(A, lambda x: x**3), E(Z, lambda x: (mu + s * x) ** 3)),
    "reparameterised gradient": one.eq(
        Partial(E(A, lambda x: x**2), mu), E(Z, lambda x: 2 * (mu + s * x))
    ),
    "score-function gradient": one.eq(
        Partial(E(A, lambda x: x**2), mu), E(A, lambda x: x**2 * (x - mu) / s**2)
    ),
    "mean squared error": one.eq(E(A, lambda x: (x - c) ** 2), s**2 + (mu - c) ** 2),
    "integral of the normal density": one.eq(
        integral(lambda x: exp(-((x - mu) ** 2) / (2 * s**2)) / (s * sqrt(2 * pi))), 1
    ),
    "Gaussian integral": given().eq(integral(lambda x: exp(-s * x**2)), sqrt(pi / s)),
    "Gaussian integral with a linear term": given().eq(
        integral(lambda x: exp(-s * x**2 + c * x)), sqrt(pi / s) * exp(c**2 / (4 * s))
    ),
    "exponential integral on the half line": given().eq(
        integral(lambda x: exp(-s * x), 0, oo), 1 / s
    ),
    "mean of an exponential law": given().eq(integral(lambda x: x * s * exp(-s * x), 0, oo), 1 / s),
}
VECTORS: dict[str, Statement] = {
    "mean of a vector": given(X).eq(
        X.expectation(lambda x: X.each(lambda a: x(a))), X.each(X.mean)
    ),
    "second moment of a vector": given(X).eq(
        X.expectation(lambda x: X.each(lambda a: x(a) ** 2)),
        X.each(lambda a: X.covariance(a, a) + X.mean(a) ** 2),
    ),
    "mean of the Mahalanobis form": given(X).eq(
        X.expectation(lambda x: X.form(X.precision, lambda a: x(a) - X.mean(a))), d
    ),
    "mean of a quadratic form": vectors.eq(
        X.expectation(lambda x: Y.form(Y.precision, lambda a: x(a) - Y.mean(a))), trace + shift
    ),
    "entropy of a normal vector": given(X).eq(
        -X.expectation(X.log_density), d * log(2 * pi) / 2 + log(X.determinant) / 2 + d * half
    ),
    "relative entropy of normal vectors": vectors.eq(
        X.expectation(lambda x: X.log_density(x) - Y.log_density(x)),
        (log(Y.determinant / X.determinant) - d + trace + shift) / 2,
    ),
    "inverse of the covariance": given(X).eq(
        X.each(lambda a: X.each(lambda b: X.precision(a, b) * X.covariance(b, a))), d
    ),
}
