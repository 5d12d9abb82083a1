"""What a note defines in passing is used: families, mixtures, variables, functions, named laws."""

from __future__ import annotations

import pytest

from tests.checking.test_notes import last, verdicts

SOFTMAX = (
    "The softmax of $z$ is $p_i = \\frac{e^{z_i}}{\\sum_{j=1}^K e^{z_j}}$, the loss of a one-hot "
    "$y$ is $L = -\\sum_{i=1}^K y_i\\log p_i$.\n\n"
)
ENCODER = "An encoder with $q = \\mathcal N(\\mu,\\sigma^2)$, a prior $p=\\mathcal N(0,1)$.\n\n"
SAMPLE = "Take $z = \\mu + \\sigma\\epsilon$ with $\\epsilon\\sim\\mathcal N(0,1)$.\n\n"
SIGMOID = "Let $\\sigma(x) = \\frac{1}{1+e^{-x}}$.\n\n"
LOSS = SIGMOID + "The loss is $\\ell(x,y) = -y\\log\\sigma(x)-(1-y)\\log(1-\\sigma(x))$.\n\n"
LAWS = "Laws $p(x)$ and $q(x)$.\n\n"


COIN = "Here $X\\sim\\mathrm{Bern}(p)$.\n\n"
TWO = "For $p=\\mathcal N(\\mu_1,\\sigma_1^2)$ and $q=\\mathcal N(\\mu_2,\\sigma_2^2)$:\n\n"
GAP = r"\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}"
SCORES = "The loss is $L = -s_1+\\log\\sum_{j=1}^N e^{s_j}$.\n\n"
S_J = r"\frac{\partial L}{\partial s_j} = \frac{e^{s_j}}{\sum_{k=1}^N e^{s_k}}"
P_Z = r"\frac{\partial p_i}{\partial z_j}"
KL = r"KL(q\|p) = \frac12(\mu^2+\sigma^2-1-\log\sigma^2)"
TWICE = r"\frac{d^2\sigma(x)}{dx^2} = \sigma(x)(1-\sigma(x))"
HALVES = r"\frac12 KL(p\|m)%s\frac12 KL(q\|m)"


@pytest.mark.parametrize(
    ("before", "true", "false"),
    [
        (SOFTMAX, P_Z + r" = p_i(\delta_{ij}-p_j)", r"p_i(\delta_{ij}-p_i)"),
        (SOFTMAX, P_Z + r" = p_i(\mathbb{1}[i=j]-p_j)", r"p_j\mathbb{1}_{i=j}"),
        (SOFTMAX, r"\frac{\partial L}{\partial z_j} = p_j - y_j", r"y_j - p_j"),
        (SOFTMAX, r"\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}", r"\frac{y_i}{p_i}"),
        (ENCODER, KL, r"\frac12(\mu^2-\sigma^2-1-\log\sigma^2)"),
        (SAMPLE, r"E[z^2] = \mu^2+\sigma^2", r"\mu^2-\sigma^2"),
        (SAMPLE, r"\mathrm{Var}[z] = \sigma^2", r"2\sigma^2"),
        (SIGMOID, r"\sigma'(x) = \sigma(x)(1-\sigma(x))", r"\sigma(x)(1+\sigma(x))"),
        (SIGMOID, r"\frac{d\sigma}{dx} = \sigma(1-\sigma)", r"\sigma(1+\sigma)"),
        (SIGMOID, TWICE + r"(1-2\sigma(x))", r"\sigma(x)(1-\sigma(x))"),
        (SIGMOID, r"\tanh(x) = 2\sigma(2x)-1", r"2\sigma(x)-1"),
        (LOSS, r"\frac{d\ell}{dx} = \sigma(x)-y", r"y-\sigma(x)"),
        (SIGMOID, r"\log\sigma(x) = \min(x,0)-\log(1+e^{-|x|})", r"\max(x,0)-\log(1+e^{-|x|})"),
        (LAWS, r"JS(p\|q) = " + HALVES % "+", HALVES % "-"),
        (COIN, r"E[X] = p", "1+p"),
        (COIN, r"E[X^2] = p", "p^2"),
        (COIN, r"H(X) = -p\log p-(1-p)\log(1-p)", r"-p\log p-(1-p)\log p"),
        (TWO, r"KL(p\|q) = \log\frac{\sigma_2}{\sigma_1}-\frac12+" + GAP, r"\frac12+" + GAP),
        (TWO, r"H(p,q) = \frac12\log(2\pi\sigma_2^2)+" + GAP, GAP),
        (SCORES, S_J + r"-\delta_{1j}", S_J.partition("= ")[2] + r"+\delta_{1j}"),
        (LAWS, r"H(X) \le \log|\mathcal X|", r"\log|\mathcal X| - 1"),
    ],
)  # fmt: skip
def test_what_was_defined_counts(before: str, true: str, false: str) -> None:
    after = " Here $m = \\frac12(p+q)$." if "m)" in true else ""
    here = -1 - bool(after)
    assert verdicts(f"{before}$${true}$${after}")[here] in ("PROVED", "SUPPORTED")
    sign = r"\le" if r"\le" in true else "="
    wrong = f"{before}$${true.split(sign)[0]}{sign} {false}$${after}"
    assert verdicts(wrong)[here] in ("WRONG", "SUSPICIOUS")


