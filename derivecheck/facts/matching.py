"""First-order matching of kernels, up to order of factors and symmetric arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sympy import Add, Expr, Integral, Mul, Sum, count_ops, default_sort_key

from derivecheck.terms.binders import freshen, open_operator
from derivecheck.terms.elementary import Expander, arguments_of, flat_factors, head_of

Bindings = dict[Expr, Expr]


@dataclass(frozen=True)
class Functional:
    """The rule "sum or integral of ``kernel`` over ``var`` from ``lo`` to ``hi`` is ``result``".

    ``parameters`` are the symbols for which the rule holds universally; every other symbol stands
    for itself.  An integer ``var`` makes it a rule about sums, any other ``var`` about integrals.
    A kernel of several monomials becomes a rule for the largest of them.
    """

    kernel: Expr
    var: Expr
    lo: Expr
    hi: Expr
    result: Expr
    parameters: tuple[Expr, ...] = ()
    symmetric: frozenset[Any] = frozenset()

    @cached_property
    def oriented(self) -> tuple[Expr, list[Expr], Expr]:
        """A bound variable, the factors of the leading monomial, its functional's value."""
        operator = Sum if self.var.is_integer else Integral
        kernel, (binder,) = open_operator(operator(self.kernel, (self.var, self.lo, self.hi)))
        monomials = Add.make_args(Expander()(kernel))
        terms = [m.as_independent(binder.var, as_Add=False) for m in monomials]
        terms.sort(key=lambda term: (count_ops(term[1]), default_sort_key(term[1])))
        coefficient, lead = terms.pop()
        others = [c * operator(k, (binder.var, self.lo, self.hi)) for c, k in terms]
        return binder.var, flat_factors(lead), (self.result - Add(*others)) / coefficient

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        """The functional of ``kernel`` over lo..hi if it is an instance of this rule, else None."""
        if (lo, hi) != (self.lo, self.hi) or bool(var.is_integer) != bool(self.var.is_integer):
            return None
        bound, factors, result = self.oriented
        pattern = [f.xreplace({bound: var}) for f in factors]
        matcher = Matcher(frozenset(self.parameters), self.symmetric, var)
        bindings = next(matcher.match_all(pattern, flat_factors(kernel), {}), None)
        return None if bindings is None else freshen(result).xreplace(bindings)


@dataclass(frozen=True)
class Matcher:
    """Parameters bind to expressions that satisfy their assumptions and are free of ``var``."""

    parameters: frozenset[Expr]
    symmetric: frozenset[Any]
    var: Expr

    def match(self, pattern: Expr, target: Expr, bindings: Bindings) -> Iterator[Bindings]:
        """All extensions of ``bindings`` that turn ``pattern`` into ``target``."""
        if pattern in self.parameters:
            if bindings.get(pattern, target) == target and self._admits(pattern, target):
                yield bindings | {pattern: target}
        elif not pattern.has(*self.parameters):
            if pattern == target:
                yield bindings
        elif pattern.func == target.func and head_of(pattern) == head_of(target):
            yield from self._match_arguments(pattern, target, bindings)

    def match_all(
        self, patterns: Sequence[Expr], targets: Sequence[Expr], bindings: Bindings
    ) -> Iterator[Bindings]:
        """Match two multisets of the same size."""
        if not patterns and not targets:
            yield bindings
        if not patterns or len(patterns) != len(targets):
            return
        for k, target in enumerate(targets):
            rest = [*targets[:k], *targets[k + 1 :]]
            for extended in self.match(patterns[0], target, bindings):
                yield from self.match_all(patterns[1:], rest, extended)

    def match_in_order(
        self, patterns: Sequence[Expr], targets: Sequence[Expr], bindings: Bindings
    ) -> Iterator[Bindings]:
        """Match two sequences of the same length."""
        if not patterns and not targets:
            yield bindings
        if not patterns or len(patterns) != len(targets):
            return
        for extended in self.match(patterns[0], targets[0], bindings):
            yield from self.match_in_order(patterns[1:], targets[1:], extended)

    def _match_arguments(self, pattern: Expr, target: Expr, b: Bindings) -> Iterator[Bindings]:
        if isinstance(pattern, (Add, Mul)):
            return self.match_all(pattern.args, target.args, b)
        if head_of(pattern) in self.symmetric:
            return self.match_all(arguments_of(pattern), arguments_of(target), b)
        return self.match_in_order(arguments_of(pattern), arguments_of(target), b)

    def _admits(self, parameter: Expr, target: Expr) -> bool:
        declared = parameter._assumptions_orig.items()
        return not target.has(self.var) and all(
            getattr(target, f"is_{k}") == v for k, v in declared
        )
