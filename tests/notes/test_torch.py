"""What note N2 says of a training library, run in that library where it is installed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from derivecheck.numeric import routines

torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed")

pytestmark = pytest.mark.torch
SCORES = [[-0.1342, -2.5835, -0.9810], [0.1867, -1.4513, -0.3225], [0.6272, -0.1120, 0.3048]]
TARGET = [0, 2, 1]


def test_cross_entropy_is_the_likelihood_of_the_log_softmax() -> None:
    output, target = torch.randn(3, 5), torch.tensor([1, 0, 4])
    both = torch.nn.functional.cross_entropy(output, target)
    composed = torch.nn.functional.nll_loss(torch.log_softmax(output, dim=1), target)
    torch.testing.assert_close(both, composed)


def test_the_printed_loss_is_that_of_the_scores_and_not_of_the_likelihood_loss() -> None:
    scores, target = torch.tensor(SCORES, dtype=torch.float64), torch.tensor(TARGET)
    assert round(float(torch.nn.CrossEntropyLoss()(scores, target)), 4) == 1.0128
    raw = float(torch.nn.NLLLoss()(scores, target))
    assert round(raw, 4) != 1.0128
    assert raw == pytest.approx(float(routines.nll_loss(np.array(SCORES), np.array(TARGET))))


@pytest.mark.filterwarnings("ignore:reduction:UserWarning")  # of the library's own default
def test_our_routines_are_the_library_s() -> None:
    scores = torch.tensor(SCORES, dtype=torch.float64)
    table = torch.softmax(scores, dim=1)
    np.testing.assert_allclose(routines.softmax(np.array(SCORES), 1), table, rtol=1e-12)
    p, q = table[0:1], table[1:2]
    for reduction in ("sum", "mean", "batchmean"):
        theirs = torch.nn.functional.kl_div(q.log(), p, reduction=reduction)
        ours = routines.kl_div(q.log().numpy(), p.numpy(), reduction=reduction)
        assert float(theirs) == pytest.approx(float(ours), rel=1e-12)


def test_labels_may_be_indices_or_probabilities() -> None:
    scores = torch.tensor(SCORES, dtype=torch.float64)
    by_index = torch.nn.functional.cross_entropy(scores, torch.tensor(TARGET))
    one_hot = torch.nn.functional.one_hot(torch.tensor(TARGET), 3).to(torch.float64)
    torch.testing.assert_close(by_index, torch.nn.functional.cross_entropy(scores, one_hot))
