"""The figures of the report and the derivations they go with: `PLANS` is the one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure as Drawing

from derivecheck.report import canvas, drawings, pictures


@dataclass(frozen=True)
class Figure:
    """One figure: its file (PDF, with an SVG beside it), caption and derivations."""

    id: str
    path: Path
    caption: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A figure to draw; `claims` are ids of derivations (or their first parts), best first."""

    id: str
    draw: Callable[[], Drawing]
    caption: str
    claims: tuple[str, ...]


def all_figures(directory: Path) -> list[Figure]:
    """Draw every figure into `directory` (made if it is missing) and return them."""
    directory.mkdir(parents=True, exist_ok=True)
    figures = []
    with canvas.style():
        for plan in PLANS:
            path = directory / f"{plan.id}.pdf"
            canvas.save(plan.draw(), path, plan.id)
            figures.append(Figure(plan.id, path, plan.caption, plan.claims))
    return figures


PLANS = (
    Plan(
        "gibbs",
        pictures.gibbs,
        "Left: the logarithm lies below its tangent at 1, and touches it there only. Right: the "
        "relative entropy of two coins is 0 where they agree (marked) and positive elsewhere.",
        ("divergence.gibbs",),
    ),
    Plan(
        "gaussian-kl-d",
        pictures.gaussian_kl_d,
        "Left: two normal laws of the plane, at one and two standard deviations. Right: their "
        "relative entropy while the first coordinate of the second mean moves. Dots: Monte Carlo "
        f"with $N=2000$ draws, bars three standard errors, seed {drawings.SEED}.",
        ("gaussian_kl.multivariate",),
    ),
    Plan(
        "softmax-gradient",
        pictures.softmax_gradient,
        "Three classes, the label on the first. Left: the loss against the logit of the label, "
        "with the tangent of slope $p_y-1$. Right: the gradient $p_i-y_i$; dots are difference "
        "quotients of the loss.",
        ("softmax_gradient.gradient",),
    ),
    Plan(
        "elbo",
        pictures.elbo,
        "A latent coin $z$ with $p(x,z)=0.3$ and $0.1$. Left: the lower bound reaches "
        "$\\log p(x)$ only where $q$ is the posterior. Right: the gap is the relative entropy of "
        "$q$ from the posterior; dots are $\\log p(x)$ less the bound.",
        ("elbo.evidence",),
    ),
    Plan(
        "gaussian-kl",
        drawings.gaussian_kl,
        "What the slip of N0 costs: the last line as written (dashed) against the corrected form "
        f"(solid). Dots: Monte Carlo with $N={drawings.DRAWS}$ draws, bars three standard errors, "
        f"seed {drawings.SEED}. The shaded gap is the error, in nats.",
        ("gaussian_kl.univariate", "gaussian_kl", "gaussian"),
    ),
    Plan(
        "cross-entropy",
        drawings.asymmetry,
        "Cross-entropy of two coins is not symmetric. Left: $H(p,q)-H(q,p)$, zero only on the two "
        "diagonals. Right: both orders for $p=0.2$; they meet the entropy only at $q=p$.",
        ("divergence.cross_entropy", "entropy"),
    ),
    Plan(
        "gan",
        drawings.gan,
        "Left: two densities and $D^*=p_{\\mathrm d}/(p_{\\mathrm d}+p_{\\mathrm g})$. Middle: "
        "what is maximised at every point, the maximum at $a/(a+b)$ marked. Right: the value at "
        "$D^*$ for two normal laws that move apart, never below $-\\log 4$.",
        ("gan.optimal_discriminator", "gan"),
    ),
    Plan(
        "js-ceiling",
        drawings.ceiling,
        "Two unit normal laws that move apart, by quadrature of the definitions: KL grows without "
        "bound, JS stays below $\\log 2$ and its derivative vanishes.",
        ("js.at_most_log_2", "js", "divergence", "gan"),
    ),
    Plan(
        "coin-entropy",
        drawings.coin_entropy,
        "Left: the entropy of a coin has its only maximum, one bit, at $p=1/2$. Right: the "
        "information of an event; one letter of 26 carries 4.70 bits.",
        ("entropy.coin", "entropy.bernoulli", "entropy.binary", "entropy"),
    ),
    Plan(
        "monte-carlo",
        drawings.monte_carlo,
        "Monte Carlo against the closed form of $\\mathrm{KL}(N(\\mu,\\sigma^2)\\|N(0,1))$. Left: "
        "the error falls as $N^{-1/2}$. Right: deviation in standard errors at 18 pairs "
        f"$(\\mu,\\sigma)$, $N={drawings.DRAWS}$, seed {drawings.SEED}.",
        ("monte_carlo", "estimators", "gaussian_kl"),
    ),
    Plan(
        "huffman",
        drawings.huffman,
        "Mean length of Huffman codes against entropy. Left: blocks of a coin with $p=1/10$. "
        "Right: 120 laws on eight symbols; each lies between the entropy and one bit more.",
        ("coding", "huffman", "codes", "entropy.coding"),
    ),
)
