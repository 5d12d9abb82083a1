"""Every derivation is proved; wrong versions of the headline results are refuted."""

import io
import subprocess
import sys

import pytest
from rich.console import Console
from sympy import Expr, Rational, log

from derivecheck.derivations import (
    divergence,
    elbo,
    gan,
    gan_discriminator,
    gaussian_kl,
    gaussian_moments,
    softmax_gradient,
)
from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.facts.facts import Normalised
from derivecheck.findings.console import show_derivation
from derivecheck.findings.evidence import Verdict
from derivecheck.judgement.derivations import verify_derivation
from derivecheck.judgement.judge import judge
from derivecheck.language.functionals import CE, JS, KL, E, H, Partial
from derivecheck.language.laws.finite import Table
from derivecheck.language.laws.line import Normal
from derivecheck.language.statements import Relation, given
from derivecheck.latex.unicode import formula
from derivecheck.proof.derivation import Derivation, Lemma, derive
from derivecheck.proof.prove import Proof
from derivecheck.proof.rules import (
    Rule,
    algebra,
    derivative_of,
    integration,
    lemma,
    moments,
    normalisation,
    recurrence,
    special_case,
)
from derivecheck.worlds.shape import shape

ROWS = [pytest.param(d, id=d.id) for d in DERIVATIONS]
CHAINS = {d.id: d for d in DERIVATIONS if isinstance(d, Derivation)}


@pytest.mark.parametrize("item", ROWS)
def test_every_step_is_proved_and_agrees_at_exact_instances(item: Derivation | Lemma) -> None:
    record = verify_derivation(item)
    assert record.verdict is Verdict.PROVED, record
    assert all(step.verdict is Verdict.PROVED for step in record.steps)
    assert all(any(e.instances for e in step.evidence) for step in record.steps)


def test_ids_are_unique_and_what_is_used_comes_from_the_catalogue() -> None:
    ids = [d.id for d in DERIVATIONS]
    used = {u for d in DERIVATIONS for u in d.uses}
    used |= {u for chain in CHAINS.values() for s in chain.steps for u in s.rule.uses}
    assert len(set(ids)) == len(ids)
    assert used <= set(ids)


def test_no_derivation_rests_on_itself() -> None:
    rests_on = {d.id: set(d.uses) for d in DERIVATIONS}
    for name, chain in CHAINS.items():
        rests_on[name] |= {u for s in chain.steps for u in s.rule.uses}
    proved: set[str] = set()
    while ready := {d for d, needs in rests_on.items() if needs <= proved} - proved:
        proved |= ready
    assert proved == set(rests_on)


# --- wrong versions of the headline results

half = Rational(1, 2)
g, s, a, e = gaussian_kl, softmax_gradient, gan, elbo
P, Q, p, q = g.P, g.Q, divergence.p, divergence.q


