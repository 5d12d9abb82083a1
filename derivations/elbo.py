r"""The evidence lower bound of a latent-variable model.

p(x, z) is a joint density, q(z|x) a density of z for every x, and

    ELBO = E_q [log p(x, z) - log q(z|x)].

Main results
------------
* `evidence`: log p(x) = ELBO + KL(q(z|x)‖p(z|x))
* `split`: ELBO = E_q log p(x|z) - KL(q(z|x)‖p(z))
* `bound`: ELBO ≤ log p(x); `tight`: with equality exactly at q(z|x) = p(z|x)

The case of normal laws is in `derivecheck.derivations.elbo_gaussian`.

Source: D. Kingma and M. Welling, "Auto-Encoding Variational Bayes" (2014), section 2.2.
"""

from sympy import Expr, log

from derivecheck.derivations.divergence import gibbs_densities
from derivecheck.derivations.divergence import p as any_p
from derivecheck.derivations.divergence import q as any_q
from derivecheck.language import KL, Density, E, Joint, ZeroIffEqual, given, point
from derivecheck.proof.derivation import Lemma, derive
from derivecheck.proof.rules import algebra, bayes, lemma, linearity, normalisation, special_case

x = point("x")
p, q = Joint("p"), Density("q", x)
prior, posterior, marginal = p.of_z, p.z_given(x), p.of_x
log_evidence = log(marginal.at(x))
elbo = E(q, lambda z: log(p.at(x, z)) - log(q.at(z)))
ELBO = r"\mathbb{E}_q\left[\log p(x,z)-\log q(z\mid x)\right]"


def log_likelihood(z: Expr) -> Expr:
    """log p(x|z)."""
    return log(p.x_given(z).at(x))


evidence = (
    derive("elbo.evidence", "The evidence and its lower bound", given(p, q), log_evidence)
    .eq(
        E(q, lambda z: log_evidence),
        by=normalisation,
        because="a constant is its own mean",
    )
    .eq(
        E(q, lambda z: log(p.at(x, z) / posterior.at(z))),
        by=bayes,
    )
    .eq(
        elbo + E(q, lambda z: log(q.at(z) / posterior.at(z))),
        by=linearity,
    )
    .eq(
        elbo + KL(q, posterior),
        by=algebra,
    )
)

split = (
    derive("elbo.split", "Reconstruction and regulariser", given(p, q), elbo)
    .eq(
        E(q, lambda z: log_likelihood(z) + log(prior.at(z)) - log(q.at(z))),
        by=bayes,
    )
    .eq(
        E(q, log_likelihood) - KL(q, prior),
        by=linearity,
    )
)

bound = (
    derive("elbo.bound", "The lower bound", given(p, q), elbo)
    .eq(
        log_evidence - KL(q, posterior),
        by=lemma(evidence, factor=-1),
    )
    .le(
        log_evidence,
        by=special_case(gibbs_densities, {any_p: q, any_q: posterior}, factor=-1),
    )
)

tight = Lemma(
    "elbo.tight",
    "The bound is reached exactly by the posterior",
    ZeroIffEqual((p, q), KL(q, posterior), q, posterior),
    uses=(evidence.id, "divergence.equality_densities"),
)

PAGE = (evidence, split, bound, tight)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
