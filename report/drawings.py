"""The drawings of the report, each a pure function: what a slip costs, what a formula looks like.

Every curve comes from `derivecheck.numeric`, that is from a definition, or from the formula that
the drawing is about; Monte Carlo draws are seeded.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from matplotlib.figure import Figure as Drawing

from derivecheck.numeric import coding, finite, montecarlo
from derivecheck.numeric.fields import Floats
from derivecheck.numeric.laws import Normal
from derivecheck.numeric.line import js_density, kl_density
from derivecheck.report import canvas
from derivecheck.report.canvas import BAD, BLUE, DASHED, GOOD, INK, PURPLE, QUIET, Array, say

SEED = 20240917
DRAWS = 2000
FLOATS = Floats()


# --- the divergence of a normal law from the standard one


def kl_written(mu: Array, sigma: Array) -> Array:
    """The last line of the chain in note N0, with σ₂ = 1: ln(1/σ) − ½ + σ² + μ²."""
    return -np.log(sigma) - 0.5 + sigma**2 + mu**2


def kl_corrected(mu: Array, sigma: Array) -> Array:
    """KL(N(μ, σ²) ‖ N(0, 1)) = ln(1/σ) − ½ + (σ² + μ²)/2."""
    return -np.log(sigma) - 0.5 + (sigma**2 + mu**2) / 2


def kl_estimate(
    rng: np.random.Generator, mu: float, sigma: float, size: int = DRAWS
) -> montecarlo.Estimate:
    """Mean of ln p(x)/q(x) over draws from p = N(μ, σ²), q = N(0, 1)."""
    p = Normal(mu, sigma)
    log_p, log_q = p.log_density(FLOATS), Normal(0.0, 1.0).log_density(FLOATS)

    def log_ratio(x: Array) -> Array:
        return np.array([log_p(float(v)) - log_q(float(v)) for v in x])

    return montecarlo.expectation(rng, lambda r, m: r.normal(mu, sigma, m), log_ratio, size)


def gaussian_kl() -> Drawing:
    """Draw the divergence of a normal law from N(0, 1) as written and corrected."""
    rng = np.random.default_rng(SEED)
    drawing, (left, right) = canvas.panels((1, 1))
    sigma, mu = np.linspace(0.25, 2, 300), np.linspace(-2, 2, 301)
    dots = [(s, kl_estimate(rng, 0.0, s)) for s in np.arange(0.4, 2, 0.2)]
    canvas.versus(
        left, sigma, lambda s: kl_written(0 * s, s), lambda s: kl_corrected(0 * s, s), dots
    )
    canvas.cross(left, 1, 0.5)
    left.annotate(
        "$p=q$: the note gives ½, not 0",
        (1, 0.5),
        xytext=(0.80, 1.75),
        fontsize=7.5,
        color=BAD,
        ha="center",
        arrowprops={"arrowstyle": "-", "color": BAD, "lw": 0.6, "shrinkB": 5},
    )
    say(left, 1.62, 2.95, "as written", BAD, ha="right")
    say(left, 1.72, 0.18, "corrected", GOOD)
    left.set(xlabel=r"$\sigma_1$   (with $\mu_1=0$)", ylabel="nats", ylim=(-0.15, 3.4))
    dots = [(m, kl_estimate(rng, m, 1.0)) for m in np.arange(-1.75, 1.8, 0.5)]
    canvas.versus(
        right, mu, lambda m: kl_written(m, 0 * m + 1), lambda m: kl_corrected(m, 0 * m + 1), dots
    )
    canvas.cross(right, 0, 0.5)
    right.annotate(
        "",
        (1, 0.5),
        (1, 1.5),
        arrowprops={"arrowstyle": "<->", "color": INK, "lw": 0.6, "shrinkA": 0, "shrinkB": 0},
    )
    say(right, 1.06, 0.15, r"gap $(\sigma_1^2+\mu_1^2)/2$")
    say(right, -1.45, 3.0, "as written", BAD)
    say(right, -1.95, 0.45, "corrected", GOOD)
    right.set(xlabel=r"$\mu_1$   (with $\sigma_1=1$)", xlim=(-2.1, 2.3), ylim=(-0.15, 3.4))
    return drawing


# --- cross-entropy is not symmetric


def coin(p: float) -> list[float]:
    """The law of a coin."""
    return [p, 1 - p]


def cross_entropy(p: float, q: float) -> float:
    """H(p, q) of two coins, in nats, from its definition."""
    return finite.cross_entropy(FLOATS, coin(p), coin(q))


def asymmetry() -> Drawing:
    """Draw H(p, q) − H(q, p) for two coins, and both orders for one p."""
    drawing, (left, right) = canvas.panels((1, 1.15), canvas.HEIGHT * 1.05)
    grid = np.linspace(0.02, 0.98, 97)
    gap = np.array([[cross_entropy(p, q) - cross_entropy(q, p) for p in grid] for q in grid])
    top = float(np.abs(gap).max())
    mesh = left.pcolormesh(grid, grid, gap, cmap="PuOr", vmin=-top, vmax=top, rasterized=True)
    left.contour(grid, grid, gap, levels=[0.0], colors=[INK], linewidths=0.6)
    left.set(xlabel="$p$", ylabel="$q$", aspect="equal", title="$H(p,q)-H(q,p)$, nats")
    drawing.colorbar(mesh, ax=left, fraction=0.046, pad=0.03).outline.set_linewidth(0.4)
    q = np.linspace(0.01, 0.99, 197)
    right.plot(q, [cross_entropy(0.2, v) for v in q], color=BLUE, lw=1.8)
    right.plot(q, [cross_entropy(v, 0.2) for v in q], color=BAD, lw=1.5, ls=DASHED)
    right.axhline(cross_entropy(0.2, 0.2), color=QUIET, lw=0.6)
    canvas.cross(right, 0.2, cross_entropy(0.2, 0.2), INK)
    say(right, 0.985, cross_entropy(0.2, 0.2) - 0.02, "$H(p)$", QUIET, ha="right", va="top")
    say(right, 0.91, 2.05, "$H(p,q)$", BLUE, ha="right")
    say(right, 0.98, 1.12, "$H(q,p)$", BAD, ha="right")
    right.set(xlabel="$q$   (with $p=0.2$)", ylabel="nats", ylim=(0, 2.6), xlim=(0, 1))
    return drawing


# --- the game of generator and discriminator


def normal_density(x: Array, mu: float, sigma: float) -> Array:
    """Density of N(μ, σ²) at every point of x."""
    log_density = Normal(mu, sigma).log_density(FLOATS)
    return np.exp([log_density(float(v)) for v in x])


def gan() -> Drawing:
    """Draw the best discriminator, the function it maximises, and the value of the game."""
    drawing, (left, middle, right) = canvas.panels((1.15, 1, 1))
    x = np.linspace(-4, 5, 271)
    data, generated = normal_density(x, 0.0, 1.0), normal_density(x, 1.5, 1.2)
    left.plot(x, data, color=BLUE, lw=1.5)
    left.plot(x, generated, color=PURPLE, lw=1.5)
    left.plot(x, data / (data + generated), color=GOOD, lw=1.8)
    left.axhline(0.5, color=QUIET, lw=0.5, ls=DASHED)
    say(left, 0.85, 0.62, "$D^*$", GOOD)
    say(left, -1.0, 0.34, r"$p_{\mathrm{d}}$", BLUE, ha="right")
    say(left, 2.75, 0.24, r"$p_{\mathrm{g}}$", PURPLE)
    left.set(xlabel="$x$", ylim=(0, 1.04), title="densities and best discriminator")
    d = np.linspace(0.01, 0.99, 197)
    for a, b, colour in ((1.0, 1.0, QUIET), (3.0, 1.0, BLUE), (1.0, 2.0, PURPLE)):
        middle.plot(d, a * np.log(d) + b * np.log(1 - d), color=colour, lw=1.5)
        best = a / (a + b)
        canvas.cross(middle, best, a * np.log(best) + b * np.log(1 - best), colour)
    say(middle, 0.36, -1.15, "$a=b$", QUIET, ha="center")
    say(middle, 0.90, -1.75, "$a=3b$", BLUE, ha="center")
    say(middle, 0.14, -1.75, "$b=2a$", PURPLE, ha="center")
    middle.set(xlabel="$D$", ylim=(-6, -0.7), title=r"$a\,\log D+b\,\log(1-D)$")
    shift = np.linspace(0, 6, 49)
    value = [2 * js(s) - np.log(4) for s in shift]
    right.plot(shift, value, color=GOOD, lw=1.8)
    right.axhline(-np.log(4), color=QUIET, lw=0.6, ls=DASHED)
    right.axhline(0, color=QUIET, lw=0.6, ls=DASHED)
    canvas.cross(right, 0, -np.log(4), GOOD)
    say(
        right,
        5.9,
        -np.log(4) + 0.04,
        r"$-\log 4$ at $p_{\mathrm{g}}=p_{\mathrm{d}}$",
        QUIET,
        ha="right",
    )
    right.set(
        xlabel="distance of the means", ylim=(-1.5, 0.08), title=r"$V(D^*)=2\,\mathrm{JS}-\log 4$"
    )
    return drawing


def js(shift: float) -> float:
    """JS(N(0, 1), N(shift, 1)) in nats, by quadrature of the definition."""
    return js_density(FLOATS, Normal(0.0, 1.0), Normal(shift, 1.0)) if shift else 0.0


def kl(shift: float) -> float:
    """KL(N(0, 1) ‖ N(shift, 1)) in nats, by quadrature of the definition."""
    return kl_density(FLOATS, Normal(0.0, 1.0), Normal(shift, 1.0))


def ceiling() -> Drawing:
    """Draw KL and JS of two normal laws that move apart, and their derivatives."""
    drawing, (left, right) = canvas.panels((1, 1))
    shift = np.linspace(0, 7, 141)
    kls, jss = np.array([kl(s) for s in shift]), np.array([js(s) for s in shift])
    left.plot(shift, kls, color=BLUE, lw=1.8)
    left.plot(shift, jss, color=GOOD, lw=1.8)
    left.axhline(np.log(2), color=QUIET, lw=0.6, ls=DASHED)
    say(left, 6.95, np.log(2) + 0.05, r"$\log 2$", QUIET, ha="right")
    say(left, 2.0, 2.35, "KL: no bound", BLUE, ha="right")
    say(left, 4.4, 0.42, "JS", GOOD)
    left.set(xlabel="distance of the means", ylabel="nats", ylim=(0, 3), xlim=(0, 7))
    right.plot(shift, np.gradient(kls, shift), color=BLUE, lw=1.8)
    right.plot(shift, np.gradient(jss, shift), color=GOOD, lw=1.8)
    say(right, 2.3, 2.5, "KL: grows", BLUE, ha="right")
    say(right, 4.4, 0.12, "JS: vanishes", GOOD)
    right.set(xlabel="distance of the means", ylim=(0, 3), xlim=(0, 7), title="derivative")
    return drawing


# --- entropy of a coin, Monte Carlo, codes


def coin_entropy() -> Drawing:
    """Draw the entropy of a coin and the information of an event."""
    drawing, (left, right) = canvas.panels((1, 1))
    p = np.linspace(0, 1, 201)
    left.plot(p, [finite.entropy(FLOATS, coin(float(v)), 2) for v in p], color=GOOD, lw=1.8)
    canvas.cross(left, 0.5, 1.0, GOOD)
    say(left, 0.5, 0.9, "1 bit at $p=½$", GOOD, ha="center", va="top")
    left.set(xlabel="$p$", ylabel="bits", ylim=(0, 1.05), xlim=(0, 1), title="entropy of a coin")
    p = np.linspace(0.01, 1, 200)
    right.plot(p, [finite.information(FLOATS, float(v), 2) for v in p], color=BLUE, lw=1.8)
    for v, text in ((1 / 26, "1/26: 4.70 bits"), (1 / 4, "1/4: 2 bits"), (1 / 2, "1/2: 1 bit")):
        height = finite.information(FLOATS, v, 2)
        canvas.cross(right, v, height, INK)
        say(right, v + 0.03, height + 0.08, text)
    right.set(xlabel="$p$", ylim=(0, 6.8), xlim=(0, 1.02), title=r"information $-\log_2 p$")
    return drawing


def monte_carlo() -> Drawing:
    """Draw Monte Carlo estimates against the closed form."""
    rng = np.random.default_rng(SEED)
    drawing, (left, right) = canvas.panels((1, 1))
    sizes = [2**k for k in range(5, 16)]
    exact = float(kl_corrected(np.array(1.0), np.array(0.7)))
    for _ in range(6):
        runs = [kl_estimate(rng, 1.0, 0.7, n) for n in sizes]
        left.loglog(sizes, [abs(e.mean - exact) for e in runs], ".", color=BLUE, alpha=0.55, ms=4)
    spread = float(runs[-1].standard_error) * np.sqrt(sizes[-1])
    left.loglog(sizes, spread / np.sqrt(sizes), color=GOOD, lw=1.5)
    say(left, sizes[-1], 0.06, "s.e. $\\propto N^{-1/2}$", GOOD, ha="right")
    left.set(xlabel="draws $N$", ylabel="|estimate − exact|, nats")
    points = [(m, s) for s in (0.5, 1.5) for m in np.linspace(-2, 2, 9)]
    scores = []
    for mu, sigma in points:
        e = kl_estimate(rng, float(mu), sigma)
        error = float(e.mean) - float(kl_corrected(np.array(mu), np.array(sigma)))
        scores.append(error / float(e.standard_error))
    right.plot(range(1, len(scores) + 1), scores, "o", ms=3.5, mfc="white", mec=INK, mew=0.8)
    for level in (-3, 0, 3):
        right.axhline(level, color=QUIET, lw=0.6, ls="-" if level == 0 else DASHED)
    say(right, len(scores) + 0.6, 3.12, "three standard errors", QUIET, ha="right")
    right.set(xlabel="pair $(\\mu,\\sigma)$", ylabel="z", ylim=(-4, 4))
    right.set_xticks([1, 9, 18])
    return drawing


def mean_length(weights: list[Fraction]) -> float:
    """Mean length of a Huffman code in bits."""
    return float(coding.expected_length(weights, coding.huffman_lengths(weights)))


def huffman() -> Drawing:
    """Draw the mean length of Huffman codes against the entropy."""
    drawing, (left, right) = canvas.panels((1, 1))
    law = [Fraction(1, 10), Fraction(9, 10)]
    blocks = list(range(1, 9))
    bound = finite.entropy(FLOATS, [float(w) for w in law], 2)
    rate = [mean_length(coding.block_weights(law, n)) / n for n in blocks]
    left.plot(blocks, rate, "o-", color=GOOD, lw=1.5, ms=3.5)
    left.plot(blocks, [bound + 1 / n for n in blocks], color=QUIET, lw=0.8, ls=DASHED)
    left.axhline(bound, color=BLUE, lw=1.2)
    say(left, 8, bound - 0.03, "entropy 0.469 bits", BLUE, ha="right", va="top")
    say(left, 2.1, 1.02, "entropy + 1/$n$", QUIET)
    say(left, 8, 0.53, "Huffman", GOOD, ha="right")
    left.set(xlabel="symbols $n$ in a block", ylabel="bits a symbol", ylim=(0.35, 1.5))
    rng = np.random.default_rng(SEED)
    laws = [rng.integers(1, 200, 8) ** int(k) for k in rng.integers(1, 5, 120)]
    for counts in laws:
        weights = [Fraction(int(c), int(counts.sum())) for c in counts]
        entropy = finite.entropy(FLOATS, [float(w) for w in weights], 2)
        right.plot([entropy], [mean_length(weights)], ".", color=GOOD, ms=4, alpha=0.7)
    line = np.array([0.5, 3.0])
    right.plot(line, line, color=BLUE, lw=1.2)
    right.plot(line, line + 1, color=QUIET, lw=0.8, ls=DASHED)
    say(right, 2.3, 2.05, "entropy", BLUE)
    say(right, 1.5, 2.65, "entropy + 1", QUIET, ha="right")
    right.set(xlabel="entropy of eight symbols, bits", ylabel="mean length", ylim=(0.5, 3.6))
    return drawing
