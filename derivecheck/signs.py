"""Proof of sign without sampling: an expression is shown to be non-negative by its form.

Certificates: the assumptions of the symbols on a factorised form; sums, products, sums over an
index and integrals of non-negative parts; a single minimum on t > 0, by the sign of the derivative
on both sides of it; and the tangent argument of Gibbs, which first adds a multiple of "the law sums
to one".
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Indexed,
    Integral,
    Mul,
    Poly,
    S,
    Sum,
    Symbol,
    default_sort_key,
    exp,
    fraction,
    ilcm,
    log,
    roots,
    sympify,
    together,
)
from sympy.core.function import AppliedUndef

from derivecheck.binders import OPERATORS, canonical_binders
from derivecheck.elementary import Expander, factorised
from derivecheck.facts import Between, Fact
from derivecheck.normal_form import normal_form


@dataclass(frozen=True)
class SignProof:
    """Whether ``expr >= 0`` is proved, by which steps, and where it is 0.

    ``strict`` means expr > 0.  Otherwise expr = 0 exactly where every entry of ``zeros`` is 0, for
    all values of the bound variables in it (almost all under an integral).  ``proved`` False means
    "not proved", never "refuted".
    """

    expr: Expr
    proved: bool
    strict: bool = False
    zeros: tuple[Expr, ...] = ()
    steps: tuple[str, ...] = ()
    facts_used: tuple[Fact, ...] = ()

    def __bool__(self) -> bool:
        return self.proved


def is_nonnegative(expr: Any, facts: Sequence[Fact] = ()) -> SignProof:
    """Proof that ``expr >= 0`` under ``facts``, or a SignProof that is not proved.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", real=True)
    >>> proof = is_nonnegative(a**2 - 2 * a * b + b**2)
    >>> proof.proved, proof.zeros
    (True, (a - b,))
    """
    return Prover(tuple(facts)).prove(canonical_binders(sympify(expr)))


def tangent_inequality() -> SignProof:
    """t - 1 - log t >= 0 for t > 0, with equality exactly at t = 1, by calculus.

    >>> tangent_inequality().zeros
    (t - 1,)
    """
    t = Symbol("t", positive=True)
    return is_nonnegative(t - 1 - log(t))


@dataclass(frozen=True)
class Prover:
    """The certificates, simplest first; ``depth`` bounds how deep they nest."""

    facts: tuple[Fact, ...]
    depth: int = 5

    def prove(self, expr: Expr) -> SignProof:
        """The first certificate that succeeds."""
        certificates: tuple[Callable[[Expr], SignProof | None], ...] = (
            self.by_assumptions,
            self.by_normalisation,
            self.by_parts,
            self.by_operator,
            self.by_combined_logs,
            self.by_minimum,
        )
        attempts = (certificate(expr) for certificate in certificates if self.depth)
        return next((p for p in attempts if p is not None), SignProof(expr, False))

    def part(self, expr: Expr) -> SignProof:
        """Prove a part of the expression."""
        return replace(self, depth=self.depth - 1).prove(expr)

    def expander(self) -> Expander:
        """Expansion and signs under the facts about bounded quantities."""
        return Expander(f for f in self.facts if isinstance(f, Between))

    def by_assumptions(self, expr: Expr) -> SignProof | None:
        """The signs of the factors of the expression follow from the assumptions of its symbols."""
        expander = self.expander()
        form = factorised(_with_signed_logs(expander.mask(expr), expander))
        strict = expander.is_positive(form)
        if not (strict or form.is_nonnegative):
            return None
        loose = [_base(f) for f in Mul.make_args(form) if f.is_zero is not False]
        zeros = () if strict else (expander.unmask(Mul(*loose)),)
        step = f"{expr}: every factor has a sign"
        return SignProof(expr, True, strict, _proper(zeros), (step,), tuple(expander.used))

    def by_normalisation(self, expr: Expr) -> SignProof | None:
        """Gibbs: sum K(p, q) = sum (K + a p + b q) - a - b, non-negative term by term."""
        if not expr.has(*OPERATORS):
            return None
        form = normal_form(expr, self.facts)
        constant, kernel, operator = _single_operator(form.expr)
        if operator is None:
            parts = [self.part(form.expr)] if form.expr != expr else []
            return (
                _sum_of(expr, parts, "by the normal form", form.facts_used) if all(parts) else None
            )
        if not _is_nonempty(operator):
            return None
        laws = _laws(self.facts, operator, kernel)
        used = (*form.facts_used, *(fact for _, fact in laws.values()))
        shift = _tangent_shift(kernel, constant, laws, operator) if laws else None
        splits = [(kernel, constant, form.facts_used)] + ([(*shift, used)] if shift else [])
        for integrand, rest, facts in splits:
            parts = [self.part(e) for e in (rest, integrand)]
            if all(parts):
                step = f"{expr} is the sum or integral of {integrand}, plus {rest}"
                return _sum_of(expr, parts, step, facts)
        return None

    def by_parts(self, expr: Expr) -> SignProof | None:
        """A sum or product of non-negative parts."""
        if not isinstance(expr, (Add, Mul)):
            return None
        proofs: list[SignProof] = []
        for a in expr.args:
            proofs.append(self.part(a))
            if not proofs[-1]:
                return None
        if isinstance(expr, Add):
            return _sum_of(expr, proofs, f"{expr}: sum of non-negative terms")
        loose = [p.zeros for p in proofs if not p.strict]
        if any(len(zeros) != 1 for zeros in loose):
            return None
        product = replace(proofs[0], strict=not loose, zeros=(Mul(*[z for (z,) in loose]),))
        return _sum_of(expr, [product], f"{expr}: product of non-negative factors")

    def by_operator(self, expr: Expr) -> SignProof | None:
        """A sum over a non-empty range, or an integral, of a non-negative kernel."""
        coefficient, operator = expr.as_coeff_Mul()
        if not isinstance(operator, OPERATORS) or not _is_nonempty(operator):
            return None
        kernel = self.part(coefficient * operator.function)
        return _sum_of(expr, [kernel], f"{expr}: the kernel is non-negative") if kernel else None

    def by_combined_logs(self, expr: Expr) -> SignProof | None:
        """The logs that share a weight are joined: w log a - w log b = w log(a / b)."""
        expander = self.expander()
        joined = expander.unmask(_with_joined_logs(expander.mask(expander(expr))))
        parts = [self.by_assumptions(term) for term in Add.make_args(joined)]
        proved = [p for p in parts if p is not None]
        return _sum_of(expr, proved, f"{expr} = {joined}") if len(proved) == len(parts) else None

    def by_minimum(self, expr: Expr) -> SignProof | None:
        """A function of t > 0 that falls up to t = c and rises from there on is least at t = c."""
        expander = self.expander()
        for form, t, meaning in _one_variable_forms(expander.mask(expr)):
            function = expander.mask(expander(form))
            for c in _stationary_points(function.diff(t), t):
                if not _is_valley(function.diff(t), t, c, expander):
                    continue
                least = self.part(expander.unmask(function.xreplace({t: c})))
                if least and least.expr.is_finite is not False:
                    at = SignProof(expr, True, zeros=(expander.unmask(_numerator(meaning - c)),))
                    step = f"{expr}: least at {meaning} = {c}, by the sign of the derivative"
                    return _sum_of(expr, [at, least], step, tuple(expander.used))
        return None


def _sum_of(
    expr: Expr, parts: Sequence[SignProof], step: str, facts: Sequence[Fact] = ()
) -> SignProof:
    """The proof for a sum of proved parts: 0 where all of them are, positive if one of them is."""
    strict = any(p.strict for p in parts)
    zeros = () if strict else _proper(tuple(z for p in parts for z in p.zeros))
    steps = (step, *(s for p in parts for s in p.steps))
    used = (*facts, *(f for p in parts for f in p.facts_used))
    return SignProof(expr, True, strict, zeros, steps, tuple(dict.fromkeys(used)))


def _with_signed_logs(expr: Expr, expander: Expander) -> Expr:
    """log x replaced by a dummy of known sign wherever x > 1 or x < 1 is proved."""

    def signed(argument: Expr) -> Expr:
        if expander.is_positive(factorised(argument - 1)):
            return Dummy(positive=True)
        if expander.is_positive(factorised(1 - argument)):
            return Dummy(negative=True)
        return log(argument)

    return expr.replace(log, signed)


def _with_joined_logs(expr: Expr) -> Expr:
    """Each monomial weight times one log of a product of rational powers with integer exponents."""
    arguments: dict[Expr, dict[Expr, Expr]] = defaultdict(dict)
    rest = S.Zero
    for term in Add.make_args(expr):
        logs = [f for f in Mul.make_args(term) if isinstance(f, log)]
        coefficient, weight = (term / Mul(*logs)).as_coeff_Mul()
        if len(logs) == 1 and coefficient.is_Rational and not weight.has(log):
            arguments[weight][logs[0].args[0]] = coefficient
        else:
            rest += term
    for weight, powers in arguments.items():
        scale = ilcm(1, *(c.q for c in powers.values()))
        rest += (
            weight / scale * log(factorised(Mul(*[a ** (c * scale) for a, c in powers.items()])))
        )
    return rest


def _proper(zeros: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return tuple(z for z in dict.fromkeys(zeros) if z != 0)


def _base(f: Expr) -> Expr:
    return f.base if f.is_Pow else f


def _numerator(expr: Expr) -> Expr:
    return fraction(together(expr))[0]


def _is_nonempty(operator: Expr) -> bool:
    widths = [hi - lo for _, lo, hi in operator.limits]
    if isinstance(operator, Integral):
        return all(w.is_extended_positive for w in widths)
    return all(w.is_extended_nonnegative for w in widths)


def _positive_atoms(expr: Expr) -> set[Expr]:
    """Symbols, values f(x) and entries z[i] that are positive, not those inside arguments."""
    if isinstance(expr, (Symbol, AppliedUndef, Indexed)):
        return {expr} if expr.is_positive else set()
    return set().union(*map(_positive_atoms, expr.args))


def _one_variable_forms(expr: Expr) -> Iterator[tuple[Expr, Expr, Expr]]:
    """(form, t, meaning of t): t is a positive atom, a quotient of two, or exp of a real symbol."""
    t = Dummy("t", positive=True)
    atoms = sorted(_positive_atoms(expr), key=default_sort_key)
    for a, b in combinations(atoms, 2):
        yield expr.xreplace({b: a * t}), t, b / a
    for a in atoms:
        yield expr.xreplace({a: t}), t, a
    reals = [x for x in expr.free_symbols if x.is_real and not x.is_positive and expr.has(exp)]
    for x in sorted(reals, key=default_sort_key):
        yield expr.xreplace({x: log(t)}), t, exp(x)


def _stationary_points(derivative: Expr, t: Expr) -> list[Expr]:
    """Candidates: 1, and positive zeros of a derivative quadratic in t or affine in log t."""
    numerator, ell = _numerator(derivative), Dummy()
    in_log = numerator.xreplace({log(t): ell})
    found = [*_low_degree_roots(numerator, t), *map(exp, _low_degree_roots(in_log, ell))]
    positive = sorted({c for c in found if c.is_positive} - {S.One}, key=default_sort_key)
    return [S.One, *positive]


def _low_degree_roots(expr: Expr, unknown: Expr) -> list[Expr]:
    if not expr.is_polynomial(unknown) or Poly(expr, unknown).degree() not in (1, 2):
        return []
    return list(roots(expr, unknown))


def _is_valley(derivative: Expr, t: Expr, c: Expr, expander: Expander) -> bool:
    """Negative on (0, c) and positive on (c, oo); or zero at c and increasing."""
    u = Dummy("u", positive=True)

    def positive(expr: Expr) -> bool:
        return expander.is_positive(factorised(expander.mask(expander(expr))))

    right, left = derivative.xreplace({t: c * (1 + u)}), derivative.xreplace({t: c / (1 + u)})
    if positive(right) and positive(-left):
        return True
    return bool(expander(derivative.xreplace({t: c})) == 0 and positive(derivative.diff(t)))


def _single_operator(form: Expr) -> tuple[Expr, Expr, Expr | None]:
    """(constant, kernel, operator) if the form is a constant plus one functional of a kernel."""
    constant, kernel, first = S.Zero, S.Zero, None
    for term in Add.make_args(form):
        operators = [f for f in Mul.make_args(term) if isinstance(f, OPERATORS)]
        if not term.has(*OPERATORS):
            constant += term
            continue
        first = first or (operators or [None])[0]
        if len(operators) != 1 or first is None or not _same_range(operators[0], first):
            return form, S.Zero, None
        rename = {operators[0].variables[0]: first.variables[0]}
        kernel += term / operators[0] * operators[0].function.xreplace(rename)
    return constant, kernel, first


def _same_range(one: Expr, other: Expr) -> bool:
    ends = [[limit[1:] for limit in o.limits] for o in (one, other)]
    return one.func == other.func and ends[0] == ends[1] and len(one.limits) == 1


def _laws(facts: Sequence[Fact], operator: Expr, kernel: Expr) -> dict[Expr, tuple[Expr, Fact]]:
    """The positive atoms of the kernel that sum or integrate to a known constant, and why."""
    ((var, lo, hi),) = operator.limits
    laws: dict[Expr, tuple[Expr, Fact]] = {}
    for atom in sorted(_positive_atoms(kernel), key=default_sort_key):
        for fact in facts if atom.has(var) else ():
            mass = fact.value(atom, var, lo, hi)
            if mass is not None and not mass.has(*OPERATORS):
                laws.setdefault(atom, (mass, fact))
    return laws


def _tangent_shift(
    kernel: Expr, constant: Expr, laws: dict[Expr, tuple[Expr, Fact]], operator: Expr
) -> tuple[Expr, Expr] | None:
    """Add multiples of the laws that make the kernel stationary where all laws are equal.

    One law alone is compared with the uniform law of the range.
    """
    ((var, lo, hi),) = operator.limits
    uniform = len(laws) == 1
    if uniform and not isinstance(operator, Sum):
        return None
    level = 1 / (hi - lo + 1) if uniform else Dummy(positive=True)
    names = {law: Dummy(positive=True) for law in laws}
    contact = dict.fromkeys(names.values(), level)
    named, expand = kernel.xreplace(names), Expander()
    slopes = {a: expand(-named.diff(name).xreplace(contact)) for a, name in names.items()}
    if any(slope.has(var, level) and not uniform or slope.has(var) for slope in slopes.values()):
        return None
    shifted = kernel + Add(*[slope * law for law, slope in slopes.items()])
    rest = constant - Add(*[slope * laws[law][0] for law, slope in slopes.items()])
    if uniform:
        least = expand(shifted.xreplace(names).xreplace(contact))
        shifted, rest = shifted - least, rest + least / level
    return expand(shifted), expand(rest)
