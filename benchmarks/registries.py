"""The divergences that PyTorch registers: which are proved here, and whose values are right.

    python -m benchmarks.registries            the table
    python -m benchmarks.registries --write    into docs/registries.md

The exact values are sums and integrals of the densities, in 30 digits, never a closed form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click
import numpy as np
from mpmath import mp, mpf

from benchmarks.accuracy_tables import FOLDER, grid, number, versions
from benchmarks.errors import last_place
from derivecheck import closed_forms as cf

PAGE = FOLDER.parent / "docs" / "registries.md"
DIGITS, SAMPLES, NEAR = 30, 2, 1e-4
HEAD = f"""# The divergences of PyTorch, one by one

Every pair of laws for which `torch.distributions.kl_divergence` knows a finite value, written by
`python -m benchmarks.registries --write`. **proved**: the function is the divergence itself, with
its derivation. **follows**: it is what a change of variables, independent copies or the moments of
the first law make of proved functions; the expression is given, and measured like the rest.
**no**: there is none, and why. Errors are the largest of {SAMPLES} pairs of laws in units in the
last place of float64 (1 is the best that rounding guarantees, 10¹⁶ means that no digit is right),
for laws apart, and for two laws of one family whose parameters differ by 10⁻⁴. The exact values are
sums and integrals of the densities themselves in {DIGITS} digits.
"""
Number = Any


@dataclass(frozen=True)
class Kind:
    """A family of laws: a draw of parameters, the log density, the ends of the support."""

    draw: Callable[[np.random.Generator], tuple[float, ...]]
    log_at: Callable[..., Number]
    ends: Callable[..., Sequence[Any]]
    counts: bool = False


def _positive(rng: np.random.Generator, n: int) -> tuple[float, ...]:
    return tuple(map(float, np.exp(0.5 * rng.standard_normal(n))))


def _located(rng: np.random.Generator) -> tuple[float, ...]:
    return float(rng.standard_normal()), *_positive(rng, 1)


def _share(rng: np.random.Generator) -> tuple[float, ...]:
    return (float(rng.uniform(0.1, 0.4)),)


def _of_coin(x: Number, p: Number) -> Number:
    return mp.log(p) if x else mp.log(1 - p)


def _of_normal(x: Number, m: Number, s: Number) -> Number:
    return -mp.log(s * mp.sqrt(2 * mp.pi)) - ((x - m) / s) ** 2 / 2


def _of_gamma(x: Number, a: Number, b: Number) -> Number:
    return a * mp.log(b) - mp.loggamma(a) + (a - 1) * mp.log(x) - b * x


def _of_beta(x: Number, a: Number, b: Number) -> Number:
    mass = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    return mass + (a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x)


def _of_gumbel(x: Number, m: Number, s: Number) -> Number:
    z = (x - m) / s
    return -mp.log(s) - z - mp.exp(-z)


def _of_continuous_coin(x: Number, p: Number) -> Number:
    mass = 2 * mp.atanh(1 - 2 * p) / (1 - 2 * p)
    return mp.log(mass) + x * mp.log(p) + (1 - x) * mp.log(1 - p)


def _line(m: Number, s: Number) -> list[Any]:
    return [-mp.inf, m - 3 * s, m, m + 3 * s, mp.inf]


def _half_line(*_: Number) -> list[Any]:
    return [0, mpf(1) / 4, 1, 4, mp.inf]


def _unit(*_: Number) -> list[Any]:
    return [0, mpf(1) / 2, 1]


KINDS = {
    "Bernoulli": Kind(_share, _of_coin, lambda p: [0, 1], True),
    "Geometric": Kind(
        _share, lambda k, p: mp.log(p) + k * mp.log(1 - p), lambda p: [0, mp.inf], True
    ),
    "Poisson": Kind(
        lambda rng: _positive(rng, 1),
        lambda k, a: k * mp.log(a) - a - mp.loggamma(k + 1),
        lambda a: [0, mp.inf],
        True,
    ),
    "Beta": Kind(lambda rng: _positive(rng, 2), _of_beta, _unit),
    "ContinuousBernoulli": Kind(_share, _of_continuous_coin, _unit),
    "Exponential": Kind(lambda rng: _positive(rng, 1), lambda x, a: mp.log(a) - a * x, _half_line),
    "Gamma": Kind(lambda rng: _positive(rng, 2), _of_gamma, _half_line),
    "HalfNormal": Kind(
        lambda rng: _positive(rng, 1), lambda x, s: mp.log(2) + _of_normal(x, 0, s), _half_line
    ),
    "Gumbel": Kind(_located, _of_gumbel, _line),
    "Laplace": Kind(_located, lambda x, m, b: -mp.log(2 * b) - abs(x - m) / b, _line),
    "Normal": Kind(_located, _of_normal, _line),
    "Cauchy": Kind(_located, lambda x, m, s: -mp.log(mp.pi * s * (1 + ((x - m) / s) ** 2)), _line),
    "Pareto": Kind(
        lambda rng: (float(rng.uniform(1, 2)), 2.5 + _positive(rng, 1)[0]),
        lambda x, m, a: mp.log(a) + a * mp.log(m) - (a + 1) * mp.log(x),
        lambda m, a: [m, 2 * m, mp.inf],
    ),
    "Uniform": Kind(
        lambda rng: (float(rng.uniform(0.1, 0.3)), float(rng.uniform(0.6, 0.9))),
        lambda x, a, b: -mp.log(b - a),
        lambda a, b: [a, b],
    ),
}


def exact(p: str, first: Sequence[float], q: str, second: Sequence[float]) -> Number:
    """∫ p log(p/q), or the sum."""
    one, two = ([mpf(x) for x in v] for v in (first, second))

    def term(x: Number) -> Number:
        own = KINDS[p].log_at(x, *one)
        return mp.exp(own) * (own - KINDS[q].log_at(x, *two))

    ends = KINDS[p].ends(*one)
    if KINDS[p].counts:
        last = 400 if ends[1] == mp.inf else ends[1]
        return mp.fsum(term(mpf(k)) for k in range(int(ends[0]), int(last) + 1))
    at_other = [x for x in (second[:1] if q == "Laplace" else ()) if ends[0] < x < ends[-1]]
    return mp.quad(term, sorted([*ends, *map(mpf, at_other)]))


def _from_normal(entropy: Callable[..., float], mean: Any, variance: Any) -> Callable[..., float]:
    """KL(P‖N(μ, σ²)) from the entropy and moments of P: cross-entropy less entropy."""

    def divergence(*values: float) -> float:
        *own, mu, sigma = values
        gap = (mean(*own) - mu) / sigma
        spread = variance(*own) / sigma**2
        rest = 0.5 * (spread + gap**2 - 1)
        return float(cf.entropy_normal(sigma)) + rest - float(entropy(*own))

    return divergence


GAMMA = 0.5772156649015329
Ours = tuple[str, str, Callable[..., Any]]
OURS: dict[tuple[str, str], Ours] = {
    ("Bernoulli", "Bernoulli"): ("proved", "`kl_bernoulli(p, q)`", cf.kl_bernoulli),
    ("Beta", "Beta"): ("proved", "`kl_beta(a₁, b₁, a₂, b₂)`", cf.kl_beta),
    ("Exponential", "Exponential"): ("proved", "`kl_exponential(λ₁, λ₂)`", cf.kl_exponential),
    ("Gamma", "Gamma"): ("proved", "`kl_gamma(a₁, b₁, a₂, b₂)`", cf.kl_gamma),
    ("Laplace", "Laplace"): ("proved", "`kl_laplace(μ₁, b₁, μ₂, b₂)`", cf.kl_laplace),
    ("Normal", "Normal"): ("proved", "`kl_normal(μ₁, σ₁, μ₂, σ₂)`", cf.kl_normal),
    ("Poisson", "Poisson"): ("proved", "`kl_poisson(λ₁, λ₂)`", cf.kl_poisson),
    ("Geometric", "Geometric"): (
        "follows",
        "`kl_bernoulli(p, q)/p`",
        lambda p, q: cf.kl_bernoulli(p, q) / p,
    ),
    ("HalfNormal", "HalfNormal"): (
        "follows",
        "`kl_normal(0, σ₁, 0, σ₂)`",
        lambda s, r: cf.kl_normal(0.0, s, 0.0, r),
    ),
    ("Pareto", "Pareto"): (
        "follows",
        "`kl_exponential(α₁, α₂)` + α₂ log(m₁/m₂) for m₁ ≥ m₂",
        lambda m, a, n, b: cf.kl_exponential(a, b) + b * np.log(m / n) if m >= n else np.inf,
    ),
    ("Uniform", "Uniform"): (
        "follows",
        "log of the ratio of the lengths",
        lambda a, b, c, d: np.log((d - c) / (b - a)) if c <= a and b <= d else np.inf,
    ),
    ("Beta", "Uniform"): (
        "follows",
        "`kl_beta(a, b, 1, 1)` + log of the length, on an interval that holds [0, 1]",
        lambda a, b, lo, hi: (
            cf.kl_beta(a, b, 1.0, 1.0) + np.log(hi - lo) if lo <= 0 and hi >= 1 else np.inf
        ),
    ),
    ("Exponential", "Gamma"): (
        "follows",
        "`kl_gamma(1, λ, a, b)`",
        lambda r, a, b: cf.kl_gamma(1.0, r, a, b),
    ),
    ("Gamma", "Exponential"): (
        "follows",
        "`kl_gamma(a, b, 1, λ)`",
        lambda a, b, r: cf.kl_gamma(a, b, 1.0, r),
    ),
    ("Exponential", "Normal"): (
        "follows",
        "cross-entropy by the moments less `entropy_exponential`",
        _from_normal(cf.entropy_exponential, lambda r: 1 / r, lambda r: 1 / r**2),
    ),
    ("Gamma", "Normal"): (
        "follows",
        "cross-entropy by the moments less `entropy_gamma`",
        _from_normal(cf.entropy_gamma, lambda a, b: a / b, lambda a, b: a / b**2),
    ),
    ("Laplace", "Normal"): (
        "follows",
        "cross-entropy by the moments less `entropy_laplace`",
        _from_normal(lambda m, b: cf.entropy_laplace(b), lambda m, b: m, lambda m, b: 2 * b * b),
    ),
    ("Beta", "Normal"): (
        "follows",
        "cross-entropy by the moments less `entropy_beta`",
        _from_normal(
            cf.entropy_beta,
            lambda a, b: a / (a + b),
            lambda a, b: a * b / (a + b) ** 2 / (a + b + 1),
        ),
    ),
    ("Uniform", "Normal"): (
        "follows",
        "cross-entropy by the moments less the log of the length",
        _from_normal(
            lambda a, b: np.log(b - a), lambda a, b: (a + b) / 2, lambda a, b: (b - a) ** 2 / 12
        ),
    ),
    ("Gumbel", "Normal"): (
        "follows",
        "cross-entropy by the moments less log β + γ + 1",
        _from_normal(
            lambda m, s: np.log(s) + GAMMA + 1,
            lambda m, s: m + s * GAMMA,
            lambda m, s: (np.pi * s) ** 2 / 6,
        ),
    ),
    ("Pareto", "Normal"): (
        "follows",
        "cross-entropy by the moments less log(m/α) + 1 + 1/α",
        _from_normal(
            lambda m, a: np.log(m / a) + 1 + 1 / a,
            lambda m, a: m * a / (a - 1),
            lambda m, a: m * m * a / (a - 1) ** 2 / (a - 2),
        ),
    ),
    ("Bernoulli", "Poisson"): (
        "follows",
        "minus `binary_entropy(p)` - p log λ + λ",
        lambda p, r: -cf.binary_entropy(p) - p * np.log(r) + r,
    ),
}
VECTORS: dict[tuple[str, str], tuple[str, str]] = {
    ("Categorical", "Categorical"): ("proved", "`kl(p, q)`, `kl_logits(a, b)`"),
    ("OneHotCategorical", "OneHotCategorical"): ("proved", "`kl(p, q)`, `kl_logits(a, b)`"),
    ("Dirichlet", "Dirichlet"): ("proved", "`kl_dirichlet(α, β)`"),
    ("MultivariateNormal", "MultivariateNormal"): (
        "proved",
        "`kl_multivariate_normal`, `…_cholesky`",
    ),
    ("LowRankMultivariateNormal", "LowRankMultivariateNormal"): (
        "follows",
        "`kl_multivariate_normal` of W Wᵀ + D",
    ),
    ("LowRankMultivariateNormal", "MultivariateNormal"): (
        "follows",
        "`kl_multivariate_normal` of W Wᵀ + D",
    ),
    ("MultivariateNormal", "LowRankMultivariateNormal"): (
        "follows",
        "`kl_multivariate_normal` of W Wᵀ + D",
    ),
    ("Binomial", "Binomial"): ("follows", "n `kl_bernoulli(p, q)` for one n"),
    ("Independent", "Independent"): ("follows", "the sum over the copies"),
}
WRAPPERS = ("ExponentialFamily", "TransformedDistribution")
WHY = {
    "Cauchy": "no Cauchy law in the vocabulary",
    "ContinuousBernoulli": "no continuous Bernoulli law in the vocabulary",
    "Gumbel": "no Gumbel law in the vocabulary",
    "Pareto": "no Pareto law in the vocabulary",
    "Uniform": "no law on an interval that depends on parameters",
    "Beta": "the mean of log x under this pair has no derivation yet",
    "Normal": "the mean of |x - μ| under a normal law has no derivation yet",
}


def pairs() -> list[tuple[str, str]]:
    """The pairs of PyTorch whose value is not always infinite."""
    import inspect

    from torch.distributions import kl

    found = []
    for (p, q), function in kl._KL_REGISTRY.items():
        source = inspect.getsource(function)
        always = "_infinite_like" in source and source.count("return") == 1
        names = p.__name__, q.__name__
        if (not always or names == ("Binomial", "Binomial")) and names[0] not in WRAPPERS:
            found.append(names)
    return found


def theirs(p: str, first: Sequence[float], q: str, second: Sequence[float]) -> float:
    """PyTorch's value in float64."""
    import torch
    from torch import distributions

    laws = [
        getattr(distributions, name)(*(torch.tensor(x, dtype=torch.float64) for x in v))
        if name != "ContinuousBernoulli"
        else distributions.ContinuousBernoulli(probs=torch.tensor(v[0], dtype=torch.float64))
        for name, v in ((p, first), (q, second))
    ]
    return float(distributions.kl_divergence(*laws))


