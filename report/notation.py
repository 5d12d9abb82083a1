r"""What the signs of the printed statements mean, so that no page needs a book beside it.

Kernels are defined by their own docstrings; a name that is known to no table is not passed over:
`undefined` tells it, and a test holds that every statement of the notes has none.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from derivecheck.findings.finding import DerivationRecord, Finding, Run

GREEK = {"mu": r"\mu", "sigma": r"\sigma"}
NAMED = re.compile(r"\\(operatorname\*?|mathrm|mathbb|mathcal)\{((?:\\[_,]|[^{}\\])+)\}")


@dataclass(frozen=True)
class Sign:
    """A sign as it is printed (LaTeX) and what it means (formulas between dollars)."""

    latex: str
    meaning: str


ALWAYS = (
    Sign("p, q, r", "laws on outcomes, or densities; $p_i$, $p(x)$ their values"),
    Sign(r"p(x\mid z),\ q(\cdot\mid x)", "conditional laws; $p(x,z)$ the joint law of both"),
    Sign("H(p)", r"entropy, $-\sum_i p_i \log p_i$ or $-\int p \log p$; $0 \log 0 = 0$"),
    Sign("H(p,q)", r"cross-entropy, $-\sum_i p_i \log q_i$ or $-\int p \log q$"),
    Sign(r"\log,\ \ln", "natural logarithm; a value in bits is divided by $\\log 2$"),
    Sign(r"\Gamma(x),\ \psi(x)", r"gamma function, and the derivative of $\log\Gamma(x)$"),
    Sign(r"\delta_{ij}", "1 where $i = j$, else 0"),
    Sign(r"p \mapsto f(p)", "the function that takes $p$ to $f(p)$"),
)
SIGNS = {
    "KL": Sign(
        r"D_{\mathrm{KL}}(p\,\|\,q)",
        r"relative entropy, $\sum_i p_i \log(p_i/q_i)$ or $\int p \log(p/q)$; infinite where "
        "$q = 0 < p$",
    ),
    "JS": Sign(
        r"\mathrm{JS}(p,q)",
        r"Jensen–Shannon divergence, the mean of the relative entropies of $p$ and $q$ from "
        "$(p+q)/2$",
    ),
    "E": Sign(r"\mathbb{E}_{x\sim p}[f(x)]", "mean of $f$ under the law $p$"),
    "N": Sign(r"\mathcal{N}(\mu,\sigma^2)", "normal law with mean and variance, or covariance"),
    "e": Sign(r"\mathrm{e}", "base of the natural logarithm"),
    "d": Sign(r"\int f(x)\,\mathrm{d}x", "integral over the whole space of $x$"),
    "Uniform": Sign(r"\mathrm{Uniform}(N)", "law with the probability $1/N$ at each outcome"),
    "Empirical": Sign(r"\mathrm{Empirical}", "law of a sample: the share of each outcome in it"),
    "Gamma": Sign(r"\mathrm{Gamma}(a,b)", "gamma law of shape $a$ and rate $b$"),
    "Beta": Sign(r"\mathrm{Beta}(a,b)", r"law with the density $\propto x^{a-1}(1-x)^{b-1}$"),
    "Dirichlet": Sign(
        r"\mathrm{Dirichlet}(a)", r"law with the density $\propto \prod_i x_i^{a_i-1}$"
    ),
    "Exponential": Sign(r"\mathrm{Exponential}(\lambda)", "exponential law of rate $\\lambda$"),
    "Laplace": Sign(r"\mathrm{Laplace}(\mu,b)", r"law with the density $\propto e^{-|x-\mu|/b}$"),
    "Poisson": Sign(r"\mathrm{Poisson}(\lambda)", "Poisson law of mean $\\lambda$"),
    "Weibull": Sign(r"\mathrm{Weibull}(k,\lambda)", r"law with $P(X>x) = e^{-(x/\lambda)^k}$"),
    r"arg\,max": Sign(r"\operatorname*{arg\,max}_{a<x<b}", "the place of the largest value"),
    r"arg\,min": Sign(r"\operatorname*{arg\,min}_{a<x<b}", "the place of the least value"),
    "erf": Sign(r"\operatorname{erf}(x)", r"$2/\sqrt{\pi}$ times $\int_0^x e^{-t^2}\,dt$"),
    "softmax": Sign(r"\operatorname{softmax}(z)_i", r"$e^{z_i} / \sum_j e^{z_j}$"),
    "log_softmax": Sign(r"\operatorname{log\_softmax}(z)_i", r"$z_i - \log\sum_j e^{z_j}$"),
    "sigmoid": Sign(r"\operatorname{sigmoid}(z)", "$1/(1+e^{-z})$"),
    "tr": Sign(r"\operatorname{tr} A", "trace of a matrix"),
    "digamma": Sign(r"\operatorname{digamma}(x)", r"derivative of $\log\Gamma(x)$"),
    "sign": Sign(r"\operatorname{sign}(x)", "1, 0 or −1"),
    "huffman_length": Sign(
        r"\operatorname{huffman\_length}(p)", "mean word length, in bits, of a Huffman code for $p$"
    ),
    "huffman_word_length": Sign(
        r"\operatorname{huffman\_word\_length}(p,i)",
        "length of the word of outcome $i$ in a Huffman code for $p$",
    ),
    "is_prefix_code": Sign(
        r"\operatorname{is\_prefix\_code}", "1 where no word begins another, else 0"
    ),
    "is_indented": Sign(
        r"\operatorname{is\_indented}",
        "1 where the lines of a program are indented as Python wants them",
    ),
    "accepts_indices": Sign(
        r"\operatorname{accepts\_indices}(C,k)", "1 where all targets are class indices 0 … $C-1$"
    ),
    "nll_loss": Sign(
        r"\operatorname{nll\_loss}", "NLLLoss of PyTorch: the mean of minus the entry of the target"
    ),
    "cross_entropy": Sign(
        r"\operatorname{cross\_entropy}",
        "the function of PyTorch: nll_loss of the log-softmax of the logits",
    ),
}


POINTS = (  # how `derivecheck.worlds` writes the exact point at which a statement was tried
    (
        "",
        Sign(
            r"p = (\tfrac12, \tfrac14, \tfrac14)",
            "a law by its probabilities in order, a joint law row by row; a density by those of "
            "its cells 0, 1, 2, of equal width, on each of which it is constant",
        ),
    ),
    (
        "[",
        Sign(
            r"q[1],\ f[2]",
            "a conditional law given outcome or cell 1; of a function its value there, or three "
            "numbers $a, b, c$: it is $a + bt + ct^2$, a positive one $a + bt^2$, where $t$ is "
            "its parameter, or 1 if it has none",
        ),
    ),
    (
        "'",
        Sign(
            "p'",
            r"how a density moves with a parameter $\theta$: cell $k$ has the weight "
            r"$p_k + (k+1)(\theta+1)^2 p'_k$, divided by the sum of the weights",
        ),
    ),
)


def points(findings: Iterable[Finding]) -> list[Sign]:
    """Return how the points of these findings are written."""
    written = [f.counterexample.point for f in findings if f.counterexample]
    return [sign for mark, sign in POINTS if any(mark in point for point in written)]


@cache
def kernels() -> dict[str, Sign]:
    """Return the kernels of stable forms with their definitions, from their docstrings."""
    from derivecheck.terms.kernels_gamma import KERNELS

    def shown(kernel: type) -> str:
        letters = inspect.signature(kernel.formula).parameters  # type: ignore[attr-defined]
        name = kernel.__name__.replace("_", r"\_")
        return rf"\operatorname{{{name}}}({','.join(GREEK.get(x, x) for x in letters)})"

    return {
        k.__name__: Sign(
            shown(k),
            " ".join(str(k.__doc__).split("\n\n")[0].split()).rstrip("."),
        )
        for k in KERNELS
    }


def signs(formulas: Iterable[str]) -> list[Sign]:
    """Return the signs that these formulas use: those of everyday first, then by name."""
    used = _used(formulas)
    known = SIGNS | kernels()
    return [*ALWAYS, *(known[name] for name in known if name in used)]


def undefined(formulas: Iterable[str]) -> set[str]:
    """Return the names in these formulas that no table defines."""
    return {name for name in _used(formulas) if name not in SIGNS | kernels()}


def _used(formulas: Iterable[str]) -> set[str]:
    """The names set upright, in blackboard or in script letters; the letters of a font are one."""
    return {m[2].replace(r"\_", "_") for text in formulas for m in NAMED.finditer(text)}


def of_claims(findings: Iterable[Finding]) -> list[str]:
    """Return the formulas of ours that are printed with these claims."""
    found = list(findings)
    corrections = [f.correction.statement for f in found if f.correction]
    return [s.latex for s in (*(f.statement for f in found), *corrections) if s]


def of_derivations(records: Iterable[DerivationRecord]) -> list[str]:
    """Return the formulas that are printed with these derivations."""
    return [t for d in records for t in (d.statement.latex, d.start, *(s.latex for s in d.steps))]


def of_run(run: Run) -> list[str]:
    """Return all formulas of ours of a run."""
    return [*of_claims(run.findings), *of_derivations(run.derivations)]
