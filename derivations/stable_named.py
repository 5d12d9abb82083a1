r"""Relative entropy of exponential, Laplace and Poisson laws in stable form.

With rates λ, locations μ, scales b and g(r) = r - 1 - log r ≥ 0,

    exponential:  g(λ₂/λ₁)
    Laplace:      g(b₁/b₂) + (b₁/b₂) (exp(-t) - 1 + t),  t = |μ₁ - μ₂|/b₁
    Poisson:      λ₁ g(λ₂/λ₁)

Main results
------------
* `kl_exponential`, `kl_laplace`, `kl_poisson`
"""

from sympy import Abs, Expr

from derivecheck.derivations import named_laws as named
from derivecheck.derivations.named_laws import b1, b2, lambda1, lambda2, mu1, mu2
from derivecheck.proof.derivation import Derivation, derive
from derivecheck.proof.rules import algebra, lemma
from derivecheck.terms.kernels import kl_term, laplace_gap, ratio_gap


def stable(textbook: Derivation, value: Expr) -> Derivation:
    """The divergence, its textbook form, and the stable form."""
    return (
        derive(
            f"stable.{textbook.closed_form}",
            textbook.title,
            textbook.given,
            textbook.start,
            closed_form=textbook.closed_form,
        )
        .eq(textbook.result, by=lemma(textbook))
        .eq(value, by=algebra)
    )


kl_exponential = stable(named.kl_exponential, ratio_gap(lambda2, lambda1))
kl_laplace = stable(
    named.kl_laplace,
    ratio_gap(b1, b2) + laplace_gap(Abs(mu1 - mu2), b1, b2),
)
kl_poisson = stable(named.kl_poisson, kl_term(lambda1, lambda2))

PAGE = (kl_exponential, kl_laplace, kl_poisson)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