def _parameters(name: str, rng: np.random.Generator, outer: bool) -> tuple[float, ...]:
    """Parameters; of a second law with a support of its own, one that holds that of the first."""
    values = KINDS[name].draw(rng)
    if outer and name == "Uniform":
        return values[0] - 0.1 - 1.0 * (values[0] > 0), values[1] + 1.0
    return (values[0] / 2.5, values[1]) if outer and name == "Pareto" else values


def errors(pair: tuple[str, str], near: bool) -> tuple[float | None, float]:
    """The largest errors of ours, if there is one, and of theirs in ulp."""
    (p, q), ours = pair, OURS.get(pair)
    rng, worst = np.random.default_rng([7, *map(ord, p + q)]), [0.0, 0.0]
    for _ in range(SAMPLES):
        first, second = _parameters(p, rng, False), _parameters(q, rng, True)
        if pair == ("Uniform", "Pareto"):
            second = (0.05, second[1])
        if near:
            second = tuple(x * (1 + NEAR * rng.standard_normal()) for x in first)
            if p in ("Uniform", "Pareto"):
                second = (first[0] * (1 - NEAR), *second[1:-1], first[-1] * (1 + NEAR))
        with mp.workdps(DIGITS):
            value = exact(p, first, q, second)
        own = ours[2](*first, *second) if ours else np.nan
        found = [own, theirs(p, first, q, second)]
        for k, x in enumerate(found):
            gap = abs(mpf(float(x)) - value) / mpf(2) ** last_place(value)
            worst[k] = max(worst[k], float(gap) if mp.isfinite(gap) else np.inf)
    return (worst[0] if ours else None), worst[1]


