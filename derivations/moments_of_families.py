r"""Expectations of sufficient statistics: one integration, then differentiation by the parameters.

A law h(x) exp(η·T(x))/Z(η) of an exponential family has mass one for every η, so the derivative of
its mass by η_k is 0, which says E T_k = ∂ log Z/∂η_k.

Main results
------------
* `gamma_mean`, `gamma_log`: E X = a/b and E log X = ψ(a) - log b;   `exponential_mean`: 1/λ
* `beta_log`, `beta_log_rest`: E log X = ψ(a) - ψ(a+b) and E log(1-X) = ψ(b) - ψ(a+b)
* `poisson_mean`: λ;   `laplace_distance`, `laplace_any_distance`: E|X-μ| and E|X-c|
* `dirichlet_log`: E log X_k = ψ(α_k) - ψ(Σα), for symbolic K

Source: F. Nielsen and V. Garcia, "Statistical exponential families: a digest with flash cards".
"""

from sympy import Abs, Expr, Symbol, exp, log, polygamma, symbols

from derivecheck.language import (
    Beta,
    Coordinate,
    Dirichlet,
    E,
    Exponential,
    Family,
    Gamma,
    Index,
    Laplace,
    Law,
    Poisson,
    given,
)
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import (
    Rule,
    between_kinks,
    derivative_of,
    integration,
    lemma,
    stick_breaking,
)

a, b, lam = symbols("a b lambda", positive=True)
mu, c = symbols("mu c", real=True)
K = Symbol("K", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
alpha = Family("alpha", K, sign="positive")
at_k = Index(k, K)


def psi(x: Expr) -> Expr:
    """The digamma function."""
    return polygamma(0, x)


def one(law: Law) -> Expr:
    """The mass of a law, as an expectation."""
    return E(law, lambda x: 1)


def mass(family: str, law: Law, by: Rule = integration) -> Derivation:
    """The law has total mass one, for all values of its parameters."""
    title = f"{law.sentence[0].upper()}{law.sentence[1:]} has mass one"
    return derive(f"moments_of_families.{family}_mass", title, given(law), one(law)).eq(1, by=by)


gamma_law, beta_law, laplace_law = Gamma(a, b), Beta(a, b), Laplace(mu, b)
poisson_law, exponential_law, dirichlet_law = Poisson(lam), Exponential(lam), Dirichlet(alpha)
gamma_mass, beta_mass = mass("gamma", gamma_law), mass("beta", beta_law)
exponential_mass = mass("exponential", exponential_law)
laplace_mass, poisson_mass = mass("laplace", laplace_law), mass("poisson", poisson_law)
dirichlet_mass = derive(
    "moments_of_families.dirichlet_mass",
    "A Dirichlet law has mass one",
    given(alpha, dirichlet_law),
    one(dirichlet_law),
).eq(1, by=stick_breaking)


def statistic(
    name: str, title: str, start: Expr, value: Expr, known: Derivation, wrt: Expr, factor: Expr
) -> Derivation:
    """E T = value, from the derivative of the mass, which is (E T - value·E 1)/factor."""
    law = known.start.law
    here = given(*known.given.assumptions, *([at_k] if value.has(k) else []))
    return (
        derive(f"moments_of_families.{name}", title, here, start)
        .eq(value * one(law), by=derivative_of(known, wrt, factor=factor))
        .eq(value, by=lemma(known, factor=value))
    )


gamma_mean = statistic(
    "gamma_mean", "Mean of a gamma law", E(gamma_law, lambda x: x), a / b, gamma_mass, b, -1
)
gamma_log = statistic(
    "gamma_log",
    "Mean of the logarithm under a gamma law",
    E(gamma_law, log),
    psi(a) - log(b),
    gamma_mass,
    a,
    1,
)
exponential_mean = statistic(
    "exponential_mean",
    "Mean of an exponential law",
    E(exponential_law, lambda x: x),
    1 / lam,
    exponential_mass,
    lam,
    -1,
)
beta_log = statistic(
    "beta_log",
    "Mean of log X under a beta law",
    E(beta_law, log),
    psi(a) - psi(a + b),
    beta_mass,
    a,
    1,
)
beta_log_rest = statistic(
    "beta_log_rest",
    "Mean of log(1-X) under a beta law",
    E(beta_law, lambda x: log(1 - x)),
    psi(b) - psi(a + b),
    beta_mass,
    b,
    1,
)
poisson_mean = statistic(
    "poisson_mean",
    "Mean of a Poisson law",
    E(poisson_law, lambda n: n),
    lam,
    poisson_mass,
    lam,
    lam,
)
laplace_distance = statistic(
    "laplace_distance",
    "Mean distance from the location of a Laplace law",
    E(laplace_law, lambda x: Abs(x - mu)),
    b,
    laplace_mass,
    b,
    b**2,
)
laplace_any_distance = derive(
    "moments_of_families.laplace_any_distance",
    "Mean distance of a Laplace law from any point",
    given(laplace_law),
    E(laplace_law, lambda x: Abs(x - c)),
).eq(Abs(mu - c) + b * exp(-Abs(mu - c) / b), by=between_kinks)
dirichlet_log = statistic(
    "dirichlet_log",
    "Mean of the logarithm of a coordinate under a Dirichlet law",
    E(dirichlet_law, lambda x: log(Coordinate(k, x))),
    psi(alpha[k]) - psi(dirichlet_law.each(lambda i: alpha[i])),
    dirichlet_mass,
    alpha[k],
    1,
)

PAGE = (
    gamma_mass,
    gamma_mean,
    gamma_log,
    exponential_mass,
    exponential_mean,
    beta_mass,
    beta_log,
    beta_log_rest,
    laplace_mass,
    laplace_distance,
    laplace_any_distance,
    poisson_mass,
    poisson_mean,
    dirichlet_mass,
    dirichlet_log,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
