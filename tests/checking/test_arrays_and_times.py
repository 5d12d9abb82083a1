"""Vectors, matrices, indices such as t - 1, derivatives by letters with a value: true and false.

Each false line is a true one with one slip.
"""

from __future__ import annotations

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedStep, Said
from derivecheck.reading.text import Text

HOLDS = (Said.PROVED, Said.SUPPORTED)
SHAPES = r"Let $a, b \in \mathbb{R}^d$, $X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$. "
NOISE = (
    r"Let $0 < \beta_t < 1$, $\alpha_t = 1 - \beta_t$ and "
    r"$\bar\alpha_t = \prod_{s=1}^t \alpha_s$. Then "
)
LOGISTIC = (
    r"Let $\sigma(z) = \frac{1}{1+e^{-z}}$ and $a = \sigma(z)$. The loss is "
    r"$L(a, y) = -y\log a - (1-y)\log(1-a)$. "
)
SOFTMAX = r"Let $\pi(a) = e^{\phi_a}/\sum_b e^{\phi_b}$. "


def last(note: str, formula: str) -> CheckedStep:
    return check_text(Text("n.md", f"{note}\n\n$${formula}$$\n")).steps[-1]


PAIRS = [
    (
        SHAPES,
        r"\|a-b\|^2 = \|a\|^2 - 2a^\top b + \|b\|^2",
        r"\|a-b\|^2 = \|a\|^2 - a^\top b + \|b\|^2",
    ),
    (
        SHAPES,
        r"\nabla_b \|y - X b\|^2 = 2 X^\top X b - 2X^\top y",
        r"\nabla_b \|y - X b\|^2 = X^\top X b - 2X^\top y",
    ),
    ("", r"(AB)^T = B^T A^T", r"(AB)^T = A^T B^T"),
    (
        "",
        r"\operatorname{tr}(A B) = \operatorname{tr}(B A)",
        r"\operatorname{tr}(A B) = \operatorname{tr}(B^T A)",
    ),
    ("", r"\nabla_x x^\top A x = (A + A^\top) x", r"\nabla_x x^\top A x = 2 A x"),
    (
        NOISE,
        r"\bar\alpha_t = \alpha_t \bar\alpha_{t-1}",
        r"\bar\alpha_t = \alpha_{t-1} \bar\alpha_{t-1}",
    ),
    (
        NOISE,
        r"\alpha_t(1-\alpha_{t-1}) + 1 - \alpha_t = 1 - \alpha_t\alpha_{t-1}",
        r"\alpha_t(1-\alpha_{t-1}) + 1 - \alpha_t = 1 + \alpha_t\alpha_{t-1}",
    ),
    (
        NOISE,
        r"\frac{\alpha_t}{\beta_t} + \frac{1}{1-\bar\alpha_{t-1}}"
        r" = \frac{1 - \bar\alpha_t}{\beta_t(1-\bar\alpha_{t-1})}",
        r"\frac{\alpha_t}{\beta_t} + \frac{1}{1-\bar\alpha_{t-1}}"
        r" = \frac{1 - \bar\alpha_{t-1}}{\beta_t(1-\bar\alpha_t)}",
    ),
    (
        LOGISTIC,
        r"\frac{\partial L}{\partial a} = \frac{a-y}{a(1-a)}",
        r"\frac{\partial L}{\partial a} = \frac{y-a}{a(1-a)}",
    ),
    (LOGISTIC, r"\frac{\partial L}{\partial z} = a - y", r"\frac{\partial L}{\partial z} = y - a"),
    (LOGISTIC, r"\frac{d^2 L}{dz^2} = a(1-a)", r"\frac{d^2 L}{dz^2} = a(1+a)"),
    (
        SOFTMAX,
        r"\frac{\partial\log\pi(a)}{\partial\phi_b} = \mathbf{1}[a=b] - \pi(b)",
        r"\frac{\partial\log\pi(a)}{\partial\phi_b} = \mathbf{1}[a=b] - \pi(a)",
    ),
    (
        r"Sampling $a\sim\pi_\theta$, ",
        r"\sum_a r(a)\nabla_\theta\pi_\theta(a) = "
        r"E_{a\sim\pi_\theta}[r(a)\nabla_\theta\log\pi_\theta(a)]",
        r"\sum_a r(a)\nabla_\theta\pi_\theta(a) = "
        r"2E_{a\sim\pi_\theta}[r(a)\nabla_\theta\log\pi_\theta(a)]",
    ),
    (
        r"The joint law is $p(u, v)$ with $p(u)$ and $p(v)$.",
        r"I(u;v) = H(u) + H(v) - H(u,v)",
        r"I(u;v) = H(u) + H(v) + H(u,v)",
    ),
]


@pytest.mark.parametrize(("note", "true", "false"), PAIRS)
def test_the_true_line_holds_and_its_near_miss_does_not(note: str, true: str, false: str) -> None:
    assert last(note, true).verdict in HOLDS
    assert last(note, false).verdict in (Said.SUSPICIOUS, Said.WRONG)


@pytest.mark.parametrize(
    ("note", "formula", "why"),
    [
        (SHAPES, r"a^\top b + X = 1", "shapes"),
        (SHAPES, r"\|X y\|^2 = 1", "sizes"),
        ("", r"x^\top A^{-1} x = 1", "nothing says what A is"),
        (NOISE, r"\sum_t \alpha_{t-1} = 1 + \sum_t \alpha_t", "beside a bound"),
    ],
)
def test_what_has_no_meaning_is_refused(note: str, formula: str, why: str) -> None:
    step = last(note, formula)
    assert step.verdict is Said.NOT_UNDERSTOOD
    assert why in step.why


