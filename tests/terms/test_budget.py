"""A budget of time and size."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from sympy import Add, Mul, exp, symbols

from derivecheck.terms import elementary
from derivecheck.terms.budget import OutOfTime, TooLarge, check, limited, require_expandable
from derivecheck.terms.elementary import factorised

x, y, z = symbols("x y z")


def test_without_a_limit_there_is_always_time() -> None:
    check()
    with limited(None):
        check()


def test_no_time_is_left_of_none() -> None:
    with limited(0), pytest.raises(OutOfTime, match="stopped after 0 s"):
        check()
    check()  # the limit is gone with its block


def test_an_inner_limit_does_not_give_more_than_the_outer() -> None:
    with limited(0), limited(1000), pytest.raises(OutOfTime):
        check()
    with limited(1000), limited(0), pytest.raises(OutOfTime):
        check()
    with limited(1000), limited(None):
        check()


def test_what_never_asks_for_the_time_is_interrupted() -> None:
    def long() -> int:
        return sum(k % 7 for k in range(10**10))

    with limited(0), pytest.raises(OutOfTime):
        long()
    with limited(1000), limited(0), pytest.raises(OutOfTime):
        long()
    with limited(1000):
        assert sum(k % 7 for k in range(10**6)) == 2999997  # there is time
    before = signal.getsignal(signal.SIGVTALRM)
    with limited(1), limited(2):
        assert signal.getsignal(signal.SIGVTALRM) != before
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_a_thread_asks_for_the_time_itself() -> None:
    def asked() -> bool:
        with limited(0):
            try:
                check()
            except OutOfTime:
                return True
        return False

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asked).result()


def test_a_sum_of_many_terms_is_not_factored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elementary, "MOST_FACTORED", 1000)
    many = symbols("m:8", positive=True)
    few = (Add(*many) ** 2 - x**2).expand()
    assert isinstance(factorised(few), Mul)
    long = (Add(*many) ** 6 - x**6).expand()
    assert isinstance(factorised(long), Add)
    assert isinstance(factorised(y**2 * (x - z) * Add(*many) ** 6), Mul)


def test_large_expansions_are_refused_before_they_are_made() -> None:
    require_expandable((x + y) ** 1000 * z)
    require_expandable((x * y * z) ** 100_000)
    for expr in ((x + y + z) ** 1000, (x + y) ** 200 * (x + z) ** 200, 1 / (x + y + z) ** 1000):
        with pytest.raises(TooLarge, match="terms"):
            require_expandable(expr)


def test_what_is_of_high_degree_is_not_factored() -> None:
    p, q = symbols("p q", positive=True)
    powers = ((p**4, p**400), (exp(4 * q), exp(400 * q)), (exp(3 * q / 2), exp(301 * q / 2)))
    for low, high in powers:
        small, large = ((p**2 - q**2) * e + p**2 - q**2 for e in (low, high))
        assert isinstance(factorised(small.expand()), Mul)
        assert isinstance(factorised(large.expand()), Add)