def test_a_definition_claims_nothing() -> None:
    assert verdicts(SOFTMAX) == ["DEFINITION", "DEFINITION"]
    posterior = "The aggregated posterior is $q(z)=\\int q(z|x)p(x)dx$."
    assert verdicts(posterior) == ["DEFINITION"]
    # the same formula of a law whose marginal is known is a claim
    known = "With $q(x, z) = q(z|x) q(x)$ and $q(z)$ we have $q(z)=\\int q(z|x)p(x)dx$."
    assert verdicts(known)[-1] != "DEFINITION"


def test_a_letter_that_stands_before_is_not_defined_by_a_right_side() -> None:
    assert verdicts(LOSS + "So $\\frac{d\\ell}{dy} = -x$.")[-1] == "PROVED"


def test_a_function_of_which_nothing_is_known_claims_nothing() -> None:
    step = last("Any $q(z)$. Hence $\\mathcal L(q,\\theta)\\le\\log p(x|\\theta)$.")
    assert str(step.verdict) == "NOT UNDERSTOOD"
    assert "nothing says what" in step.why
    assert str(last("$f$ with $E_{p(x)}[f(x)] = \\sum_x p(x)f(x)$").verdict) == "PROVED"


def test_a_head_without_laws_is_no_number() -> None:
    assert "does not say of which laws" in last("We know $JSD \\le \\log 2$.").why


def test_words_that_two_laws_are_equal_make_no_mixture() -> None:
    said = LAWS + "For $p=q$ the value is 0. In general $KL(p\\|q) \\neq KL(q\\|p)$."
    assert verdicts(said)[-1] == "PROVED"


def test_information_under_a_law_that_the_head_names() -> None:
    before = "The joint law is $q(x,z)$.\n\n"
    assert verdicts(before + "$$I_q(X;Z) = H_q(X) - H_q(X|Z)$$")[-1] == "PROVED"
    assert verdicts(before + "$$I_q(X;Z) = H_q(X|Z) - H_q(X)$$")[-1] in ("WRONG", "SUSPICIOUS")


def test_a_named_law_of_a_bare_letter_stays_with_it() -> None:
    """KL(q‖p) is of the normal laws; p(x, z) and p(z) elsewhere are of the model."""
    model = "The model is $p(x,z) = p(x|z)p(z)$.\n\n"
    assert verdicts(model + ENCODER + "$$p(x) = \\int p(x|z)p(z)dz$$")[-1] == "PROVED"
    assert verdicts(model + ENCODER + f"$${KL}$$")[-1] == "PROVED"


@pytest.mark.parametrize("sign", [r"\int_%s p(x,z)\,dx", r"\sum_{x\in %s} p(x,z)"])
def test_a_set_that_may_be_a_part_is_not_taken_for_the_whole(sign: str) -> None:
    for whole in (r"{\mathcal X}", r"{\Omega}"):
        assert str(last(f"$${sign % whole} = p(z)$$").verdict) == "PROVED"
    assert str(last(f"$${sign % 'A'} = p(z)$$").verdict) == "NOT UNDERSTOOD"
