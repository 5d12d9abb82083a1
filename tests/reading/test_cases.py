"""Cases in which a step is meant: each with a near miss that must not hold."""

from __future__ import annotations

import pytest
from sympy import Symbol

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedStep
from derivecheck.judgement.diagnose import diagnose
from derivecheck.language import Family, Index, Labels, given
from derivecheck.reading.text import Text
from derivecheck.terms.binders import total

LAWS = "Let $p(x)$ and $q(x)$ be two laws. Of them\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n\n"
DENSITIES = "Let $p(x)$, $q(x)$ be densities and $D(x)$ a function.\n\n"
MEANS = r"E_{p(\epsilon)}[f(g_{\theta}(x,\epsilon))]"
SAMPLES = "Let $z = g_{\\theta}(x,\\epsilon)$ with $\\epsilon \\sim p(\\epsilon)$, and $f(z)$.\n\n"


def last(note: str, formula: str) -> CheckedStep:
    return check_text(Text("n.md", f"{note}Now\n\n$$\n{formula}\n$$\n")).steps[-1]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (r"\text{dropping the constant}", "CONDITIONAL"),
        (r"\text{up to a constant}", "CONDITIONAL"),
        (r"\text{去掉最后常数项}", "CONDITIONAL"),
        (r"\text{by the chain rule}", "SUSPICIOUS"),
    ],
)
def test_a_constant_is_dropped_only_where_words_say_so(words: str, verdict: str) -> None:
    step = last(LAWS, rf"KL(p\|q) + H(p) \quad {words} \\ = KL(p\|q)")
    assert step.verdict in ({verdict, "WRONG"} if verdict == "SUSPICIOUS" else {verdict})


def test_what_is_dropped_must_be_free_of_something() -> None:
    right = r"KL(p\|q) + CE(p,q) \quad \text{dropping the constant} \\ = CE(p,q)"
    assert last(LAWS, right).verdict != "CONDITIONAL"


def test_a_mean_over_samples_stands_for_the_mean() -> None:
    right = r"\frac{1}{m}\sum_{i=1}^m f(g_{\theta}(x,\epsilon^{(i)}))"
    step = last(SAMPLES, f"{MEANS} = {right}")
    assert (step.verdict, "samples" in step.why) == ("CONDITIONAL", True)
    for other in (right.replace("{1}{m}", "{1}{n}"), f"2 {right}", right.replace("^{(i)}", "")):
        assert last(SAMPLES, f"{MEANS} = {other}").verdict not in ("CONDITIONAL", "PROVED")


def test_the_maximum_is_attained_at_the_starred_letter() -> None:
    value = r"\int p(x) \log F(x) dx + \int q(x) \log (1 - F(x)) dx"
    note = DENSITIES + f"Let\n\n$$\nV(D) := {value.replace('F', 'D')}\n$$\n\n"
    good = last(note, rf"\max_D V(D) = {value.replace('F', 'D^*')}")
    assert (good.verdict, good.why) == ("CONDITIONAL", "holds if the maximum is attained at D*")
    bad = last(note, rf"\max_D V(D) = {value.replace('F', 'D^*').replace('1 -', '2 -')}")
    assert bad.verdict not in ("CONDITIONAL", "PROVED")


def test_a_functional_is_taken_at_other_laws() -> None:
    note = LAWS + "Let\n\n$$\nL(p, q) := -\\sum_x p(x)\\log q(x)\n$$\n\n"
    assert last(note, r"L(q, p) = -\sum_x q(x)\log p(x)").verdict == "PROVED"
    assert last(note, r"L(q, p) = -\sum_x p(x)\log q(x)").verdict != "PROVED"


def test_a_value_for_laws_that_are_not_shown_claims_nothing_of_all() -> None:
    assert last(LAWS, r"H(p) = 0.5 \cdot 1 + 0.5 \cdot 1").verdict == "SETTING"
    assert last(LAWS, r"H(p) = 2").verdict != "SETTING"
    assert last(LAWS, r"KL(p\|p) = 0.5 \cdot 1 + 0.5 \cdot 1").verdict != "SETTING"


def test_words_count_from_their_section_on() -> None:
    before = LAWS + "# One\n\n$$\nH(p) = \\log N\n$$\n\n"
    late = "# Two\n\nWe assume that $p(x)$ is a Gaussian.\n"
    why = check_text(Text("n.md", before + late)).steps[-1].why
    assert "in words" not in why
    assert (
        "in words" in check_text(Text("n.md", before.replace("# One", "") + late[7:])).steps[-1].why
    )


def test_parameters_with_an_index_are_read_both_ways() -> None:
    note = r"Let $P_1 \sim N(\mu, \sigma^2)$ be a law." + "\n\n"
    good = r"\int P_1(x) (x-\mu_1)^2 dx = \sigma_1^2"
    assert last(note, good).verdict == "PROVED"
    assert last(note, good.replace("sigma_1^2", "sigma_1^4")).verdict != "PROVED"


def test_a_sum_of_which_one_term_is_left_is_named() -> None:
    n, j = (Symbol(name, integer=True, positive=True) for name in "Nj")
    y, z, c = Labels("y", n), Family("z", n, sign="real"), Symbol("c", real=True)
    where, term = given(y, z, Index(j, n)), y.at(j) * (c + z[j])
    found = diagnose(where.eq(term, c + total(lambda k: y.at(k) * z[k], 1, n)))
    assert found is not None
    assert found.name == "the sum over $j$ is missing"
    other = diagnose(where.eq(term, c + total(lambda k: z[k] * z[k], 1, n)))
    assert other is None or "the sum over" not in other.name


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        ("(uv)' = u'v + uv'", "PROVED"),
        ("(uv)' = uv' + vu'", "PROVED"),
        ("(u + 3v)' = u' + 3v'", "PROVED"),
        ("(uv)' = u'v - uv'", "WRONG"),
        ("(uv)' = u'v'", "WRONG"),
    ],
)
def test_rules_of_derivatives_hold_for_any_functions(rule: str, verdict: str) -> None:
    found = check_text(Text("n.md", f"The product rule is $$\n{rule}\n$$\n")).steps[-1].verdict
    assert found == verdict or (verdict == "WRONG" and found == "SUSPICIOUS")
