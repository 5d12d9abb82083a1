"""Proof of sign without sampling: an expression is shown to be non-negative by its form.

Certificates: the assumptions of the symbols on a factorised form; sums, products, sums over an
index and integrals of non-negative parts; probabilities, which are at most one; a sum against some
of its terms; a single minimum on t > 0, by the sign of the derivative on both sides of it; growth
from a non-negative value at t = 0; and the tangent argument of Gibbs, which first adds a multiple
of "the law sums to one".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from sympy import (
    Add,
    Derivative,
    DiracDelta,
    Dummy,
    Expr,
    Heaviside,
    Mul,
    Rational,
    S,
    Sum,
    Symbol,
    default_sort_key,
    fraction,
    igcd,
    ilcm,
    log,
    sympify,
    together,
)

from derivecheck.facts.facts import Between, Fact
from derivecheck.language.functionals import is_constant
from derivecheck.proof.concrete import gathered, sized
from derivecheck.proof.entries import bounded, distinct_indices, probabilities
from derivecheck.proof.minima import (
    fails_somewhere,
    is_continuous,
    is_smooth,
    is_valley,
    numerator,
    one_variable_forms,
    parametrisations,
    positive_atoms,
    stationary_points,
)
from derivecheck.proof.normal_form import normal_form
from derivecheck.terms.binders import (
    OPERATORS,
    Binder,
    binders_of,
    bound_variable,
    canonical_binders,
    close_operator,
    free_bound,
    opened_alike,
    replace_free,
    stand_in,
    unused,
)
from derivecheck.terms.budget import check
from derivecheck.terms.elementary import Expander, exponential_form, factorised

MOST_POWER = 24  # of the argument of a logarithm that joins several
NO_SLOPE = (Derivative, Heaviside, DiracDelta)  # of an index, and of a maximum of two quantities


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
    expr = canonical_binders(exponential_form(sympify(expr)))
    return Prover(tuple(facts)).prove(expr)


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
        return _first_certificate(self, expr)

    def attempt(self, expr: Expr) -> SignProof:
        """The certificates one after the other, while there is time."""
        check()
        if not probabilities(self.facts, expr) and self.is_hopeless(expr):
            return SignProof(expr, False)
        certificates: tuple[Callable[[Expr], SignProof | None], ...] = (
            self.by_assumptions,
            self.by_normalisation,
            self.by_parts,
            self.by_kernel,
            self.by_probability,
            self.by_outcomes,
            self.by_terms,
            self.by_denominator,
            self.by_combined_logs,
            self.by_minimum,
            self.by_growth,
            self.by_parameter,
        )
        attempts = (certificate(expr) for certificate in certificates if self.depth)
        return next((p for p in attempts if p is not None), SignProof(expr, False))

    def is_hopeless(self, expr: Expr) -> bool:
        """Whether the expression is negative, or not real, at values that the bounds admit."""
        if expr.has(*OPERATORS):
            return False
        return fails_somewhere(expr, self.expander().intervals)

    def part(self, expr: Expr) -> SignProof:
        """Prove a part of the expression."""
        return replace(self, depth=self.depth - 1).prove(expr)

    def expander(self) -> Expander:
        """Expansion and signs under the facts about bounded quantities."""
        return Expander(f for f in self.facts if isinstance(f, Between))

    def by_assumptions(self, expr: Expr) -> SignProof | None:
        """The signs of the factors of the expression follow from the assumptions of its symbols."""
        if isinstance(expr.as_coeff_Mul()[1], OPERATORS):
            return self._kernelwise(expr, self.by_assumptions)
        expander = self.expander()
        form = factorised(_with_signed_logs(expander.mask(expr), expander))
        positive = expander.is_positive(form)
        if not (positive or form.is_nonnegative):
            return None
        open_signs = [] if positive else [f for f in Mul.make_args(form) if f.is_zero is not False]
        loose = [f for f in open_signs if not expander.is_positive(f)]
        zeros = (expander.unmask(Mul(*[_base(f) for f in loose])),) if loose else ()
        step = f"{expr}: every factor has a sign"
        used = tuple(expander.used)
        return SignProof(expr, True, not loose, _proper(zeros), (step,), used)

    def by_normalisation(self, expr: Expr) -> SignProof | None:
        """Gibbs: sum K(p, q) = sum (K + a p + b q) - a - b, non-negative term by term."""
        if not expr.has(*OPERATORS):
            return None
        form = normal_form(expr, self.facts)
        single = _single_operator(form.expr)
        if single is None:
            changed = [self.part(form.expr)] if form.expr != expr else []
            return _sum_of(expr, changed, (expr, " = ", form.expr), form.facts_used)
        laws = _laws(self.facts, single)
        used = (*form.facts_used, *(fact for _, fact in laws.values()))
        shift = _tangent_shift(single, laws) if laws else None
        splits = [(single.kernel, single.constant, form.facts_used)]
        splits += [(*shift, used)] if shift else []
        for integrand, rest, facts in splits if single.binder.is_nonempty else []:
            step = (expr, " is the sum or integral of ", integrand, ", plus ", rest)
            proof = _sum_of(expr, map(self.part, (rest, integrand)), step, facts)
            if proof:
                return proof
        return None

    def by_parts(self, expr: Expr) -> SignProof | None:
        """A sum or product of non-negative parts."""
        if isinstance(expr, Add):
            return _sum_of(expr, map(self.part, expr.args), (expr, ": sum of non-negative terms"))
        if isinstance(expr, Mul):
            return _product_of(expr, map(self.part, expr.args))
        return None

    def by_kernel(self, expr: Expr) -> SignProof | None:
        """A sum over a non-empty range, or an integral, of a non-negative kernel."""
        return self._kernelwise(expr, self.part)

    def _kernelwise(
        self, expr: Expr, prove: Callable[[Expr], SignProof | None]
    ) -> SignProof | None:
        coefficient, operator = expr.as_coeff_Mul()
        if not isinstance(operator, OPERATORS) or not all(
            b.is_nonempty for b in binders_of(operator)
        ):
            return None
        kernel = prove(coefficient * _outer_kernel(operator))
        return _sum_of(expr, [kernel], (expr, ": the kernel is non-negative"))

    def by_probability(self, expr: Expr) -> SignProof | None:
        """An entry of a law on outcomes is at most one, and its logarithm at most zero."""
        if expr.has(*OPERATORS) or not probabilities(self.facts, expr):
            return None
        form, meaning, facts = bounded(self.facts, self.expander()(expr))
        proof = self.by_assumptions(form)
        if not proof:
            return None
        zeros = tuple(z.xreplace(meaning) for z in proof.zeros)
        step = f"{expr}: a probability is at most one"
        return SignProof(expr, True, proof.strict, zeros, (step,), (*facts, *proof.facts_used))

    def by_outcomes(self, expr: Expr) -> SignProof | None:
        """Terms that are alike at each of a few outcomes are a sum over them."""
        laws, expander = tuple(sized(self.facts)), self.expander()
        if not laws or expr.has(Sum):
            return None
        form = gathered(expander(expr), laws)
        parts = [self.part(form)] if form.has(Sum) else []
        return _sum_of(expr, parts, (expr, " = ", form), tuple(expander.used))

    def by_terms(self, expr: Expr) -> SignProof | None:
        """A sum of non-negative terms is at least the sum of some of them, of different index."""
        if not expr.has(Sum):
            return None
        form = normal_form(expr, self.facts)
        single = _single_operator(form.expr)
        if single is None or single.binder.operator is not Sum or not self.part(single.kernel):
            return None
        constant, kernel, (_, var, lo, hi) = single
        for indices, facts in distinct_indices(self.facts, lo, hi):
            terms = Add(*[replace_free(kernel, {var: k}) for k in indices])
            others = Sum(kernel, (var, lo, hi)) - terms
            left_out = SignProof(others, True, zeros=(others,))
            step = (expr, ": the sum is at least ", terms)
            used = (*form.facts_used, *facts)
            proof = _sum_of(expr, [left_out, self.part(constant + terms)], step, used)
            if proof:
                return proof
        return None

    def by_denominator(self, expr: Expr) -> SignProof | None:
        """A numerator over a positive common denominator has the sign of the whole."""
        expander = self.expander()
        top, bottom = fraction(together(expander.mask(expr)))
        if bottom.is_Rational or not expander.is_positive(bottom):
            return None
        return _sum_of(expr, [self.part(expander.unmask(top))], (expr, ": numerator"), ())

    def by_combined_logs(self, expr: Expr) -> SignProof | None:
        """The logs that share a weight are joined: w log a - w log b = w log(a / b)."""
        expander = self.expander()
        joined = expander.unmask(_with_joined_logs(expander.mask(expander(expr))))
        return _sum_of(expr, map(self.by_assumptions, Add.make_args(joined)), (expr, " = ", joined))

    def by_minimum(self, expr: Expr) -> SignProof | None:
        """A function of t > 0 that falls up to t = c and rises from there on is least at t = c.

        It must be continuous on t > 0: no pole, no jump, no logarithm of what may be negative.
        """
        if self.is_hopeless(expr):
            return None
        expander = self.expander()
        for form, t, meaning in one_variable_forms(expander.mask(expr), expr):
            check()
            function = expander.mask(expander(form))
            if not is_continuous(function, t, expander):
                continue
            slope = function.diff(t)
            for c in stationary_points(slope, t) if not slope.has(*NO_SLOPE) else ():
                least = expander.unmask(function.xreplace({t: c}))
                if least.is_finite is False or not is_valley(slope, t, c, expander):
                    continue
                at = SignProof(expr, True, zeros=(expander.unmask(numerator(meaning - c)),))
                step = (expr, ": least at ", meaning, " = ", c, ", by the sign of the derivative")
                proof = _sum_of(expr, [at, self.part(least)], step, tuple(expander.used))
                if proof:
                    return proof
        return None

    def by_growth(self, expr: Expr) -> SignProof | None:
        """A function that rises from a non-negative value at t = 0 is positive for t > 0."""
        if self.is_hopeless(expr):
            return None
        expander = self.expander()
        for form, t, meaning in one_variable_forms(expander.mask(expr), expr):
            check()
            function = expander.mask(expander(form))
            if not is_smooth(function, t, expander):
                continue
            start, slope = function.xreplace({t: S.Zero}), function.diff(t)
            rises = self.part(expander.unmask(slope))
            if rises.strict:
                step = (expr, ": rises with ", meaning, " from its value at 0, by the derivative")
                parts = [self.part(expander.unmask(start)), rises]
                proof = _sum_of(expr, parts, step, tuple(expander.used))
                if proof:
                    return proof
        return None

    def by_parameter(self, expr: Expr) -> SignProof | None:
        """A bounded symbol, or a real one that occurs in exponentials, by a positive parameter."""
        t = unused("t", expr, positive=True)
        for symbol, value, meaning, facts in parametrisations(expr, self.facts, t):
            part = self.part(replace_free(expr, {symbol: value}))
            zeros = tuple(numerator(replace_free(z, {t: meaning})) for z in part.zeros)
            steps = tuple(step.replace(str(t), f"({meaning})") for step in part.steps)
            restored = replace(part, zeros=zeros, steps=steps)
            proof = _sum_of(expr, [restored], (expr, ", with ", t, " = ", meaning), facts)
            if proof:
                return proof
        return None


@lru_cache(maxsize=4096)
def _first_certificate(prover: Prover, expr: Expr) -> SignProof:
    return prover.attempt(expr)


def _sum_of(
    expr: Expr,
    parts: Iterable[SignProof | None],
    step: Sequence[Any],
    facts: Sequence[Fact] = (),
) -> SignProof | None:
    """The proof for a sum of proved parts: 0 where all of them are, positive if one of them is.

    ``step`` says how, in words and expressions, which are printed only where there is a proof.
    """
    proofs = _all_proved(parts)
    if not proofs:
        return None
    strict = any(p.strict for p in proofs)
    zeros = () if strict else _proper(tuple(z for p in proofs for z in p.zeros))
    steps = ("".join(map(str, step)), *(s for p in proofs for s in p.steps))
    used = (*facts, *(f for p in proofs for f in p.facts_used))
    return SignProof(expr, True, strict, zeros, steps, tuple(dict.fromkeys(used)))


def _product_of(expr: Expr, parts: Iterable[SignProof | None]) -> SignProof | None:
    """The proof for a product of proved factors, each of which vanishes by one equation at most."""
    proofs = _all_proved(parts)
    loose = [p.zeros for p in proofs if not p.strict]
    if any(len(zeros) != 1 for zeros in loose):
        return None
    proof = _sum_of(expr, proofs, (expr, ": product of non-negative factors"))
    zeros = (Mul(*[z for (z,) in loose]),) if loose else ()
    return proof and replace(proof, strict=not loose, zeros=zeros)


def _all_proved(parts: Iterable[SignProof | None]) -> list[SignProof]:
    """The proofs of all parts, or none if one of them is missing."""
    proofs: list[SignProof] = []
    for part in parts:
        if not part:
            return []
        proofs.append(part)
    return proofs


def _with_signed_logs(expr: Expr, expander: Expander) -> Expr:
    """log x replaced by a dummy of known sign wherever x > 1 or x < 1 is proved; not a number."""

    def signed(argument: Expr) -> Expr:
        if is_constant(argument):
            return log(argument)
        if expander.is_positive(factorised(argument - 1)):
            return stand_in(log(argument), positive=True)
        if expander.is_positive(factorised(1 - argument)):
            return stand_in(log(argument), negative=True)
        return log(argument)

    return expr.replace(log, signed)


def _with_joined_logs(expr: Expr) -> Expr:
    """Each monomial weight times one log of a product of whole powers, unless they are large."""
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
        content = _content(list(powers.values()))
        whole = {a: c / content for a, c in powers.items()}
        if max(map(abs, whole.values())) > MOST_POWER:
            rest += weight * Add(*[c * log(a) for a, c in powers.items()])
        else:
            joined = factorised(Mul(*[a**c for a, c in whole.items()]))
            rest += weight * content * log(joined)
    return rest


def _content(numbers: Sequence[Expr]) -> Expr:
    """The largest positive rational of which all of some rationals are whole multiples."""
    return Rational(igcd(*(c.p for c in numbers), 0), ilcm(*(c.q for c in numbers), 1))


def _proper(zeros: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return tuple(z for z in dict.fromkeys(zeros) if z != 0)


def _base(f: Expr) -> Expr:
    return f.base if f.is_Pow else f


def _outer_kernel(operator: Expr) -> Expr:
    """What the outermost binder ranges over: for a double sum the inner one."""
    if len(operator.limits) == 1:
        return operator.function
    body, binders = opened_alike(operator)
    return close_operator(body, binders[:-1])


class _Functional(NamedTuple):
    """constant + the sum or integral of a kernel, whose variable is that of the binder."""

    constant: Expr
    kernel: Expr
    binder: Binder


def _single_operator(form: Expr) -> _Functional | None:
    """The form as a constant plus one functional of a kernel, if its operators have one range.

    The variable is bound nowhere inside the kernels, and free nowhere in their coefficients.
    """
    constant, operators = S.Zero, []
    for term in Add.make_args(form):
        factors = [f for f in Mul.make_args(term) if isinstance(f, OPERATORS)]
        if not term.has(*OPERATORS):
            constant += term
        elif len(factors) == 1 and len(factors[0].limits) == 1:
            operators.append((term / factors[0], factors[0]))
        else:
            return None
    ranges = {(o.func, *o.limits[0][1:]) for _, o in operators}
    if len(ranges) != 1:
        return None
    own = {o.variables[0].number for _, o in operators}
    outer = {1 + v.number for v in free_bound(form)}
    operator, lo, hi = ranges.pop()
    binder = Binder(operator, S.Zero, lo, hi)
    binder = binder.renamed(bound_variable(binder, max(own | outer)))
    kernel = Add(
        *[c * replace_free(o.function, {o.variables[0]: binder.var}) for c, o in operators]
    )
    return _Functional(constant, kernel, binder)


def _laws(facts: Sequence[Fact], form: _Functional) -> dict[Expr, tuple[Expr, Fact]]:
    """The positive atoms of the kernel that sum or integrate to a known constant, and why."""
    _, kernel, (_, var, lo, hi) = form
    laws: dict[Expr, tuple[Expr, Fact]] = {}
    for atom in sorted(positive_atoms(kernel), key=default_sort_key):
        for fact in facts if atom.has(var) else ():
            mass = fact.value(atom, var, lo, hi)
            if mass is not None and not mass.has(*OPERATORS):
                laws.setdefault(atom, (mass, fact))
    return laws


def _tangent_shift(
    form: _Functional, laws: dict[Expr, tuple[Expr, Fact]]
) -> tuple[Expr, Expr] | None:
    """Add multiples of the laws that make the kernel stationary where all laws are proportional.

    A joint density p(x, z), whose mass over z is p(x), is compared with that multiple of a law.
    One law alone is compared with the uniform law of the range, which must be finite.  What is
    added and what is taken off are equal whatever the multiples are, so long as none of them
    depends on the variable.
    """
    constant, kernel, (operator, var, lo, hi) = form
    uniform = len(laws) == 1
    if uniform and not (operator is Sum and (hi - lo).is_finite):
        return None
    level = 1 / (hi - lo + 1) if uniform else Dummy(positive=True)
    names = {law: Dummy(positive=True) for law in laws}
    contact = {name: level * laws[law][0] for law, name in names.items()}
    named, expand = replace_free(kernel, names), Expander()
    slopes = {a: expand(replace_free(-named.diff(name), contact)) for a, name in names.items()}
    if any(slope.has(var, level) and not uniform or slope.has(var) for slope in slopes.values()):
        return None
    shifted = kernel + Add(*[slope * law for law, slope in slopes.items()])
    rest = constant - Add(*[slope * laws[law][0] for law, slope in slopes.items()])
    if uniform:
        least = expand(replace_free(replace_free(shifted, names), contact))
        if least.has(var):
            return None
        shifted, rest = shifted - least, rest + least / level
    return expand(shifted), expand(rest)


def shifts(
    constant: Expr, kernel: Expr, binder: Binder, facts: Sequence[Fact]
) -> Iterator[tuple[Expr, Expr]]:
    """What laws of known mass may add to a kernel, and the constant that is left then.

    Nothing; minus the terms that are multiples of a law; what the tangent argument adds.
    """
    yield S.Zero, constant
    form = _Functional(constant, kernel, binder)
    laws = _laws(facts, form)
    terms = [(t, law) for t in Add.make_args(Expander()(kernel)) for law in laws if t.has(law)]
    multiples = [(t / law, law) for t, law in terms if not (t / law).has(binder.var)]
    if multiples:
        masses = [c * laws[law][0] for c, law in multiples]
        yield -Add(*[c * law for c, law in multiples]), constant + Add(*masses)
    if found := _tangent_shift(form, laws) if laws else None:
        yield Expander()(found[0] - kernel), found[1]
