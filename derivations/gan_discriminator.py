r"""The optimal discriminator of a generative adversarial network, point by point.

The discriminator maximises E_p log D + E_q log(1 - D), which is maximal if at every x

    f(D) = a log D + b log(1 - D),    a = p(x), b = q(x),

is maximal.

Main results
------------
* `optimal_discriminator`: D* = a/(a + b) for a, b > 0
* `certificate`: any other t loses (a + b) KL(Bern(D*)‖Bern(t))
* `boundary_a`, `boundary_b`: for a = 0 or b = 0 no D inside (0, 1) reaches the supremum 0, which is
  the value of f at D = a/(a + b)

Source: I. Goodfellow et al., "Generative Adversarial Nets" (2014), proposition 1.
"""

from sympy import Expr, log, symbols

from derivecheck.derivations.divergence import P, Q, gibbs
from derivecheck.language import KL, Interval, Partial, bernoulli, given
from derivecheck.proof.derivation import Lemma, derive
from derivecheck.proof.rules import algebra, differentiation, sign, special_case

a, b, t = symbols("a b t", positive=True)
inside = Interval(t)
optimum = a / (a + b)


def objective(d: Expr) -> Expr:
    """f(D) = a log D + b log(1 - D)."""
    return a * log(d) + b * log(1 - d)


optimal_discriminator = Lemma(
    "gan.optimal_discriminator",
    "Pointwise optimal discriminator",
    given().maximum(objective(t), t, at=optimum),
    uses=("gan.stationary_point", "gan.curvature"),
    closed_form="optimal_discriminator",
)

stationary_point = (
    derive(
        "gan.stationary_point",
        "The derivative vanishes only at D*",
        given(inside),
        Partial(objective(t), t),
    )
    .eq(a / t - b / (1 - t), by=differentiation)
    .eq(
        (a + b) * (optimum - t) / (t * (1 - t)),
        by=algebra,
    )
)

curvature = (
    derive(
        "gan.curvature",
        "The objective is concave",
        given(inside),
        Partial(Partial(objective(t), t), t),
    )
    .eq(-a / t**2 - b / (1 - t) ** 2, by=differentiation)
    .le(0, by=sign)
)

certificate = (
    derive(
        "gan.certificate",
        "What any other discriminator loses",
        given(inside),
        objective(optimum) - objective(t),
    )
    .eq(
        (a + b) * KL(bernoulli(optimum), bernoulli(t)),
        by=algebra,
    )
    .ge(
        0,
        by=special_case(gibbs, {P: bernoulli(optimum), Q: bernoulli(t)}, factor=a + b),
    )
)

boundary_a = Lemma(
    "gan.boundary_a",
    "Where only the generator has mass the supremum is not reached",
    given(inside).lt(b * log(1 - t), 0),
)
boundary_b = Lemma(
    "gan.boundary_b",
    "Where only the data have mass the supremum is not reached",
    given(inside).lt(a * log(t), 0),
)


PAGE = (
    stationary_point,
    curvature,
    optimal_discriminator,
    certificate,
    boundary_a,
    boundary_b,
)

if __name__ == "__main__":
    from derivecheck.judgement.script import main

    main(PAGE)
