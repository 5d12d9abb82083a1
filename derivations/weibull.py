r"""Entropy and relative entropy of Weibull laws, by shape k and scale λ.

In nats, with γ Euler's constant:

    H  = γ (1 - 1/k) + log(λ/k) + 1
    KL = log(k₁/λ₁) - log(k₂/λ₂) + (k₁-1)(-γ/k₁) - (k₂-1)(log(λ₁/λ₂) - γ/k₁)
         + (λ₁/λ₂)^k₂ Γ(k₂/k₁ + 1) - 1

Main results
------------
* `entropy_weibull`, `kl_weibull`

Source: C. Bauckhage, "Computing the Kullback-Leibler divergence between two Weibull distributions".
"""

from sympy import EulerGamma, gamma, log, symbols

from derivecheck.derivations.moments_of_families import one
from derivecheck.derivations.named_laws import entropy, relative_entropy
from derivecheck.language import E, Weibull
from derivecheck.proof.rules import powers

k1, k2, l1, l2 = symbols("k1 k2 lambda1 lambda2", positive=True)
P, Q = Weibull(k1, l1), Weibull(k2, l2)

own_log, other_log = E(P, lambda x: log(x / l1)), E(P, lambda x: log(x / l2))
own_power = E(P, lambda x: (x / l1) ** k1)
other_power = E(P, lambda x: (x / l2) ** k2)

entropy_weibull = entropy(
    "weibull",
    P,
    -log(k1 / l1) * one(P) - (k1 - 1) * own_log + own_power,
    EulerGamma * (1 - 1 / k1) + log(l1 / k1) + 1,
    powers,
)
kl_weibull = relative_entropy(
    "weibull",
    P,
    Q,
    (log(k1 / l1) - log(k2 / l2)) * one(P)
    + (k1 - 1) * own_log
    - own_power
    - (k2 - 1) * other_log
    + other_power,
    log(k1 / l1)
    - log(k2 / l2)
    - (k1 - 1) * EulerGamma / k1
    - (k2 - 1) * (log(l1 / l2) - EulerGamma / k1)
    + (l1 / l2) ** k2 * gamma(k2 / k1 + 1)
    - 1,
    powers,
)

PAGE = (entropy_weibull, kl_weibull)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
