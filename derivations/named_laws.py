r"""Entropy and relative entropy of exponential, Laplace, Poisson, Bernoulli and categorical laws.

In nats, with rates λ, Laplace laws by location μ and scale b:

    exponential:  H = 1 - log λ₁,       KL = log(λ₁/λ₂) + λ₂/λ₁ - 1
    Laplace:      H = log(2 b₁) + 1,    KL = log(b₂/b₁) + (|μ₁-μ₂| + b₁ exp(-|μ₁-μ₂|/b₁))/b₂ - 1
    Poisson:      (H has no closed form)   KL = λ₁ log(λ₁/λ₂) + λ₂ - λ₁

Main results
------------
* `entropy_exponential`, `kl_exponential`, `entropy_laplace`, `kl_laplace`, `kl_poisson`
* `entropy_bernoulli`, `kl_bernoulli`, `entropy_categorical`, `kl_categorical`

Gamma, beta and Dirichlet laws are in `derivecheck.derivations.named_laws_gamma`.

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., section 2.3 and
table 17.1; F. Nielsen and V. Garcia, "Statistical exponential families: a digest with flash cards".
"""

from sympy import Abs, Expr, Symbol, exp, log, symbols

from derivecheck.derivations import divergence
from derivecheck.derivations import moments_of_families as families
from derivecheck.language import (
    KL,
    Assumption,
    E,
    Exponential,
    FiniteLaw,
    H,
    Interval,
    Laplace,
    Law,
    Poisson,
    bernoulli,
    given,
    total,
)
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import Rule, definition, lemma, linearity, moments_of, normalisation

lambda1, lambda2, b1, b2 = symbols("lambda1 lambda2 b1 b2", positive=True)
mu1, mu2 = symbols("mu1 mu2", real=True)


def entropy(
    name: str, law: Law, expanded: Expr, value: Expr, by: Rule, *also: Assumption
) -> Derivation:
    """H(P): the mean of -log p, split into expectations of statistics whose values are known."""
    title = f"Entropy of {law.sentence}"
    id = f"entropy_{name}"
    return (
        derive(f"named.{id}", title, given(*also, law), H(law), closed_form=id)
        .eq(E(law, lambda x: -law.log_at(x)), by=definition)
        .eq(expanded, by=linearity)
        .eq(value, by=by)
    )


def relative_entropy(
    name: str, p: Law, q: Law, expanded: Expr, value: Expr, by: Rule, *also: Assumption
) -> Derivation:
    """KL(P‖Q): the mean of log p - log q, split into expectations of statistics."""
    title = f"Relative entropy of two {p.plural}"
    id = f"kl_{name}"
    return (
        derive(f"named.{id}", title, given(*also, p, q), KL(p, q), closed_form=id)
        .eq(E(p, lambda x: p.log_at(x) - q.log_at(x)), by=definition)
        .eq(expanded, by=linearity)
        .eq(value, by=by)
    )


one = families.one

P, Q = Exponential(lambda1), Exponential(lambda2)
by_mean = moments_of(families.exponential_mass, families.exponential_mean)
mean = E(P, lambda x: x)
entropy_exponential = entropy(
    "exponential", P, lambda1 * mean - log(lambda1) * one(P), 1 - log(lambda1), by_mean
)
kl_exponential = relative_entropy(
    "exponential",
    P,
    Q,
    log(lambda1 / lambda2) * one(P) + (lambda2 - lambda1) * mean,
    log(lambda1 / lambda2) + lambda2 / lambda1 - 1,
    by_mean,
)

P, Q = Laplace(mu1, b1), Laplace(mu2, b2)
by_distance = moments_of(families.laplace_mass, families.laplace_distance)
by_distances = moments_of(
    families.laplace_mass, families.laplace_distance, families.laplace_any_distance
)
to_own, to_other = E(P, lambda x: Abs(x - mu1)), E(P, lambda x: Abs(x - mu2))
entropy_laplace = entropy(
    "laplace", P, log(2 * b1) * one(P) + to_own / b1, log(2 * b1) + 1, by_distance
)
kl_laplace = relative_entropy(
    "laplace",
    P,
    Q,
    log(b2 / b1) * one(P) - to_own / b1 + to_other / b2,
    log(b2 / b1) + (Abs(mu1 - mu2) + b1 * exp(-Abs(mu1 - mu2) / b1)) / b2 - 1,
    by_distances,
)

P, Q = Poisson(lambda1), Poisson(lambda2)
kl_poisson = relative_entropy(
    "poisson",
    P,
    Q,
    log(lambda1 / lambda2) * E(P, lambda n: n) + (lambda2 - lambda1) * one(P),
    lambda1 * log(lambda1 / lambda2) + lambda2 - lambda1,
    moments_of(families.poisson_mass, families.poisson_mean),
)

p, q = symbols("p q", positive=True)
inside_p, inside_q = Interval(p), Interval(q)
entropy_bernoulli = derive(
    "named.entropy_bernoulli",
    "Entropy of a Bernoulli law",
    given(inside_p),
    H(bernoulli(p)),
    closed_form="binary_entropy",
).eq(-p * log(p) - (1 - p) * log(1 - p), by=definition)
kl_bernoulli = derive(
    "named.kl_bernoulli",
    "Relative entropy of two Bernoulli laws",
    given(inside_p, inside_q),
    KL(bernoulli(p), bernoulli(q)),
    closed_form="kl_bernoulli",
).eq(p * log(p / q) + (1 - p) * log((1 - p) / (1 - q)), by=definition)

N = Symbol("N", integer=True, positive=True)
F, G = FiniteLaw("p", N), FiniteLaw("q", N)
entropy_categorical = (
    derive(
        "named.entropy_categorical",
        "Entropy of a categorical law",
        given(F),
        H(F),
        closed_form="entropy",
    )
    .eq(divergence.entropy.result, by=lemma(divergence.entropy))
    .eq(-total(lambda i: F.at(i) * log(F.at(i)), 1, N), by=linearity)
)
kl_categorical = (
    derive(
        "named.kl_categorical",
        "Relative entropy of two categorical laws",
        given(F, G),
        KL(F, G),
        closed_form="kl",
    )
    .eq(divergence.relative_entropy.result, by=lemma(divergence.relative_entropy))
    .eq(total(lambda i: F.at(i) * log(F.at(i) / G.at(i)), 1, N), by=normalisation)
)

PAGE = (
    entropy_exponential,
    kl_exponential,
    entropy_laplace,
    kl_laplace,
    kl_poisson,
    entropy_bernoulli,
    kl_bernoulli,
    entropy_categorical,
    kl_categorical,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
