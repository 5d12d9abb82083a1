"""The drawings of the headline derivations, each a pure function: what the formula says.

Curves and dots come from `derivecheck.numeric`, that is from definitions; draws are seeded.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure as Drawing

from derivecheck.numeric import classification, finite
from derivecheck.numeric.gaussian import MultivariateNormal, kl_gaussian
from derivecheck.report import canvas
from derivecheck.report.canvas import BAD, BLUE, DASHED, GOOD, INK, PURPLE, QUIET, Array, say
from derivecheck.report.drawings import FLOATS, SEED, coin


def gibbs() -> Drawing:
    """Draw the logarithm below its tangent, and the divergence of two coins above 0."""
    drawing, (left, right) = canvas.panels((1, 1))
    t = np.linspace(0.05, 3, 200)
    left.fill_between(t, np.log(t), t - 1, color=GOOD, alpha=0.1, lw=0)
    left.plot(t, t - 1, color=BLUE, lw=1.5, ls=DASHED)
    left.plot(t, np.log(t), color=GOOD, lw=1.8)
    canvas.cross(left, 1, 0, INK)
    say(left, 1.75, 1.25, "$t-1$", BLUE, ha="right")
    say(left, 2.95, 0.72, r"$\log t$", GOOD, ha="right")
    left.set(xlabel="$t=q_i/p_i$", ylim=(-2.2, 2.1), title=r"$\log t\leq t-1$")
    q = np.linspace(0.01, 0.99, 197)
    for p, colour in ((0.2, BLUE), (0.5, GOOD), (0.7, PURPLE)):
        right.plot(q, [finite.kl(FLOATS, coin(p), coin(v)) for v in q], color=colour, lw=1.6)
        canvas.cross(right, p, 0, colour)
    say(right, 0.12, 1.18, "$p=0.7$", PURPLE)
    say(right, 0.8, 1.15, "$p=0.2$", BLUE, ha="right")
    say(right, 0.5, 0.36, "$p=0.5$", GOOD, ha="center")
    right.set(xlabel="$q$", ylabel="nats", ylim=(-0.08, 1.6), xlim=(0, 1), title="KL of two coins")
    return drawing


PAIR = (
    MultivariateNormal((0.0, 0.0), ((1.0, 0.0), (0.8, 0.6))),
    MultivariateNormal((1.0, 0.5), ((1.4, 0.0), (-0.4, 1.0))),
)


def gaussian_kl_d() -> Drawing:
    """Draw two normal laws of the plane, and the mean log-ratio of draws against the formula."""
    drawing, (left, right) = canvas.panels((1, 1.15))
    angle = np.linspace(0, 2 * np.pi, 181)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    for law, colour in zip(PAIR, (BLUE, PURPLE), strict=True):
        for radius in (1, 2):
            ring = np.array(law.mean)[:, None] + radius * np.array(law.factor) @ circle
            left.plot(*ring, color=colour, lw=1.4 if radius == 1 else 0.7)
        canvas.cross(left, law.mean[0], law.mean[1], colour)
    say(left, -0.35, -0.45, "$p$", BLUE, ha="right")
    say(left, 1.45, 0.75, "$q$", PURPLE)
    left.set(aspect="equal", xlabel="$x_1$", ylabel="$x_2$", title="one and two deviations")
    rng = np.random.default_rng(SEED)
    shift = np.linspace(-3, 3, 61)
    right.plot(shift, [kl_gaussian(FLOATS, *_apart(s)) for s in shift], color=GOOD, lw=1.8)
    for s in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5):
        ratios = _log_ratios(rng, s, 2000)
        error = 3 * float(ratios.std(ddof=1)) / np.sqrt(len(ratios))
        right.errorbar(
            s, float(ratios.mean()), error, fmt="o", ms=3, mfc="white", mec=INK, mew=0.8, ecolor=INK
        )
    right.set(
        xlabel="$m_1$ of $q$", ylabel="nats", ylim=(0, None), title=r"$D_{\mathrm{KL}}(p\,\|\,q)$"
    )
    return drawing


def _apart(shift: float) -> tuple[MultivariateNormal[float], MultivariateNormal[float]]:
    """The pair with the first coordinate of the second mean moved."""
    p, q = PAIR
    return p, MultivariateNormal((shift, q.mean[1]), q.factor)


def _log_ratios(rng: np.random.Generator, shift: float, size: int) -> Array:
    """log p(x)/q(x) at draws of p."""
    p, q = _apart(shift)
    log_p, log_q = p.log_density(FLOATS), q.log_density(FLOATS)
    points = [p.point(FLOATS, list(map(float, z))) for z in rng.normal(size=(size, 2))]
    return np.array([log_p(x) - log_q(x) for x in points])


def softmax_gradient() -> Drawing:
    """Draw loss and gradient against one logit; dots are difference quotients of the loss."""
    drawing, (left, right) = canvas.panels((1, 1))
    z = np.linspace(-4, 4, 161)
    label = classification.one_hot(FLOATS, 0, 3)

    def loss(first: float, second: float = 0.0, third: float = 1.0) -> float:
        return classification.softmax_cross_entropy(FLOATS, label, [first, second, third])

    left.plot(z, [loss(float(v)) for v in z], color=BLUE, lw=1.8)
    at = -1.0
    p = classification.softmax(FLOATS, [at, 0.0, 1.0])
    tangent = loss(at) + (p[0] - 1) * (z - at)
    left.plot(z, tangent, color=GOOD, lw=1.2, ls=DASHED)
    canvas.cross(left, at, loss(at), GOOD)
    say(left, at + 0.3, loss(at) + 0.25, r"slope $p_y-1$", GOOD)
    left.set(xlabel="$z_y$   (the others 0 and 1)", ylabel="nats", ylim=(0, 5.5), title="loss")
    laws = np.array([classification.softmax(FLOATS, [float(v), 0.0, 1.0]) for v in z])
    for i, colour, text in ((0, BAD, "$p_y-1$"), (1, BLUE, "$p_2$"), (2, PURPLE, "$p_3$")):
        right.plot(z, laws[:, i] - label[i], color=colour, lw=1.6)
        for v in np.arange(-3.5, 4, 1.0):
            right.plot([v], [_quotient(loss, float(v), i)], "o", ms=3, mfc="white", mec=INK)
        say(right, -3.9, laws[0, i] - label[i] + 0.05, text, colour)
    right.axhline(0, color=QUIET, lw=0.5)
    right.set(xlabel="$z_y$", ylim=(-1.1, 1.0), title=r"gradient $p_i-y_i$")
    return drawing


def _quotient(loss: Callable[..., float], first: float, i: int) -> float:
    """The central difference quotient of the loss by logit i."""
    step = 1e-4
    up, down = ([first, 0.0, 1.0] for _ in range(2))
    up[i] += step
    down[i] -= step
    return float(loss(*up) - loss(*down)) / (2 * step)


def elbo() -> Drawing:
    """Draw bound and divergence for a latent coin: together they are the log-evidence."""
    drawing, (left, right) = canvas.panels((1, 1))
    joint = (0.30, 0.10)  # p(x, z = 1), p(x, z = 0)
    evidence = float(np.log(sum(joint)))
    posterior = [v / sum(joint) for v in joint]
    q = np.linspace(0.01, 0.99, 197)
    bound = np.array(
        [-finite.cross_entropy(FLOATS, coin(v), joint) + finite.entropy(FLOATS, coin(v)) for v in q]
    )
    gap = np.array([finite.kl(FLOATS, coin(v), posterior) for v in q])
    left.axhline(evidence, color=INK, lw=0.8, ls=DASHED)
    left.plot(q, bound, color=GOOD, lw=1.8)
    canvas.cross(left, posterior[0], evidence, GOOD)
    say(left, 0.02, evidence + 0.04, r"$\log p(x)$", INK)
    say(left, 0.32, -1.62, "lower bound", GOOD)
    say(left, posterior[0], evidence + 0.04, "$q=p(z\\mid x)$", GOOD, ha="center")
    left.set(xlabel="$q(z=1)$", ylabel="nats", ylim=(-2.4, -0.7), xlim=(0, 1))
    right.plot(q, gap, color=BLUE, lw=1.8)
    right.plot(q[8::15], (evidence - bound)[8::15], "o", ms=3.5, mfc="white", mec=INK, mew=0.8)
    canvas.cross(right, posterior[0], 0, GOOD)
    say(right, 0.3, 0.75, r"$D_{\mathrm{KL}}(q\,\|\,p(z\mid x))$", BLUE)
    say(right, 0.98, 0.9, r"dots: $\log p(x)$ less the bound", INK, ha="right")
    right.set(xlabel="$q(z=1)$", ylabel="nats", ylim=(-0.05, 1.4), xlim=(0, 1), title="the gap")
    return drawing
