r"""The optimal discriminator of a generative adversarial network and the value of the game.

For densities p of the data and q of the generator the discriminator maximises

    V(D) = E_p log D + E_q log(1 - D),

which is maximised at every point on its own: f(D) = a log D + b log(1 - D), a = p(x), b = q(x).

Main results
------------
* `optimal_discriminator`: D* = a/(a + b) for a, b > 0; `boundary_a`, `boundary_b`: for a = 0 or
  b = 0 no D inside (0, 1) reaches the supremum 0, the value of f at D = a/(a + b)
* `value_at_optimum`: V(D*) = 2 JS(p, q) - log 4 for arbitrary densities
* `global_minimum`: V(D*) ≥ -log 4, with equality exactly at p = q (`equality`)

Source: I. Goodfellow et al., "Generative Adversarial Nets" (2014), section 4.
"""

from sympy import Expr, log, symbols

from derivecheck.assumptions import Interval
from derivecheck.derivation import Derivation, Lemma, derive
from derivecheck.derivations.divergence import P, Q, gibbs, p, q
from derivecheck.derivations.js import nonnegative_densities
from derivecheck.functionals import JS, KL, E, Partial
from derivecheck.laws import Law, bernoulli, midpoint
from derivecheck.rules import (
    algebra,
    definition,
    differentiation,
    lemma,
    normalisation,
    sign,
    special_case,
)
from derivecheck.statements import ZeroIffEqual, given

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
    r"\arg\max_{0<t<1}\left[a\log t+b\log(1-t)\right]=\frac{a}{a+b}\quad(a,b>0)",
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
    .eq(a / t - b / (1 - t), by=differentiation, latex=r"\frac at-\frac b{1-t}")
    .eq(
        (a + b) * (optimum - t) / (t * (1 - t)),
        by=algebra,
        latex=r"\frac{a+b}{t(1-t)}\left(\frac{a}{a+b}-t\right)",
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
        latex=r"f(D^*)-f(t)",
    )
    .eq(
        (a + b) * KL(bernoulli(optimum), bernoulli(t)),
        by=algebra,
        latex=r"(a+b)\,D_{\mathrm{KL}}(\mathrm{Bern}(D^*)\,\|\,\mathrm{Bern}(t))",
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
    r"a=0:\quad b\log(1-t)<0=f(0)\quad(0<t<1)",
)
boundary_b = Lemma(
    "gan.boundary_b",
    "Where only the data have mass the supremum is not reached",
    given(inside).lt(a * log(t), 0),
    r"b=0:\quad a\log t<0=f(1)\quad(0<t<1)",
)


def value(p: Law, q: Law) -> Expr:
    """V(D*) = E_p log(p/(p + q)) + E_q log(1 - p/(p + q))."""
    return E(p, lambda x: log(p.at(x) / (p.at(x) + q.at(x)))) + E(
        q, lambda x: log(1 - p.at(x) / (p.at(x) + q.at(x)))
    )


def value_chain(id: str, p: Law, q: Law, closed_form: str = "") -> Derivation:
    """V(D*) = 2 JS - log 4."""
    m = midpoint(p, q)
    return (
        derive(
            id,
            "Value at the optimal discriminator",
            given(p, q),
            value(p, q),
            closed_form=closed_form,
            uses=(optimal_discriminator.id,),
        )
        .eq(
            E(p, lambda x: log(p.at(x) / (p.at(x) + q.at(x))))
            + E(q, lambda x: log(q.at(x) / (p.at(x) + q.at(x)))),
            by=algebra,
        )
        .eq(
            E(p, lambda x: log(p.at(x) / m.at(x)) - log(2))
            + E(q, lambda x: log(q.at(x) / m.at(x)) - log(2)),
            by=algebra,
        )
        .eq(KL(p, m) + KL(q, m) - 2 * log(2), by=normalisation)
        .eq(2 * JS(p, q) - log(4), by=definition)
    )


value_at_optimum = value_chain("gan.value_at_optimum", p, q)
value_at_optimum_finite = value_chain(
    "gan.value_at_optimum_finite", P, Q, closed_form="gan_value_at_optimum"
)

global_minimum = (
    derive("gan.global_minimum", "The generator's minimum", given(p, q), value(p, q))
    .eq(2 * JS(p, q) - log(4), by=lemma(value_at_optimum))
    .ge(-log(4), by=lemma(nonnegative_densities, factor=2))
)

equality = Lemma(
    "gan.equality",
    "The minimum is reached only where the generator has the law of the data",
    ZeroIffEqual((p, q), value_at_optimum.result + log(4), p, q),
    r"V(D^*)+\log 4=2\,\mathrm{JS}(p,q)=0\iff p=q",
    uses=(value_at_optimum.id, "js.equality"),
)

PAGE = (
    stationary_point,
    curvature,
    optimal_discriminator,
    certificate,
    boundary_a,
    boundary_b,
    value_at_optimum,
    value_at_optimum_finite,
    global_minimum,
    equality,
)

if __name__ == "__main__":
    from derivecheck.show import main

    main(PAGE)