BY_RESULT: dict[str, tuple[Relation, list[Relation]]] = {
    "Gaussian KL": (
        g.univariate.conclusion,
        [
            given(P, Q).eq(KL(P, Q), g.univariate.result + 1),
            given(P, Q).eq(KL(P, Q), g.univariate.result - 2 * log(g.sigma2 / g.sigma1)),
            given(P, Q).eq(
                KL(P, Q),
                log(g.sigma2 / g.sigma1)
                + (g.sigma1**2 + (g.mu1 - g.mu2) ** 2) / g.sigma2**2
                - half,
            ),
            given(P, Q).eq(KL(Q, P), g.univariate.result),
        ],
    ),
    "softmax gradient": (
        s.gradient.conclusion,
        [
            given(s.z, s.y, s.at_i).eq(Partial(s.loss, s.z[s.i]), -s.gradient.result),
            given(s.z, s.y, s.at_i).eq(Partial(s.loss, s.z[s.i]), 2 * s.gradient.result),
            given(s.z, s.y, s.at_i, s.at_j).eq(
                Partial(s.loss, s.z[s.i]), s.softmax(s.j) - s.y.at(s.j)
            ),
        ],
    ),
    "V(D*)": (
        a.value_at_optimum.conclusion,
        [
            given(p, q).eq(a.value(p, q), 2 * JS(p, q) + log(4)),
            given(p, q).eq(a.value(p, q), JS(p, q) - log(4)),
            given(p, q).eq(a.value(p, q), KL(p, q) + KL(q, p) - log(4)),
        ],
    ),
    "ELBO": (
        e.split.conclusion,
        [
            given(e.p, e.q).eq(e.elbo, E(e.q, e.log_likelihood) + KL(e.q, e.prior)),
            given(e.p, e.q).eq(e.elbo, E(e.q, e.log_likelihood) - 2 * KL(e.q, e.prior)),
            given(e.p, e.q).eq(e.elbo, E(e.q, e.log_likelihood) - KL(e.prior, e.q)),
        ],
    ),
    "evidence": (
        e.evidence.conclusion,
        [
            given(e.p, e.q).eq(e.log_evidence, e.elbo - KL(e.q, e.posterior)),
            given(e.p, e.q).eq(e.log_evidence, e.elbo + 2 * KL(e.q, e.posterior)),
            given(e.p, e.q).eq(e.log_evidence, e.elbo + KL(e.posterior, e.q)),
        ],
    ),
}
RIGHT = [pytest.param(right, id=name) for name, (right, _) in BY_RESULT.items()]
WRONG = [
    pytest.param(relation, id=f"{name} {k}")
    for name, (_, wrong) in BY_RESULT.items()
    for k, relation in enumerate(wrong)
]


@pytest.mark.parametrize("right", RIGHT)
def test_headline_results_are_proved_end_to_end(right: Relation) -> None:
    assert judge(right).verdict is Verdict.PROVED


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_versions_are_refuted_at_an_exact_instance(wrong: Relation) -> None:
    judgement = judge(wrong)
    assert judgement.verdict is Verdict.REFUTED
    assert judgement.counterexample is not None
    assert judgement.counterexample.lhs != judgement.counterexample.rhs
    assert judgement.proof.residual != 0


def test_gradient_without_the_label_sum_is_refuted() -> None:
    loss = -s.classes(lambda r: s.weights[r] * log(s.softmax(r)))
    wrong = given(s.z, s.weights, s.at_i).eq(
        Partial(loss, s.z[s.i]), s.softmax(s.i) - s.weights[s.i]
    )
    assert judge(wrong).verdict is Verdict.REFUTED


def test_label_sum_is_used_in_the_last_step_of_the_gradient_only() -> None:
    uses = []
    for step, link in zip(s.gradient.steps, s.gradient.links(), strict=True):
        facts = step.rule.check(link).facts
        uses.append(any(isinstance(f, Normalised) for f in facts))
    assert uses == [False] * (len(uses) - 1) + [True]


# --- wrong rules and rules applied where they do not hold


def test_a_rule_that_proves_everything_is_caught_by_the_instances() -> None:
    gullible = Rule("gullible", "always", lambda link: Proof(True, "gullible", "trust me"))
    finite = (divergence.P, divergence.Q)
    wrong = derive("wrong.kl", "symmetric", given(*finite), KL(*finite)).eq(
        KL(*reversed(finite)), by=gullible
    )
    record = verify_derivation(wrong)
    assert record.steps[0].verdict is Verdict.INCONSISTENT
    assert record.verdict is Verdict.INCONSISTENT


def test_a_wrong_middle_step_shows_although_the_ends_agree() -> None:
    finite = (divergence.P, divergence.Q)
    chain = (
        derive("wrong.middle", "split", given(*finite), CE(*finite))
        .eq(H(finite[0]) - KL(*finite), by=normalisation)
        .eq(H(finite[0]) + KL(*finite), by=normalisation)
    )
    record = verify_derivation(chain)
    assert judge(chain.conclusion).verdict is Verdict.PROVED
    assert [step.verdict for step in record.steps] == [Verdict.INCONSISTENT] * 2
    assert record.verdict is Verdict.INCONSISTENT


