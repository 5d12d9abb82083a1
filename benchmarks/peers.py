"""What others compute: NumPy as in a textbook, SciPy, and PyTorch, JAX and Optax where installed.

A peer is a maker: it takes the input arrays, converts them, and returns a call without arguments,
so that a timing leaves conversion and compilation out.  `peers` collects them by function.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon

Array = Any
Call = Callable[[], Any]
Maker = Callable[..., Call]
Peers = dict[str, dict[str, Maker]]


def direct(function: Callable[..., Any]) -> Maker:
    """A function of the NumPy arrays themselves."""
    return lambda *inputs: lambda: function(*inputs)


def scaled(logits: Any, temperature: Any = None) -> Any:
    """Logits divided by a temperature, or each row by its own."""
    if temperature is None:
        return logits
    return logits / (temperature[..., None] if getattr(temperature, "ndim", 0) else temperature)


# --- NumPy and SciPy


def _divergence(p: Array, q: Array) -> Array:
    return np.sum(p * np.log(p / q), -1)


def _kl_normal(mu1: Array, s1: Array, mu2: Array, s2: Array) -> Array:
    return np.log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / (2 * s2**2) - 0.5


def _kl_log_variance(mu1: Array, l1: Array, mu2: Array, l2: Array) -> Array:
    return 0.5 * (l2 - l1 + np.exp(l1 - l2) + (mu1 - mu2) ** 2 * np.exp(-l2) - 1)


def _kl_matrices(m1: Array, a: Array, m2: Array, b: Array) -> Array:
    shift = m2 - m1
    square = np.einsum("...i,...i", shift, np.linalg.solve(b, shift[..., None])[..., 0])
    trace = np.trace(np.linalg.solve(b, a), axis1=-2, axis2=-1)
    logs = np.linalg.slogdet(b)[1] - np.linalg.slogdet(a)[1]
    return 0.5 * (trace + square - m1.shape[-1] + logs)


def _product(factor: Array) -> Array:
    return factor @ np.swapaxes(factor, -1, -2)


def _at_label(logs: Array, label: Array) -> Array:
    return -np.take_along_axis(logs, label[..., None], -1)[..., 0]


def _one_hot(label: Array, like: Array) -> Array:
    return np.arange(like.shape[-1]) == label[..., None]


def _kl_logits(a: Array, b: Array, t: Array) -> Array:
    x, y = (special.log_softmax(scaled(z, t), axis=-1) for z in (a, b))
    return np.sum(np.exp(x) * (x - y), -1)


def _kl_logits_gradient(a: Array, b: Array, t: Array) -> Array:
    p, q = (special.softmax(scaled(z, t), axis=-1) for z in (a, b))
    return scaled(q - p, t)


NUMPY_AND_SCIPY: Peers = {
    "information_content": {"NumPy": direct(lambda p: -np.log(p))},
    "entropy": {
        "scipy.stats.entropy": direct(lambda p: stats.entropy(p, axis=-1)),
        "Σ scipy.special.entr": direct(lambda p: special.entr(p).sum(-1)),
    },
    "binary_entropy": {
        "scipy entr + entr": direct(lambda p: special.entr(p) + special.entr(1 - p))
    },
    "cross_entropy": {"NumPy": direct(lambda p, q: -np.sum(p * np.log(q), -1))},
    "kl": {
        "NumPy": direct(_divergence),
        "scipy.stats.entropy": direct(lambda p, q: stats.entropy(p, q, axis=-1)),
        "Σ scipy rel_entr": direct(lambda p, q: special.rel_entr(p, q).sum(-1)),
        "Σ scipy kl_div": direct(lambda p, q: special.kl_div(p, q).sum(-1)),
    },
    "js": {"scipy jensenshannon²": direct(lambda p, q: jensenshannon(p, q, axis=-1) ** 2)},
    "js_distance": {"scipy jensenshannon": direct(lambda p, q: jensenshannon(p, q, axis=-1))},
    "kl_bernoulli": {
        "scipy rel_entr": direct(
            lambda p, q: special.rel_entr(p, q) + special.rel_entr(1 - p, 1 - q)
        )
    },
    "optimal_discriminator": {"NumPy": direct(lambda a, b: a / (a + b))},
    "gan_value": {
        "scipy xlogy": direct(
            lambda p, q, d: np.sum(special.xlogy(p, d) + special.xlog1py(q, -d), -1)
        )
    },
    "gan_value_at_optimum": {
        "2 jensenshannon² - log 4": direct(
            lambda p, q: 2 * jensenshannon(p, q, axis=-1) ** 2 - np.log(4)
        )
    },
    "kl_normal": {"NumPy": direct(_kl_normal)},
    "kl_normal_variance": {
        "NumPy": direct(lambda a, v, b, w: 0.5 * (np.log(w / v) + (v + (a - b) ** 2) / w - 1))
    },
    "kl_log_variance": {"NumPy": direct(_kl_log_variance)},
    "kl_normal_standard": {"NumPy": direct(lambda m, s: 0.5 * (s**2 + m**2 - 1) - np.log(s))},
    "kl_standard_log_variance": {"NumPy": direct(lambda m, v: -0.5 * (1 + v - m**2 - np.exp(v)))},
    "entropy_normal": {"scipy norm": direct(lambda s: stats.norm(scale=s).entropy())},
    "cross_entropy_normal": {
        "NumPy": direct(
            lambda a, s, b, r: 0.5 * np.log(2 * np.pi * r**2) + (s**2 + (a - b) ** 2) / (2 * r**2)
        )
    },
    "kl_diagonal_normal": {"NumPy": direct(lambda *a: _kl_normal(*a).sum(-1))},
    "kl_multivariate_normal": {"NumPy slogdet, solve": direct(_kl_matrices)},
    "kl_multivariate_cholesky": {
        "NumPy slogdet, solve": lambda m1, a, m2, b: direct(_kl_matrices)(
            m1, _product(a), m2, _product(b)
        )
    },
    "logsumexp": {"scipy": direct(lambda *z: special.logsumexp(scaled(*z), axis=-1))},
    "log_softmax": {"scipy": direct(lambda *z: special.log_softmax(scaled(*z), axis=-1))},
    "softmax": {"scipy": direct(lambda *z: special.softmax(scaled(*z), axis=-1))},
    "nll": {"scipy": direct(lambda z, y: _at_label(special.log_softmax(z, axis=-1), y))},
    "nll.grad": {"scipy": direct(lambda z, y: special.softmax(z, axis=-1) - _one_hot(y, z))},
    "softmax_cross_entropy": {
        "scipy": direct(lambda z, y: -np.sum(special.xlogy(y, special.softmax(z, axis=-1)), -1))
    },
    "softmax_cross_entropy.grad": {"scipy": direct(lambda z, y: special.softmax(z, axis=-1) - y)},
    "kl_logits": {"scipy": direct(_kl_logits)},
    "kl_logits.grad": {"scipy": direct(_kl_logits_gradient)},
    "distillation": {"scipy": direct(lambda a, b, t: t**2 * _kl_logits(a, b, t))},
    "distillation.grad": {
        "scipy": direct(lambda a, b, t: scaled(_kl_logits_gradient(a, b, t), 1 / t**2))
    },
    "kl_exponential": {"NumPy": direct(lambda a, b: np.log(a / b) + b / a - 1)},
    "kl_poisson": {"scipy kl_div": direct(special.kl_div)},
}

# --- PyTorch


def torch_peers() -> Peers:
    """PyTorch in float64; nothing where it is not installed."""
    if find_spec("torch") is None:
        return {}
    import torch
    import torch.distributions as laws
    from torch.nn import functional as F

    torch.distributions.Distribution.set_default_validate_args(False)

    def on_tensors(function: Callable[..., Any]) -> Maker:
        def made(*inputs: Any) -> Call:
            tensors = [torch.as_tensor(np.asarray(x)) for x in inputs]
            return lambda: function(*tensors).numpy()

        return made

    def gradient(function: Callable[..., Any], place: int) -> Maker:
        """The gradient of the sum over samples by one argument."""

        def by_autograd(*tensors: Any) -> Any:
            x = tensors[place].detach().clone().requires_grad_(True)
            function(*tensors[:place], x, *tensors[place + 1 :]).sum().backward()
            return x.grad

        return on_tensors(by_autograd)

    def divergence(family: Callable[..., Any], count: int) -> Maker:
        """kl_divergence of two laws of a family, each given by the same number of arguments."""
        return on_tensors(lambda *t: laws.kl_divergence(family(*t[:count]), family(*t[count:])))

    def kl_div(log_q: Any, p: Any) -> Any:
        return F.kl_div(log_q, p, reduction="none").sum(-1)

    def js(p: Any, q: Any) -> Any:
        log_middle = ((p + q) / 2).log()
        return 0.5 * (kl_div(log_middle, p) + kl_div(log_middle, q))

    def textbook_normal(mu1: Any, s1: Any, mu2: Any, s2: Any) -> Any:
        r = (s1 / s2) ** 2
        return 0.5 * (r + ((mu1 - mu2) / s2) ** 2 - 1 - r.log())

    def log_softmax(*z: Any) -> Any:
        return torch.log_softmax(scaled(*z), -1)

    def loss(z: Any, y: Any) -> Any:
        return F.cross_entropy(z, y, reduction="none")

    def smoothed(z: Any, y: Any, epsilon: Any) -> Any:
        rows = zip(z, y, epsilon.tolist(), strict=True)
        return torch.stack([F.cross_entropy(a, b, label_smoothing=e) for a, b, e in rows])

    def by_logits(a: Any, b: Any, t: Any) -> Any:
        x, y = log_softmax(a, t), log_softmax(b, t)
        return F.kl_div(y, x, reduction="none", log_target=True).sum(-1)

    def to_standard(mu: Any, log_variance: Any) -> Any:
        return -0.5 * (1 + log_variance - mu**2 - log_variance.exp())

    def compiled(function: Callable[..., Any]) -> Maker:
        return on_tensors(torch.compile(function, dynamic=False))

    def categorical(p: Any) -> Any:
        return laws.Categorical(probs=p)

    def bernoulli(p: Any) -> Any:
        return laws.Bernoulli(probs=p)

    def by_factor(mean: Any, factor: Any) -> Any:
        return laws.MultivariateNormal(mean, scale_tril=factor)

    def standard(mu: Any, sigma: Any) -> Any:
        unit = laws.Normal(torch.zeros_like(mu), torch.ones_like(mu))
        return laws.kl_divergence(laws.Normal(mu, sigma), unit)

    return {
        "entropy": {
            "torch Categorical": on_tensors(lambda p: categorical(p).entropy()),
            "Σ torch.special.entr": on_tensors(lambda p: torch.special.entr(p).sum(-1)),
        },
        "binary_entropy": {"torch Bernoulli": on_tensors(lambda p: bernoulli(p).entropy())},
        "cross_entropy": {
            "torch F.cross_entropy": on_tensors(
                lambda p, q: F.cross_entropy(q.log(), p, reduction="none")
            )
        },
        "kl": {
            "torch Categorical": divergence(categorical, 1),
            "torch F.kl_div": on_tensors(lambda p, q: kl_div(q.log(), p)),
            "torch.compile": compiled(lambda p, q: kl_div(q.log(), p)),
        },
        "js": {"2 × torch F.kl_div": on_tensors(js), "torch.compile": compiled(js)},
        "js_distance": {"torch": on_tensors(lambda p, q: js(p, q).sqrt())},
        "kl_bernoulli": {"torch Bernoulli": divergence(bernoulli, 1)},
        "kl_normal": {
            "torch Normal": divergence(laws.Normal, 2),
            "torch textbook": on_tensors(textbook_normal),
            "torch.compile": compiled(textbook_normal),
        },
        "kl_normal_standard": {"torch Normal": on_tensors(standard)},
        "kl_standard_log_variance": {
            "torch textbook": on_tensors(to_standard),
            "torch Normal": on_tensors(lambda mu, v: standard(mu, (v / 2).exp())),
            "torch.compile": compiled(to_standard),
        },
        "kl_log_variance": {
            "torch Normal": on_tensors(
                lambda a, v, b, w: laws.kl_divergence(
                    laws.Normal(a, (v / 2).exp()), laws.Normal(b, (w / 2).exp())
                )
            )
        },
        "entropy_normal": {
            "torch Normal": on_tensors(lambda s: laws.Normal(torch.zeros_like(s), s).entropy())
        },
        "kl_diagonal_normal": {
            "torch Normal": on_tensors(
                lambda a, s, b, r: laws.kl_divergence(laws.Normal(a, s), laws.Normal(b, r)).sum(-1)
            )
        },
        "kl_multivariate_normal": {"torch": divergence(laws.MultivariateNormal, 2)},
        "kl_multivariate_cholesky": {"torch": divergence(by_factor, 2)},
        "logsumexp": {"torch": on_tensors(lambda *z: torch.logsumexp(scaled(*z), -1))},
        "log_softmax": {"torch": on_tensors(log_softmax)},
        "softmax": {"torch": on_tensors(lambda *z: torch.softmax(scaled(*z), -1))},
        "nll": {"torch": on_tensors(loss)},
        "nll.grad": {"torch": gradient(loss, 0)},
        "softmax_cross_entropy": {"torch": on_tensors(loss)},
        "softmax_cross_entropy.grad": {"torch": gradient(loss, 0)},
        "label_smoothing": {"torch": on_tensors(smoothed)},
        "label_smoothing.grad": {"torch": gradient(smoothed, 0)},
        "kl_logits": {
            "torch F.kl_div": on_tensors(by_logits),
            "torch Categorical": on_tensors(
                lambda a, b, t: laws.kl_divergence(
                    *(laws.Categorical(logits=scaled(z, t)) for z in (a, b))
                )
            ),
        },
        "kl_logits.grad": {"torch": gradient(by_logits, 1)},
        "distillation": {"torch": on_tensors(lambda a, b, t: t**2 * by_logits(a, b, t))},
        "distillation.grad": {"torch": gradient(lambda a, b, t: t**2 * by_logits(a, b, t), 1)},
        "entropy_logits": {
            "torch Categorical": on_tensors(
                lambda *z: laws.Categorical(logits=scaled(*z)).entropy()
            )
        },
        "entropy_gamma": {"torch": on_tensors(lambda *t: laws.Gamma(*t).entropy())},
        "entropy_beta": {"torch": on_tensors(lambda *t: laws.Beta(*t).entropy())},
        "entropy_dirichlet": {"torch": on_tensors(lambda a: laws.Dirichlet(a).entropy())},
        "kl_exponential": {"torch": divergence(laws.Exponential, 1)},
        "kl_laplace": {"torch": divergence(laws.Laplace, 2)},
        "kl_poisson": {"torch": divergence(laws.Poisson, 1)},
        "kl_gamma": {"torch": divergence(laws.Gamma, 2)},
        "kl_beta": {"torch": divergence(laws.Beta, 2)},
        "kl_dirichlet": {"torch": divergence(laws.Dirichlet, 1)},
    }


# --- JAX and Optax


def jax_peers() -> Peers:
    """JAX in float64, every function compiled; Optax as well; nothing where not installed."""
    if find_spec("jax") is None:
        return {}
    import jax
    import jax.numpy as jnp
    from jax.scipy import special as jsp

    jax.config.update("jax_enable_x64", True)

    def jitted(function: Callable[..., Any]) -> Maker:
        compiled = jax.jit(function)

        def made(*inputs: Any) -> Call:
            arrays = [jnp.asarray(x) for x in inputs]
            return lambda: compiled(*arrays).block_until_ready()

        return made

    def js(p: Any, q: Any) -> Any:
        middle = (p + q) / 2
        return (jsp.rel_entr(p, middle) + jsp.rel_entr(q, middle)).sum(-1) / 2

    def textbook_normal(mu1: Any, s1: Any, mu2: Any, s2: Any) -> Any:
        return jnp.log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / (2 * s2**2) - 0.5

    peers: Peers = {
        "entropy": {"Σ jax entr": jitted(lambda p: jsp.entr(p).sum(-1))},
        "kl": {"Σ jax rel_entr": jitted(lambda p, q: jsp.rel_entr(p, q).sum(-1))},
        "js": {"jax rel_entr": jitted(js)},
        "kl_normal": {"jax textbook": jitted(textbook_normal)},
        "kl_standard_log_variance": {
            "jax textbook": jitted(lambda m, v: -0.5 * (1 + v - m**2 - jnp.exp(v)))
        },
        "log_softmax": {"jax": jitted(lambda *z: jax.nn.log_softmax(scaled(*z)))},
        "softmax": {"jax": jitted(lambda *z: jax.nn.softmax(scaled(*z)))},
        "logsumexp": {"jax": jitted(lambda *z: jax.nn.logsumexp(scaled(*z), -1))},
    }
    if find_spec("optax") is not None:
        _with_optax(peers, jitted)
    return peers


def _with_optax(peers: Peers, jitted: Callable[..., Maker]) -> None:
    """Optax's losses."""
    import jax
    import jax.numpy as jnp
    import optax

    def loss(z: Any, y: Any) -> Any:
        return optax.softmax_cross_entropy_with_integer_labels(z, y)

    def by_logits(a: Any, b: Any, t: Any) -> Any:
        x, y = (jax.nn.log_softmax(scaled(z, t)) for z in (a, b))
        return optax.losses.kl_divergence_with_log_targets(y, x)

    def gradient(function: Callable[..., Any], place: int) -> Maker:
        return jitted(jax.grad(lambda *a: function(*a).sum(), argnums=place))

    peers["kl"]["optax"] = jitted(lambda p, q: optax.kl_divergence(jnp.log(q), p))
    peers["nll"] = {"optax": jitted(loss)}
    peers["nll.grad"] = {"optax": gradient(loss, 0)}
    peers["softmax_cross_entropy"] = {"optax": jitted(optax.softmax_cross_entropy)}
    peers["softmax_cross_entropy.grad"] = {"optax": gradient(optax.softmax_cross_entropy, 0)}
    peers["kl_logits"] = {"optax": jitted(by_logits)}
    peers["kl_logits.grad"] = {"optax": gradient(by_logits, 1)}


def peers(*, compile_torch: bool = False) -> Peers:
    """All peers by function and name; those that PyTorch has to compile only when asked for."""
    result: Peers = {}
    for library in (NUMPY_AND_SCIPY, torch_peers(), jax_peers()):
        for name, makers in library.items():
            chosen = {k: m for k, m in makers.items() if compile_torch or k != "torch.compile"}
            result.setdefault(name, {}).update(chosen)
    return result
