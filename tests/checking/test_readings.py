"""What notes write and what it means: each line with its verdict, and a near miss beside it."""

from __future__ import annotations

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedStep
from derivecheck.reading.text import Text

GOOD = ("PROVED", "SUPPORTED")
LAWS = "Laws $p(x)$ and $q(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n\n"
NORMAL = "Let $X\\sim N(\\mu,\\sigma^2)$.\n\n"
COIN = "Let $X \\sim \\mathrm{Bern}(t)$.\n\n"
POISSON = "Let $X \\sim \\mathrm{Poiss}(\\lambda)$ with $\\lambda > 0$.\n\n"
GAN = "With $E_{x\\sim p_{data}}[\\log D(x)]$ and $E_{x\\sim p_g}[\\log(1-D(x))]$,\n\n"
EM = "We define $$H(\\theta | \\theta_0) := -\\sum_z P_{\\theta_0}(z|x) \\log P_\\theta(z|x).$$\n\n"
TWO_NORMAL = "$$KL(P_1\\sim N(\\mu,\\sigma^2) \\| P_2\\sim N(0,1)) \\ge 0$$\n\n"


def steps(source: str) -> tuple[CheckedStep, ...]:
    return check_text(Text("n.md", source)).steps


def verdict(source: str, line: str) -> str:
    return str(steps(f"{source}$$\n{line}\n$$\n")[-1].verdict)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", r"\sum_{t=1}^\infty r^t = \frac{r}{1-r}"),
        ("", r"\sum_{n=0}^\infty \frac{\lambda^n}{n!} = e^\lambda"),
        (POISSON, r"H(X) = -\sum_{x\in\mathcal{X}} p(x) \log p(x)"),
        (POISSON, r"-e^{-\lambda}\lambda\ln\lambda e^{\lambda} = -\lambda\ln\lambda"),
        (COIN, r"H(X) = -\Pr(X=0)\log\Pr(X=0) - \Pr(X=1)\log\Pr(X=1)"),
        ("", r"\sum_z p(z) = p(z=1) + p(z=0)"),
        (NORMAL, r"EX = \mu"),
        (NORMAL, r"EX^2 = DX + (EX)^2"),
        (LAWS, r"\max_q CE(p,q) = \max_q [H(p) + KL(p\|q)]"),
        (
            GAN,
            r"E_{z\sim p_z}[\log(1-D(G(z)))] = \int p_g(x)\log(1-D(x))dx",
        ),
        ("", r"\int P(x)\log D(x)dx + \int P(z)\log D(x)dx = \int (P(x)+P(z))\log D(x)dx"),
        ("", r"JS(P(x),P(z)) = JS(P(z),P(x))"),
        ("", r"\int q(x_{1:T}|x_0) \log p(x_0) dx_{1:T} = \log p(x_0)"),
        (
            "",
            r"E_{q(x_{1:T}|x_0)}[\log q(x_{0:T}) - \log q(x_{1:T}|x_0)] = \log q(x_0)",
        ),
        (EM, r"H(\theta | \theta_0) \ge H(\theta_0 | \theta_0)"),
        ("Let $(r_z)$ be some distribution over $z$. ", r"\sum_z r_z \log p(z) \le 0"),
        ("If p=q we get ", r"H(p,q) = H(p)"),
        (TWO_NORMAL, r"\int P_1(x)(x-\mu_1)^2dx = \sigma_1^2"),
        ("P and Q are given by\n$$\nP: X \\sim \\mathrm{Gam}(a_1,b_1)\n$$\n", r"KL(P\|P) = 0"),
    ],
)
def test_true_lines_hold(before: str, line: str) -> None:
    assert verdict(before, line) in GOOD


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", r"\sum_{t=1}^\infty r^t = \frac{1}{1-r}"),
        (POISSON, r"-e^{-\lambda}\lambda\ln\lambda e^{\lambda} = \lambda\ln\lambda"),
        (COIN, r"H(X) = -\Pr(X=1)\log\Pr(X=0) - \Pr(X=1)\log\Pr(X=1)"),
        ("", r"\sum_z p(z) = p(z=1) - p(z=0)"),
        (NORMAL, r"EX^2 = DX - (EX)^2"),
        (LAWS, r"\max_q CE(p,q) = \max_q [H(p) - KL(p\|q)]"),
        (GAN, r"E_{z\sim p_z}[\log(1-D(G(z)))] = \int p_g(x)\log D(x)dx"),
        ("", r"\int P(x)\log D(x)dx + \int P(z)\log D(x)dx = \int 2P(x)\log D(x)dx"),
        ("", r"KL(P(x) \| P(z)) = KL(P(z) \| P(x))"),
        ("", r"JS(P(x),P(z)) = 0"),
        ("", r"\int q(x_{1:T}|x_0) \log p(x_0) dx_{1:T} = 2\log p(x_0)"),
        (EM, r"H(\theta | \theta_0) \le H(\theta_0 | \theta_0)"),
        ("If p=r we get ", r"H(p,q) = H(p)"),
        (TWO_NORMAL, r"\int P_1(x)(x-\mu_1)^2dx = \sigma_2^2"),
        (TWO_NORMAL, r"\int P_1(x)(x-\mu_1)^2dx = \mu_1^2"),
    ],
)
def test_near_misses_do_not_hold(before: str, line: str) -> None:
    assert verdict(before, line) not in GOOD


