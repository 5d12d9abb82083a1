"""Every true identity of the tables is proved; no false one and no mutation of a true one is."""

import pytest
from sympy import Add, Rational

from derivecheck.proof.normal_form import is_zero
from tests.support import identities as discrete
from tests.support import identities_of_densities as continuous
from tests.support import identities_of_samples as samples
from tests.support.identities import Identity

TABLES = {
    "scalar": discrete.SCALARS,
    "sum": discrete.SUMS,
    "softmax": discrete.SOFTMAX,
    "GAN": continuous.GAN,
    "divergence": continuous.DIVERGENCES,
    "latent": continuous.LATENT,
    "normal": continuous.GAUSSIAN,
    "half line": continuous.HALF_LINE,
    "dimension d": samples.DIMENSION,
    "estimator": samples.ESTIMATORS,
    "likelihood": samples.LIKELIHOOD,
}
ROWS = [(f"{table}: {row.name}", row) for table, rows in TABLES.items() for row in rows]
TRUE = [pytest.param(row, id=name) for name, row in ROWS if row.holds]
FALSE = [pytest.param(row, id=name) for name, row in ROWS if not row.holds]


@pytest.mark.parametrize("identity", TRUE)
def test_true_identities_are_proved(identity: Identity) -> None:
    result = is_zero(identity.lhs - identity.rhs, identity.facts)
    assert result.zero, result.residual
    assert result.residual == 0


@pytest.mark.parametrize("identity", FALSE)
def test_false_identities_are_not_proved(identity: Identity) -> None:
    result = is_zero(identity.lhs - identity.rhs, identity.facts)
    assert not result.zero
    assert result.residual != 0


@pytest.mark.parametrize("identity", TRUE)
def test_mutated_identities_are_not_proved(identity: Identity) -> None:
    terms = Add.make_args(identity.rhs)
    for position, term in enumerate(terms):
        for factor in (0, 2, -1, Rational(1, 2)):
            mutated = Add(*terms[:position], factor * term, *terms[position + 1 :])
            if mutated != identity.rhs:
                assert not is_zero(identity.lhs - mutated, identity.facts), (factor, term)


@pytest.mark.parametrize("identity", TRUE)
def test_only_the_facts_reported_are_needed(identity: Identity) -> None:
    used = is_zero(identity.lhs - identity.rhs, identity.facts).facts_used
    assert set(used) <= set(identity.facts)
    assert is_zero(identity.lhs - identity.rhs, used)
