"""Public bug reports on these quantities: what each met, and the right value or refusal here.

An address is that of an issue or pull request on GitHub; inputs are those of the report, or the
smallest that show the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivecheck import closed_forms as cf

inf, nan = math.inf, math.nan
LOG_2 = math.log(2)
THREES = [[1.0, 2.0, 3.0], [5.0, 5.0, 5.0]]


def softmax(z: Any) -> Any:
    return cf.softmax(np.asarray(z, float))


def near(p: Any, step: float) -> Any:
    return [p[0] + step, p[1] - step, *p[2:]]


def slope(form: Any, by: str, *at: Any) -> Any:
    return form.grad[by](*at)


#: report, what it met, our value, the exact value
VALUES: list[tuple[str, str, Callable[[], Any], Any]] = [
    ("pytorch/pytorch/80488", "negative", lambda: cf.kl_logits(THREES, THREES), [0, 0]),
    ("pytorch/pytorch/51716", "KL(p‖p) not 0", lambda: cf.kl(*[softmax(THREES)] * 2), [0, 0]),
    (
        "pytorch/pytorch/32520",
        "negative",
        lambda: cf.kl([0.5, 0.5], near([0.5, 0.5], 2.0**-30)),
        2.0**-59,
    ),
    ("pytorch/pytorch/113708", "0", lambda: cf.log_softmax([0.0, 100.0])[1], -math.exp(-100)),
    ("scipy/scipy/19521", "0", lambda: cf.log_softmax([1000.0, 300.0])[0], -math.exp(-700)),
    ("pytorch/pytorch/15288", "nan gradient", lambda: slope(cf.kl_bernoulli, "p", 1.0, 0.5), inf),
    ("pytorch/pytorch/186825", "finite", lambda: cf.information_content(0.0), inf),
    (
        "pytorch/pytorch/40553",
        "two values",
        lambda: cf.entropy_logits([0.0, -800.0]) - cf.entropy(softmax([0.0, -800.0])),
        0,
    ),
    ("pytorch/pytorch/114049", "nan", lambda: cf.kl([1.0, 0.0], [1.0, 0.0]), 0),
    (
        "pytorch/pytorch/89558",
        "nan gradient",
        lambda: slope(cf.cross_entropy_logits, "logits_q", [0.0, -inf], [0.0, -700.0])[1],
        math.exp(-700),
    ),
    ("pytorch/pytorch/144279", "nan", lambda: cf.kl_beta(1.0, 1.0, 1.0, 1.0), 0),
    (
        "pytorch/pytorch/31829",
        "nan gradient",
        lambda: slope(cf.logsumexp, "logits", [0.0, -inf, -inf]),
        [1, 0, 0],
    ),
    ("pytorch/pytorch/49724", "nan", lambda: cf.softmax([2.0, inf]), [0, 1]),
    ("pytorch/pytorch/49724", "nan gradient", lambda: slope(cf.logsumexp, "logits", [-inf]), [1]),
    ("pytorch/pytorch/11752", "0", lambda: cf.nll([1e8, 1e8], 1), LOG_2),
    (
        "scipy/scipy/20083",
        "nan",
        lambda: cf.js_distance(near([0.5, 0.5], 2.0**-30), near([0.5, 0.5], -(2.0**-30))),
        math.sqrt(2) * 2.0**-30,
    ),
    (
        "scipy/scipy/19436",
        "∞",
        lambda: cf.js_distance([0.0, 1.0], [5e-324, 1.0]),
        math.sqrt(5e-324 * LOG_2 / 2),
    ),
    ("scipy/scipy/20710", "∞", lambda: cf.kl([1.0, 0.0], [1e-320, 1.0]), -math.log(1e-320)),
    ("scipy/scipy/18093", "0", lambda: cf.entropy_beta(2.0, 1e20), -44.474486194979381),
    ("scipy/scipy/18714", "no digit", lambda: cf.entropy_beta(1e20, 2.0), -44.474486194979381),
    ("jax-ml/jax/38239", "nan", lambda: cf.kl([0.5, 0.5], [0.0, 1.0]), inf),
    ("jax-ml/jax/38262", "∞", lambda: cf.kl([0.0, 1.0], [nan, 1.0]), nan),
    ("jax-ml/jax/26658", "flushed to 0", lambda: cf.kl_bernoulli(5e-324, 1.0), inf),
    ("tensorflow/probability/241", "nan", lambda: cf.entropy([0.0, 0.5, 0.5]), LOG_2),
    ("tensorflow/probability/975", "nan", lambda: cf.nll([0.0, -inf], 0), 0),
    ("google-deepmind/optax/1786", "nan", lambda: cf.kl([0.0, 1.0], [0.5, 0.5]), LOG_2),
    (
        "google-deepmind/optax/896",
        "nan",
        lambda: cf.softmax_cross_entropy([-inf, 0.0], [0.0, 1.0]),
        0,
    ),
    (
        "google-deepmind/optax/1762",
        "nan gradient",
        lambda: slope(cf.softmax_cross_entropy, "logits", [-inf, 0.0, 0.0], [0.0, 1.0, 0.0]),
        [0, -0.5, 0.5],
    ),
    ("google/tunix/2315", "negative", lambda: cf.kl_logits([0.0, 0.0], [2.0**-30, 0.0]), 2.0**-63),
    (
        "unslothai/unsloth-zoo/1240",
        "cancels",
        lambda: cf.kl_log_variance(0.0, 2.0**-30, 0.0, 0.0),
        2.0**-62 * (1 + 2.0**-30 / 3),
    ),
    (
        "pyro-ppl/numpyro/2276",
        "nan",
        lambda: cf.entropy([0.25, 0.0, 0.75]),
        0.25 * math.log(4) + 0.75 * math.log(4 / 3),
    ),
    ("huggingface/trl/7221", "nan", lambda: cf.entropy_logits([65504.0, -65504.0]), 0),
    (
        "tensorflow/tensorflow/11756",
        "nan gradient",
        lambda: slope(cf.softmax, "logits", [4.0, -inf, 4.0, 4.0, 4.0])[2],
        [-1 / 16, 0, 3 / 16, -1 / 16, -1 / 16],
    ),
    ("allenai/allennlp/890", "nan", lambda: cf.softmax([-inf, -inf]), [0.5, 0.5]),
    ("apache/mxnet/19703", "0", lambda: cf.log_softmax([0.0, -inf])[1], -inf),
]
#: report, what was let pass, our call, the words of the refusal
REFUSED: list[tuple[str, str, Callable[[], Any], str]] = [
    (
        "scipy/scipy/12553",
        "normalised silently",
        lambda: cf.kl([1.0, 2.0], [3.0, 5.0]),
        "p sums to 3.0",
    ),
    (
        "JuliaStats/Distances.jl/170",
        "a negative value",
        lambda: cf.js([1.0, 1.0], [0.9, 1.0]),
        "p sums to 2.0",
    ),
    (
        "pytorch/pytorch/69230",
        "0 for a negative target",
        lambda: cf.kl([-1.0, 2.0], [0.5, 0.5]),
        r"p\[0\] = -1.0",
    ),
    (
        "pytorch/pytorch/51910",
        "nan for no entries",
        lambda: cf.nll(np.ones((0, 0)), np.zeros(0, int)),
        "no entries",
    ),
    (
        "tensorflow/tensorflow/2327",
        "labels without sum 1",
        lambda: cf.softmax_cross_entropy([0.0, 1.0], [0.0, 0.0]),
        "labels sums to 0.0",
    ),
]


@pytest.mark.parametrize(
    ("report", "met", "found", "exact"), VALUES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_the_value_is_right(report: str, met: str, found: Callable[[], Any], exact: Any) -> None:
    np.testing.assert_allclose(found(), exact, rtol=2e-15 if "18" not in report else 1e-14, atol=0)


@pytest.mark.parametrize(
    ("report", "let", "call", "words"), REFUSED, ids=lambda x: x if isinstance(x, str) else ""
)
def test_the_input_is_refused(report: str, let: str, call: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_there_are_more_than_thirty() -> None:
    assert len({r[0] for r in [*VALUES, *REFUSED]}) >= 38
