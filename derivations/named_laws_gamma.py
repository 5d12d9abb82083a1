r"""Entropy and relative entropy of gamma, beta and Dirichlet laws, with ψ = (log Γ)'.

In nats, gamma laws by shape a and rate b, A = Σα and B = Σβ for symbolic K:

    gamma:      H = a₁ - log b₁ + log Γ(a₁) + (1-a₁) ψ(a₁)
                KL = a₂ log(b₁/b₂) + log(Γ(a₂)/Γ(a₁)) + (a₁-a₂) ψ(a₁) + (b₂-b₁) a₁/b₁
    beta:       KL = log(B(a₂,b₂)/B(a₁,b₁)) + (a₁-a₂) ψ(a₁) + (b₁-b₂) ψ(b₁)
                     + (a₂-a₁+b₂-b₁) ψ(a₁+b₁)
    Dirichlet:  KL = log Γ(A) - log Γ(B) + Σ (log Γ(β_k) - log Γ(α_k))
                     + Σ (α_k-β_k) (ψ(α_k) - ψ(A))

Main results
------------
* `entropy_gamma`, `kl_gamma`, `entropy_beta`, `kl_beta`, `entropy_dirichlet`, `kl_dirichlet`

Source: T. Cover and J. Thomas, "Elements of Information Theory", 2nd ed., table 17.1; W. Penny,
"KL-Divergences of Normal, Gamma, Dirichlet and Wishart densities" (2001).
"""

from sympy import Expr, Symbol, log, loggamma, symbols

from derivecheck.derivations import moments_of_families as families
from derivecheck.derivations.named_laws import entropy, relative_entropy
from derivecheck.language import Beta, Coordinate, Dirichlet, E, Family, Gamma, log_beta
from derivecheck.proof.rules import moments_of

one, psi = families.one, families.psi
a1, b1, a2, b2 = symbols("a1 b1 a2 b2", positive=True)

P, Q = Gamma(a1, b1), Gamma(a2, b2)
by_gamma = moments_of(families.gamma_mass, families.gamma_mean, families.gamma_log)
mean, mean_log = E(P, lambda x: x), E(P, log)
constant = loggamma(a2) - loggamma(a1) + a1 * log(b1) - a2 * log(b2)
entropy_gamma = entropy(
    "gamma",
    P,
    (loggamma(a1) - a1 * log(b1)) * one(P) + (1 - a1) * mean_log + b1 * mean,
    a1 - log(b1) + loggamma(a1) + (1 - a1) * psi(a1),
    by_gamma,
)
kl_gamma = relative_entropy(
    "gamma",
    P,
    Q,
    constant * one(P) + (a1 - a2) * mean_log + (b2 - b1) * mean,
    a2 * log(b1 / b2) + loggamma(a2) - loggamma(a1) + (a1 - a2) * psi(a1) + (b2 - b1) * a1 / b1,
    by_gamma,
)

P, Q = Beta(a1, b1), Beta(a2, b2)
by_beta = moments_of(families.beta_mass, families.beta_log, families.beta_log_rest)
left, right = E(P, log), E(P, lambda x: log(1 - x))
entropy_beta = entropy(
    "beta",
    P,
    log_beta(a1, b1) * one(P) + (1 - a1) * left + (1 - b1) * right,
    log_beta(a1, b1) - (a1 - 1) * psi(a1) - (b1 - 1) * psi(b1) + (a1 + b1 - 2) * psi(a1 + b1),
    by_beta,
)
kl_beta = relative_entropy(
    "beta",
    P,
    Q,
    (log_beta(a2, b2) - log_beta(a1, b1)) * one(P) + (a1 - a2) * left + (b1 - b2) * right,
    log_beta(a2, b2)
    - log_beta(a1, b1)
    + (a1 - a2) * psi(a1)
    + (b1 - b2) * psi(b1)
    + (a2 - a1 + b2 - b1) * psi(a1 + b1),
    by_beta,
)

K = Symbol("K", integer=True, positive=True)
alpha, beta = Family("alpha", K, sign="positive"), Family("beta", K, sign="positive")
P, Q = Dirichlet(alpha), Dirichlet(beta)
by_dirichlet = moments_of(families.dirichlet_mass, families.dirichlet_log)
A, B = P.each(lambda k: alpha[k]), Q.each(lambda k: beta[k])


def mean_log_coordinate(k: Expr) -> Expr:
    """E log X_k under P."""
    return E(P, lambda x: log(Coordinate(k, x)))


entropy_dirichlet = entropy(
    "dirichlet",
    P,
    P.log_normaliser * one(P) - P.each(lambda k: (alpha[k] - 1) * mean_log_coordinate(k)),
    P.log_normaliser + (A - K) * psi(A) - P.each(lambda k: (alpha[k] - 1) * psi(alpha[k])),
    by_dirichlet,
    alpha,
)
kl_dirichlet = relative_entropy(
    "dirichlet",
    P,
    Q,
    (Q.log_normaliser - P.log_normaliser) * one(P)
    + P.each(lambda k: (alpha[k] - beta[k]) * mean_log_coordinate(k)),
    loggamma(A)
    - loggamma(B)
    + P.each(lambda k: loggamma(beta[k]) - loggamma(alpha[k]))
    + P.each(lambda k: (alpha[k] - beta[k]) * (psi(alpha[k]) - psi(A))),
    by_dirichlet,
    alpha,
    beta,
)

PAGE = (entropy_gamma, kl_gamma, entropy_beta, kl_beta, entropy_dirichlet, kl_dirichlet)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
