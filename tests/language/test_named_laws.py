"""Named laws: near misses are not proved, wrong versions are refuted."""

from collections.abc import Sequence

import pytest
from sympy import Abs, Expr, Symbol, exp, log, loggamma, polygamma, symbols

from derivecheck.derivations import moments_of_families, named_laws, named_laws_gamma
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.judge import judge
from derivecheck.language.assumptions import Family, Index
from derivecheck.language.functionals import KL, E, H, unfold
from derivecheck.language.laws.beta import Beta
from derivecheck.language.laws.dirichlet import Coordinate, Dirichlet, logs_of_coordinates
from derivecheck.language.laws.gamma import Exponential, Gamma
from derivecheck.language.laws.laplace import Laplace
from derivecheck.language.laws.line import Normal
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.laws.poisson import Poisson
from derivecheck.language.measures import Assumption, Law, StatementError
from derivecheck.language.statements import Relation, given
from derivecheck.language.typeset import tex
from derivecheck.proof.derivation import Derivation
from derivecheck.proof.prove import prove
from derivecheck.proof.rules import algebra, moments_of
from derivecheck.worlds.instances import make_world
from derivecheck.worlds.shape import shape

a, b, s, r = symbols("a b s r", positive=True)
mu, c = symbols("mu c", real=True)
K = Symbol("K", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
alpha, beta = Family("alpha", K, sign="positive"), Family("beta", K, sign="positive")
dirichlet, other_dirichlet = Dirichlet(alpha), Dirichlet(beta)
gamma_law, beta_law, laplace, poisson = Gamma(a, b), Beta(a, b), Laplace(mu, b), Poisson(a)


def psi(z: Expr) -> Expr:
    return polygamma(0, z)


def here(*laws: Law) -> tuple[Assumption, ...]:
    return (*laws, alpha, beta, Index(k, K)) if Dirichlet in map(type, laws) else laws


total_alpha, total_beta = dirichlet.each(lambda i: alpha[i]), dirichlet.each(lambda i: beta[i])

MOMENTS: dict[str, tuple[Law, Expr, Expr, Sequence[Expr]]] = {
    "gamma mean": (gamma_law, E(gamma_law, lambda x: x), a / b, (b / a, a * b, a / b + 1)),
    "gamma square": (
        gamma_law,
        E(gamma_law, lambda x: x**2),
        a * (a + 1) / b**2,
        (a**2 / b**2, a / b**2),
    ),
    "gamma log": (
        gamma_law,
        E(gamma_law, log),
        psi(a) - log(b),
        (psi(a) + log(b), psi(b) - log(b), psi(a + 1) - log(b), log(a / b)),
    ),
    "gamma x log x": (
        gamma_law,
        E(gamma_law, lambda x: x * log(x)),
        a / b * (psi(a + 1) - log(b)),
        (a / b * (psi(a) - log(b)),),
    ),
    "exponential log": (
        Exponential(a),
        E(Exponential(a), log),
        psi(1) - log(a),
        (psi(1) + log(a), psi(a) - log(a)),
    ),
    "beta mean": (beta_law, E(beta_law, lambda x: x), a / (a + b), (b / (a + b), a / b)),
    "beta log": (
        beta_law,
        E(beta_law, log),
        psi(a) - psi(a + b),
        (psi(b) - psi(a + b), psi(a) - psi(b), psi(a + b) - psi(a)),
    ),
    "beta log of the rest": (
        beta_law,
        E(beta_law, lambda x: log(1 - x)),
        psi(b) - psi(a + b),
        (psi(a) - psi(a + b), psi(b) - psi(a)),
    ),
    "Laplace distance": (laplace, E(laplace, lambda x: Abs(x - mu)), b, (1 / b, 2 * b, b**2)),
    "Laplace other distance": (
        laplace,
        E(laplace, lambda x: Abs(x - c)),
        Abs(mu - c) + b * exp(-Abs(mu - c) / b),
        (b, Abs(mu - c) + b, Abs(mu - c) - b * exp(-Abs(mu - c) / b)),
    ),
    "Poisson mean": (poisson, E(poisson, lambda n: n), a, (1 / a, a + 1)),
    "Poisson square": (poisson, E(poisson, lambda n: n**2), a + a**2, (a**2, a)),
    "Dirichlet log": (
        dirichlet,
        E(dirichlet, lambda x: log(Coordinate(k, x))),
        psi(alpha[k]) - psi(total_alpha),
        (
            psi(alpha[k]) - psi(total_beta),
            psi(beta[k]) - psi(total_alpha),
            psi(total_alpha) - psi(alpha[k]),
        ),
    ),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_moments_are_proved_and_near_misses_are_not(name: str) -> None:
    law, mean, value, wrong = MOMENTS[name]
    assert prove(given(*here(law)).eq(mean, value))
    for miss in wrong:
        assert not prove(given(*here(law)).eq(mean, miss))


def test_the_expectation_under_another_law_is_not_taken_for_this_one() -> None:
    other = Gamma(s, r)
    assert not prove(given(gamma_law, other).eq(E(other, log), psi(a) - log(b)))
    assert not prove(
        given(alpha, beta, dirichlet, other_dirichlet).eq(
            KL(dirichlet, other_dirichlet), KL(other_dirichlet, dirichlet)
        )
    )


def test_a_moment_that_may_be_infinite_is_not_valued() -> None:
    assert not prove(given(gamma_law).eq(E(gamma_law, lambda x: 1 / x), b / (a - 1)))
    assert prove(given(Gamma(a + 1, b)).eq(E(Gamma(a + 1, b), lambda x: 1 / x), b / a))


def test_the_rule_uses_the_moments_of_families_only() -> None:
    rule = moments_of(moments_of_families.gamma_mean)
    assert rule.check(given(gamma_law).eq(E(gamma_law, lambda x: x), a / b))
    normal = Normal(mu, b)
    assert not rule.check(given(normal).eq(E(normal, lambda x: x), mu))


# --- wrong versions of the closed forms


def swapped(d: Derivation, *pairs: tuple[Expr, Expr]) -> Expr:
    """The result with symbols exchanged."""
    return d.result.xreplace({**dict(pairs), **{new: old for old, new in pairs}})


n, g = named_laws, named_laws_gamma
WRONG: dict[str, tuple[Derivation, Sequence[Expr]]] = {
    "exponential entropy": (n.entropy_exponential, (1 + log(n.lambda1), -log(n.lambda1))),
    "exponential": (
        n.kl_exponential,
        (
            swapped(n.kl_exponential, (n.lambda1, n.lambda2)),
            log(n.lambda1 / n.lambda2) + n.lambda1 / n.lambda2 - 1,
            n.kl_exponential.result + 1,
        ),
    ),
    "Laplace entropy": (n.entropy_laplace, (log(n.b1) + 1, log(2 / n.b1) + 1, log(2 * n.b1))),
    "Laplace": (
        n.kl_laplace,
        (
            swapped(n.kl_laplace, (n.b1, n.b2)),
            log(n.b2 / n.b1) + Abs(n.mu1 - n.mu2) / n.b2 + n.b1 / n.b2 - 1,
        ),
    ),
    "Poisson": (
        n.kl_poisson,
        (
            swapped(n.kl_poisson, (n.lambda1, n.lambda2)),
            n.lambda1 * log(n.lambda1 / n.lambda2),
            n.lambda1 * log(n.lambda1 / n.lambda2) + n.lambda1 - n.lambda2,
        ),
    ),
    "Bernoulli entropy": (n.entropy_bernoulli, (-n.p * log(n.p), -n.entropy_bernoulli.result)),
    "Bernoulli": (
        n.kl_bernoulli,
        (swapped(n.kl_bernoulli, (n.p, n.q)), n.p * log(n.p / n.q)),
    ),
    "categorical entropy": (
        n.entropy_categorical,
        (-n.entropy_categorical.result, log(n.N) - n.entropy_categorical.result),
    ),
    "categorical": (n.kl_categorical, (-n.kl_categorical.result, unfold(KL(n.G, n.F)))),
    "gamma entropy": (
        g.entropy_gamma,
        (
            g.entropy_gamma.result.xreplace({log(g.b1): -log(g.b1)}),
            g.a1 - log(g.b1) + loggamma(g.a1) + (g.a1 - 1) * psi(g.a1),
            g.a1 - log(g.b1) + loggamma(g.a1) + (1 - g.a1) * psi(g.b1),
        ),
    ),
    "gamma": (
        g.kl_gamma,
        (
            swapped(g.kl_gamma, (g.a1, g.a2), (g.b1, g.b2)),
            swapped(g.kl_gamma, (g.b1, g.b2)),
            g.kl_gamma.result.xreplace({psi(g.a1): psi(g.a2)}),
        ),
    ),
    "beta entropy": (
        g.entropy_beta,
        (
            -g.entropy_beta.result,
            g.entropy_beta.result.xreplace({psi(g.a1): psi(g.b1)}),
        ),
    ),
    "beta": (
        g.kl_beta,
        (
            swapped(g.kl_beta, (g.a1, g.a2), (g.b1, g.b2)),
            g.kl_beta.result.xreplace({psi(g.a1 + g.b1): psi(g.a2 + g.b2)}),
        ),
    ),
    "Dirichlet entropy": (
        g.entropy_dirichlet,
        (
            g.entropy_dirichlet.result.xreplace({g.K: g.K - 1}),
            g.entropy_dirichlet.result - 2 * g.P.log_normaliser,
        ),
    ),
    "Dirichlet": (
        g.kl_dirichlet,
        (
            g.kl_dirichlet.result.xreplace({psi(g.A): psi(g.B)}),
            g.kl_dirichlet.result - 2 * (loggamma(g.A) - loggamma(g.B)),
        ),
    ),
}
MISSES = [
    pytest.param(d, wrong, id=f"{name} {i}")
    for name, (d, misses) in WRONG.items()
    for i, wrong in enumerate(misses)
]


def test_every_closed_form_has_its_wrong_versions() -> None:
    tested = {d.id for d, misses in WRONG.values() if len(misses) >= 2}
    assert tested == {d.id for d in (*named_laws.PAGE, *named_laws_gamma.PAGE)}


@pytest.mark.parametrize(("derivation", "wrong"), MISSES)
def test_wrong_versions_are_refuted(derivation: Derivation, wrong: Expr) -> None:
    assert wrong != derivation.result
    relation = Relation(derivation.given.assumptions, "=", derivation.start, wrong)
    judgement = judge(relation)
    assert judgement.verdict is Verdict.REFUTED
    assert not judgement.proof


# --- the laws themselves

LAWS: list[NamedLaw] = [Exponential(a), gamma_law, beta_law, laplace, poisson]


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_the_written_logarithm_is_that_of_the_density(law: NamedLaw) -> None:
    written = E(law, law.log_at)
    assert algebra.check(given(law).eq(E(law, lambda x: log(law.at(x))), written))
    assert not algebra.check(given(law).eq(E(law, lambda x: log(2 * law.at(x))), written))


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_a_named_law_is_not_a_law_on_cells(law: NamedLaw) -> None:
    assert shape(given(law).eq(H(law), 0)).on_line


def test_parameters_must_be_positive() -> None:
    for make in (Gamma, Beta):
        with pytest.raises(StatementError, match="rate -1 is not positive|b -1 is not positive"):
            make(a, -1)
        with pytest.raises(StatementError, match="not known to be positive"):
            given().eq(H(make(a, mu)), 0)
    with pytest.raises(StatementError, match="needs shape, rate"):
        Gamma(a)
    with pytest.raises(StatementError, match="positive family"):
        Dirichlet(Family("z", K))


def test_laws_on_different_spaces_are_not_compared() -> None:
    for pair in [(gamma_law, beta_law), (Normal(mu, b), gamma_law), (poisson, gamma_law)]:
        with pytest.raises(StatementError, match="different spaces"):
            KL(*pair)


def test_laws_on_one_space_are_compared_whatever_their_family() -> None:
    exponential = Exponential(s)
    value = psi(1) * (1 - a) + a * log(s / b) + loggamma(a) + b / s - 1
    statement = given(exponential, gamma_law).eq(KL(exponential, gamma_law), value)
    assert judge(statement).verdict is Verdict.PROVED


def test_worlds_give_every_concentration_a_value() -> None:
    statement = given(alpha, dirichlet).eq(H(dirichlet), 0)
    sizes = {len(make_world(statement, seed, nice=False).families["alpha"]) for seed in range(5)}
    assert sizes == {2, 3, 4}


def test_only_affine_functions_of_the_logarithms_are_integrated_over_the_simplex() -> None:
    point = dirichlet.space.variable()
    one, two = (log(Coordinate(i, point)) for i in (1, 2))
    logs, opened = logs_of_coordinates(2 * one - two + a, point)
    assert opened == 2 * logs[1] - logs[2] + a
    for body in (one * two, one**2, exp(one), Coordinate(1, point), point):
        with pytest.raises(StatementError, match="not affine"):
            logs_of_coordinates(body, point)


def test_laws_and_special_functions_are_typeset() -> None:
    assert tex(KL(gamma_law, Gamma(s, r))) == (
        r"D_{\mathrm{KL}}(\mathrm{Gamma}(a, b)\,\|\,\mathrm{Gamma}(s, r))"
    )
    assert tex(H(dirichlet)) == r"H(\mathrm{Dirichlet}(\alpha))"
    assert tex(loggamma(a) + psi(b)) == r"\log\Gamma(a) + \psi(b)"
    assert tex(polygamma(1, a)) == r"\psi^{(1)}(a)"
