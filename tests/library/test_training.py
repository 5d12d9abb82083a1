"""The closed forms in PyTorch and JAX: values, proved gradients, compilers, masks and widths."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from derivecheck import closed_forms as cf
from derivecheck.closed_forms import jax as in_jax
from derivecheck.closed_forms import torch as in_torch
from derivecheck.closed_forms.training import NAMES
from derivecheck.library.closed_form import ClosedForm
from tests.library.test_emitted import drawn

every_name = pytest.mark.parametrize("name", NAMES)


def points(form: ClosedForm, shape: tuple[int, ...] = (3,), seed: int = 0) -> list[Any]:
    rng = np.random.default_rng(seed)
    return [drawn(a.domain, rng, shape, 5) for a in form.arguments]


def on_laws(form: ClosedForm, function: Callable[..., Any], sums: Any) -> Callable[..., Any]:
    """The function of laws divided by their sums: by them only differences have a meaning."""

    def of_any(*values: Any) -> Any:
        pairs = zip(form.arguments, values, strict=True)
        return function(*(x / sums(x) if a.domain == "law" else x for a, x in pairs))

    return of_any


# --- PyTorch


@pytest.fixture(scope="module")
def torch() -> Any:
    return pytest.importorskip("torch")


def tensors(torch: Any, form: ClosedForm, values: list[Any]) -> list[Any]:
    found = [torch.as_tensor(x) for x in values]
    return [x.requires_grad_() if x.is_floating_point() else x for x in found]


@every_name
def test_torch_has_the_value_and_a_gradient_that_differences_confirm(torch: Any, name: str) -> None:
    form, function = cf.CLOSED_FORMS[name], getattr(in_torch, name)
    values = points(form)
    given = tensors(torch, form, values)
    np.testing.assert_allclose(function(*given).detach(), form(*values), rtol=1e-12)
    sums = on_laws(form, function, lambda x: x.sum(-1, keepdim=True))
    assert torch.autograd.gradcheck(sums, given, eps=1e-6, atol=1e-5)


def test_a_wrong_gradient_is_noticed(torch: Any) -> None:
    """Near miss: with one part of the gradient doubled, differences refute it."""
    a, b = (torch.randn(4, dtype=torch.float64, requires_grad=True) for _ in range(2))

    def twice_by_b(a: Any, b: Any) -> Any:
        value = in_torch.kl_logits(a, b)
        return value + (in_torch.kl_logits(a.detach(), b) - in_torch.kl_logits(a, b).detach())

    with pytest.raises(RuntimeError, match="Jacobian mismatch"):
        torch.autograd.gradcheck(twice_by_b, (a, b))


def test_logits_with_one_largest_class_have_a_gradient(torch: Any) -> None:
    for seed in range(5):
        torch.manual_seed(seed)
        a = torch.randn(6, dtype=torch.float64, requires_grad=True)
        b = (a.detach() + 1e-3 * torch.randn(6, dtype=torch.float64)).requires_grad_()
        in_torch.distillation(a, b, 2.0).backward()
        for tensor, argument in ((a, "teacher"), (b, "student")):
            exact = cf.distillation.grad[argument](a.detach().numpy(), b.detach().numpy(), 2.0)
            np.testing.assert_allclose(tensor.grad, exact, rtol=1e-11)


def test_a_probability_of_0_harms_no_other_gradient(torch: Any) -> None:
    p = torch.tensor([0.0, 0.4, 0.6], dtype=torch.float64)
    q = torch.tensor([0.2, 0.3, 0.5], dtype=torch.float64, requires_grad=True)
    in_torch.kl(p, q).backward()
    np.testing.assert_allclose(q.grad, cf.kl.grad["q"](p.numpy(), q.detach().numpy()), rtol=1e-14)
    z = torch.tensor([1.0, -torch.inf, 0.5], dtype=torch.float64, requires_grad=True)
    in_torch.entropy_logits(z).backward()
    assert z.grad is not None
    assert torch.isfinite(z.grad).all()
    assert z.grad[1] == 0


def test_what_does_not_count_is_0_whatever_it_is(torch: Any) -> None:
    z = torch.randn(4, 5, dtype=torch.float64)
    z[1] = torch.nan
    z.requires_grad_()
    label = torch.tensor([0, -100, 3, 2])
    loss = in_torch.nll(z, label, ignore_index=-100, reduction="mean")
    loss.backward()
    kept = [0, 2, 3]
    expected = torch.nn.functional.cross_entropy(z.detach()[kept], label[kept])
    torch.testing.assert_close(loss.detach(), expected)
    assert z.grad is not None
    assert z.grad[1].abs().sum() == 0
    assert z.grad[kept].abs().sum() > 0
    weights = torch.tensor([2.0, 0.0, 1.0, 0.0])
    parts = in_torch.nll(z, label, where=weights, ignore_index=-100)
    assert parts[[1, 3]].tolist() == [0, 0]
    assert in_torch.nll(z, label, where=weights, ignore_index=-100, reduction="mean") == (
        parts.sum() / 3
    )


def test_half_precision_is_computed_in_single(torch: Any) -> None:
    a = torch.randn(8, 10).to(torch.bfloat16)
    b = (a.float() + 0.01 * torch.randn(8, 10)).to(torch.bfloat16).requires_grad_()
    loss = in_torch.kl_logits(a, b, reduction="mean")
    loss.backward()
    assert loss.dtype == torch.bfloat16
    assert b.grad is not None
    assert b.grad.dtype == torch.bfloat16
    exact = cf.kl_logits(a.double().numpy(), b.detach().double().numpy()).mean()
    assert loss.item() == pytest.approx(exact, rel=2**-8)


def test_second_derivatives_are_refused(torch: Any) -> None:
    a, b = (torch.randn(4, requires_grad=True) for _ in range(2))
    (slope,) = torch.autograd.grad(in_torch.kl_logits(a, b), a, create_graph=True)
    with pytest.raises(NotImplementedError, match="not proved"):
        slope.sum().backward()


def test_transforms_of_torch(torch: Any) -> None:
    a, b = torch.randn(2, 7, 4, dtype=torch.float64)
    slopes = torch.func.vmap(torch.func.grad(in_torch.kl_logits, argnums=1))(a, b)
    exact = cf.kl_logits.grad["logits_q"](a.numpy(), b.numpy())
    np.testing.assert_allclose(slopes, exact, rtol=1e-10, atol=1e-15)
    moved = in_torch.kl_logits(a.T, b.T, dim=0)
    np.testing.assert_allclose(moved, cf.kl_logits(a.numpy(), b.numpy()), rtol=1e-12)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_compiled_loss_is_the_same(torch: Any) -> None:
    def loss(a: Any, b: Any, mu: Any, sigma: Any) -> Any:
        distilled = in_torch.distillation(a, b, 2.0, reduction="mean")
        return distilled + in_torch.kl_normal_standard(mu, sigma, reduction="sum")

    a, b = (torch.randn(6, 5, requires_grad=True) for _ in range(2))
    mu, sigma = torch.randn(3, requires_grad=True), torch.rand(3).add(0.5).requires_grad_()
    given = (a, b, mu, sigma)
    plain = torch.autograd.grad(loss(*given), given)
    compiled = torch.compile(loss, fullgraph=True, backend="aot_eager")
    for x, y in zip(torch.autograd.grad(compiled(*given), given), plain, strict=True):
        torch.testing.assert_close(x, y)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda f: f.kl_logits([1.0]), TypeError, "do not fit"),
        (lambda f: f.kl_logits([1.0], [1.0], tau=2), TypeError, "do not fit"),
        (lambda f: f.kl_logits([1.0], [1.0], reduction="batchmean"), ValueError, "must be one of"),
        (lambda f: f.kl([1.0], [1.0], ignore_index=0), ValueError, "no index"),
        (lambda f: f.kl_multivariate_normal, AttributeError, "no closed form"),
    ],
)
@pytest.mark.parametrize("module", [in_torch, in_jax])
def test_calls_that_do_not_fit(module: Any, call: Any, error: Any, message: str) -> None:
    pytest.importorskip(module.__name__.rpartition(".")[2])
    with pytest.raises(error, match=message):
        call(module)


# --- JAX


@pytest.fixture(scope="module")
def jax() -> Any:
    module = pytest.importorskip("jax")
    module.config.update("jax_enable_x64", True)
    return module


@every_name
def test_jax_has_the_value_and_a_gradient_that_differences_confirm(jax: Any, name: str) -> None:
    from jax.test_util import check_grads

    form, function = cf.CLOSED_FORMS[name], getattr(in_jax, name)
    values = points(form)
    np.testing.assert_allclose(function(*values), form(*values), rtol=1e-12)
    fixed = [k for k, a in enumerate(form.arguments) if a.domain == "index"]
    free = [jax.numpy.asarray(x) for k, x in enumerate(values) if k not in fixed]
    sums = on_laws(form, function, lambda x: x.sum(-1, keepdims=True))

    def of_free(*given: Any) -> Any:
        rest = iter(given)
        return sums(*(values[k] if k in fixed else next(rest) for k in range(len(values))))

    check_grads(of_free, free, order=1, modes=["rev"], atol=1e-5, rtol=1e-5, eps=1e-6)


def test_transforms_of_jax(jax: Any) -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, 7, 4))

    def loss(a: Any, b: Any) -> Any:
        return in_jax.kl_logits(a, b)

    slopes = jax.jit(jax.vmap(jax.grad(loss, argnums=1)))(a, b)
    exact = cf.kl_logits.grad["logits_q"](a, b)
    np.testing.assert_allclose(slopes, exact, rtol=1e-10, atol=1e-15)
    with pytest.raises(NotImplementedError, match="not proved"):
        jax.jacrev(jax.grad(loss))(a[0], b[0])


def test_jax_masks_and_widths(jax: Any) -> None:
    rng = np.random.default_rng(0)
    z = rng.normal(size=(4, 5))
    z[1] = np.nan
    label = np.array([0, -1, 3, 2])

    def loss(z: Any) -> Any:
        return in_jax.nll(z, label, ignore_index=-1, reduction="mean")

    value, slope = jax.value_and_grad(loss)(jax.numpy.asarray(z))
    assert float(value) == pytest.approx(np.mean(cf.nll(z[[0, 2, 3]], label[[0, 2, 3]])))
    assert not slope[1].any()
    narrow = jax.numpy.asarray(z[:1], jax.numpy.bfloat16)
    assert in_jax.logsumexp(narrow).dtype == jax.numpy.bfloat16


@pytest.mark.slow
def test_the_example_trains_alike_and_keeps_its_digits(torch: Any) -> None:
    example = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "training.py"))
    for train, proved, usual in (
        ("autoencoder", in_torch.kl_standard_log_variance, example["torch_kl"]),
        ("classifier", in_torch.distillation, example["torch_distillation"]),
    ):
        ours, theirs = example[train](proved), example[train](usual)
        np.testing.assert_allclose(ours, theirs, rtol=1e-4)
        assert ours[-1] < ours[0] / 2
    errors = example["near_the_teacher"]()
    assert errors["proved"] < 1e-5
    assert errors["torch"] > 1e-2