X = gaussian_moments
RULES = [
    ("algebra needs no mass", algebra, given(divergence.P).eq(E(divergence.P, lambda i: 1), 1)),
    ("a moment is no algebra", algebra, given(X.P).eq(E(X.P, lambda x: x), X.mu)),
    ("fourth moment", recurrence, given(X.P).eq(E(X.P, lambda x: (x - X.mu) ** 4), X.sigma**4)),
    ("mass two", integration, given(X.P).eq(X.mass, 2)),
    ("variance", moments, given(X.P).eq(E(X.P, lambda x: x**2), X.sigma**2)),
    ("wrong factor", lemma(X.normalisation, factor=2), given(X.P).eq(X.mass, 1)),
    ("wrong derivative", derivative_of(X.normalisation, X.mu), given(X.P).eq(X.mass, 1)),
]


@pytest.mark.parametrize(("rule", "link"), [pytest.param(r, x, id=n) for n, r, x in RULES])
def test_rules_do_not_prove_more_than_they_say(rule: Rule, link: Relation) -> None:
    assert not rule.check(link)


def test_lemma_is_refused_where_it_assumes_more() -> None:
    weaker = given(s.z, s.weights, s.at_i)
    loss = -s.classes(lambda r: s.weights[r] * log(s.softmax(r)))
    link = weaker.eq(Partial(loss, s.z[s.i]), s.softmax(s.i) - s.weights[s.i])
    assert "also assumes" in lemma(s.gradient).check(link).detail


@pytest.mark.parametrize(("factor", "holds"), [(1, True), (half, True), (-1, False)])
def test_factor_of_an_inequality_must_not_turn_it(factor: Expr, holds: bool) -> None:
    f, h = divergence.P, divergence.Q
    link = given(f, h).ge(factor * KL(f, h), 0)
    assert bool(lemma(divergence.gibbs, factor=factor).check(link)) is holds
    turned = given(f, h).le(factor * KL(f, h), 0)
    assert bool(lemma(divergence.gibbs, factor=factor).check(turned)) is not holds


def test_special_case_is_about_the_laws_put_in() -> None:
    f, h, r = (Table(t, 1 - t) for t in (half, Rational(1, 3), Rational(1, 4)))
    rule = special_case(divergence.gibbs, {divergence.P: f, divergence.Q: h})
    assert rule.check(given().ge(KL(f, h), 0))
    assert not rule.check(given().ge(KL(f, r), 0))
    assert not rule.check(given().le(KL(f, h), 0))


def test_pointwise_optimum_elsewhere_is_refuted() -> None:
    d = gan_discriminator
    wrong = given().maximum(d.objective(d.t), d.t, at=d.b / (d.a + d.b))
    assert judge(wrong).verdict is Verdict.REFUTED


def test_gaussian_instances_are_integrated_numerically() -> None:
    assert shape(gaussian_kl.univariate.conclusion).on_line
    assert isinstance(gaussian_kl.P, Normal)


# --- printing


def test_chain_is_printed_with_rules_evidence_and_closed_form() -> None:
    out = io.StringIO()
    record = verify_derivation(gaussian_kl.entropy)
    show_derivation(record, Console(file=out, width=200))
    text = out.getvalue()
    assert text.startswith("gaussian_kl.entropy  PROVED\n")
    parts = ("(1) algebra", "(2) moments", "balls: agrees", "cf.entropy_normal")
    for part in (*parts, formula(record.start)):
        assert part in text


def test_file_is_a_script() -> None:
    command = [sys.executable, "-m", "derivecheck.derivations.gan_discriminator"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "gan.optimal_discriminator  PROVED" in done.stdout