def test_an_equation_is_solved_and_no_claim() -> None:
    source = "The optimum solves\n\n$$\\frac{a}{D^*} - \\frac{b}{1-D^*} = 0$$\n\n"
    numbers = "Let $a > 0$ and $b > 0$.\n\n"
    right = steps(numbers + source + "$$(1-D^*)a = bD^*$$")
    assert [str(s.verdict) for s in right[-2:]] == ["SETTING", "PROVED"]
    wrong = steps(numbers + source + "$$(1-D^*)a = 2bD^*$$")
    assert str(wrong[-1].verdict) == "SUSPICIOUS"


def test_a_demand_is_no_claim() -> None:
    assert verdict(LAWS, r"H(p) \stackrel{!}{=} 2") == "SETTING"
    assert verdict(LAWS, r"H(p) \stackrel{(2)}{=} 2") != "SETTING"


def test_a_letter_explained_after_a_formula() -> None:
    line = "$$H(P,Q) = -\\sum_x P(x)\\log P'(x)$$\n"
    assert str(steps(line + "where $P'(x) = Q(x)$")[0].verdict) in GOOD
    assert str(steps(line + "and $P'(x) = Q(x)$")[0].verdict) not in GOOD


# --- alarms


@pytest.mark.parametrize(
    "line",
    [
        r"-\log 0.4 = 1.3219",  # of base 2
        r"-(0.5\log 0.5 + 0.5\log 0.5) = 1.0",
        r"\sum_{t=0}^\infty r^t = \frac{1}{1-r}",
    ],
)
def test_numbers_in_another_base_raise_no_alarm(line: str) -> None:
    assert verdict("", line) != "WRONG"


def test_the_law_of_a_variable_that_is_defined_is_not_any_law() -> None:
    laws = "Densities $f_X(x)$, $f_Y(y)$. $$h(X) = -\\int f_X(x)\\log f_X(x)dx$$\n\n"
    line = "$$\nh(X) = -\\int f_Y(y)\\log f_X(y)dy\n$$\n"
    assert str(steps(laws + line)[-1].verdict) == "WRONG"
    assert str(steps(laws + "Let us put $X = g(Y)$.\n\n" + line)[-1].verdict) == "SUSPICIOUS"


def test_numbers_alone_need_no_neighbour() -> None:
    step = steps(r"$$-\log_2 0.4 = 0.916$$")[-1]
    assert (str(step.verdict), step.mistake) == ("WRONG", "the logarithm has base e, not 2")


def test_a_series_that_starts_too_late_is_an_alarm_where_convergence_was_read() -> None:
    before = "We have $$e^{\\lambda t} = (e^\\lambda)^t.$$ The series converges so long as "
    before += "$e^\\lambda < 1$. Let us assume that this happens. Then:\n"
    line = r"\sum_{t=1}^\infty (e^\lambda)^t = \frac{1}{1-e^\lambda}"
    step = steps(f"{before}$$\n{line}\n$$\n")[-1]
    assert str(step.verdict) == "WRONG"
    assert step.mistake == "the series starts one term too early or too late"
    other = before.replace("this happens", "X is Markov")
    assert str(steps(f"{other}$$\n{line}\n$$\n")[-1].verdict) == "SUSPICIOUS"