def _shown(x: float | None) -> str:
    return "" if x is None else "∞" if np.isinf(x) else number(x)


def line(pair: tuple[str, str]) -> list[str]:
    """A row of the table."""
    p, q = pair
    if pair in VECTORS:
        status, told = VECTORS[pair]
        return [f"{p}, {q}", status, told, "", "", "", ""]
    known = OURS.get(pair)
    status, told = known[:2] if known else ("no", next(WHY[n] for n in (p, q, "Beta") if n in WHY))
    apart = errors(pair, near=False)
    near = errors(pair, near=True) if p == q else (None, None)
    return [f"{p}, {q}", status, told, *map(_shown, (*apart, *near))]


def page() -> str:
    """The whole page."""
    lines = [line(pair) for pair in pairs()]
    counts = {s: sum(x[1] == s for x in lines) for s in ("proved", "follows", "no")}
    told = ", ".join(f"{n} {s}" for s, n in counts.items())
    head = [
        "first law, second law",
        "",
        "here",
        "ours",
        "PyTorch's",
        "ours, near",
        "PyTorch's, near",
    ]
    made = ", ".join(f"{k} {v}" for k, v in versions().items() if k in ("numpy", "torch", "mpmath"))
    return f"{HEAD}\nOf {len(lines)} pairs: {told}. {made}.\n\n{grid(head, lines)}\n"


@click.command(help=(__doc__ or "").replace("\n\n    python", "\n\n\b\n    python"))
@click.option("--write", "written", is_flag=True, help="Write docs/registries.md.")
def main(written: bool) -> None:
    """Print the page, or write it."""
    text = page()
    click.echo(text)
    if written:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