def test_a_derivative_keeps_what_it_is_taken_by() -> None:
    """Where p_θ and p are read as one law nothing depends on θ, and 0 = 0 would prove anything."""
    line = r"\nabla_\theta \sum_z p_\theta(x, z) p(x) = 3 \nabla_\theta \sum_z p_\theta(x, z) p(x)"
    assert last("", line).verdict not in HOLDS


def test_a_square_matrix_may_be_symmetric() -> None:
    step = last("", r"\nabla_x x^\top A x = 2 A x")
    assert "symmetric" in step.why


@pytest.mark.parametrize("formula", [r"\lambda < 0", r"\sum_k w_k = 1", r"\sigma_t^2 = \beta_t"])
def test_a_condition_on_free_letters_is_no_claim(formula: str) -> None:
    note = (
        r"We write $\lambda + \lambda$, $2\sigma_t^2 + \beta_t + \beta_t + \sigma_t$, $w_k + w_k$."
    )
    assert last(note, formula).verdict in (Said.SETTING, Said.DEFINITION)


def test_the_last_equation_of_a_circle_is_a_claim() -> None:
    note = r"Let $\sigma(z) = \frac{1}{1+e^{-z}}$. Put $p = \sigma(z)$, so"
    assert last(note, r"z = \log\frac{p}{1-p}").verdict in HOLDS
    assert last(note, r"z = \log\frac{1-p}{p}").verdict is Said.SUSPICIOUS


CHAIN = r"q(x_{t-1}|x_t,x_0) = \frac{q(x_t|x_{t-1})\,q(x_{t-1}|x_0)}{q(x_t|x_0)}"


def test_what_a_markov_chain_makes_true_is_conditional() -> None:
    step = last("By Bayes' rule", CHAIN)
    assert step.verdict is Said.CONDITIONAL
    assert "Markov chain" in step.why
    full = CHAIN.replace("x_t|x_{t-1}", "x_t|x_{t-1},x_0")
    assert last("By Bayes' rule", full).verdict is Said.PROVED
    swapped = CHAIN.replace(r"\,q(x_{t-1}|x_0)", r"\,q(x_{t}|x_0)")
    assert last("By Bayes' rule", swapped).verdict is Said.SUSPICIOUS


def test_a_letter_may_be_a_vector_in_one_line_and_a_number_in_another() -> None:
    note = r"We have $\|a\|^2 = a^\top a$. Let $\sigma(a) = 1/(1+e^{-a})$. Then"
    assert last(note, r"\sigma(-a) = 1 - \sigma(a)").verdict is Said.PROVED


def test_an_error_function_is_no_expectation() -> None:
    note = r"The error is $$E(\mathbf w) = \sum_{n=1}^N (t_n - \mathbf w^\top\mathbf x_n)^2$$"
    slope = (
        r"\nabla_{\mathbf w} E(\mathbf w) = "
        r"-2\sum_{n=1}^N (t_n - \mathbf w^\top\mathbf x_n)\mathbf x_n"
    )
    assert last(note, slope).verdict is Said.PROVED
    assert last(note, slope.replace("-2", "2")).verdict in (Said.SUSPICIOUS, Said.WRONG)
    assert (
        last("Let $X$ be random with $E(x) = m$ and $E[x] > 0$.", "E(x) = 2 m").verdict not in HOLDS
    )


def test_a_conditional_entropy_is_the_mean_of_those_at_each_value() -> None:
    note = "The joint law of $X$ and $Y$ is $p(x, y)$."
    assert last(note, r"H(Y|X) = \sum_x p(x) H(Y|X=x)").verdict is Said.PROVED
    assert last(note, r"H(Y|X) = \sum_x p(x) H(X|X=x)").verdict not in HOLDS
    assert last(note, r"H(Y|X) = \sum_y p(y) H(X|Y=y)").verdict in (Said.SUSPICIOUS, Said.WRONG)


def test_a_sum_up_to_an_index_moves_with_it() -> None:
    note = r"Let $S_t = \sum_{i=0}^t a_i$ and $a_t > 0$."
    assert last(note, r"S_t = S_{t-1} + a_t").verdict is Said.PROVED
    assert last(note, r"S_t = S_{t-1} + a_{t-1}").verdict is not Said.PROVED
    note = r"Let $c_t = t b_t$ and $b_t > 0$."
    assert last(note, r"c_{t-1} = (t - 1) b_{t-1}").verdict not in (Said.SUSPICIOUS, Said.WRONG)
    assert last(note, r"c_{t-1} = t b_{t-1}").verdict is not Said.PROVED


def test_a_power_of_a_horizon_is_no_transpose() -> None:
    note = r"The return is $R = \sum_{t=1}^T \gamma^t r_t$, and $\gamma^T r + \gamma^T r$."
    assert last(note, r"\gamma^T r = r^T \gamma").verdict is Said.NOT_UNDERSTOOD


def test_a_derivative_by_a_letter_that_is_not_shown_is_refused() -> None:
    note = r"Let $a = z^2$ and $z > 0$. Let $L = z^4$. We get"
    assert last(note, r"\frac{\partial L}{\partial a} = 0").verdict is Said.NOT_UNDERSTOOD


def test_a_derivative_by_a_variable_is_one_by_the_point() -> None:
    note = r"Let $x\sim\mathcal N(\mu,\sigma^2)$ with density $\mathcal N(x;\mu,\sigma^2)$. Then"
    slope = r"\frac{\partial}{\partial x}\log\mathcal N(x;\mu,\sigma^2) = "
    assert last(note, slope + r"-\frac{x-\mu}{\sigma^2}").verdict in HOLDS
    assert last(note, slope + "0").verdict not in HOLDS
    assert last(note, slope + r"\frac{x-\mu}{\sigma^2}").verdict in (Said.SUSPICIOUS, Said.WRONG)
