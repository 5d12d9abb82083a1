r"""Named mistakes: each is a rewrite of what a note says, and counts only if the rewrite is proved.

The rewrites are tried from the most specific to the most general; candidates are filtered at two
exact instances in balls before a proof is attempted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from sympy import Add, Expr, Indexed, Mul, Pow, Rational, Sum, Symbol, log

from derivecheck.binders import canonical_binders
from derivecheck.functionals import CE, JS, KL, Divergence, H
from derivecheck.laws import Density, FiniteLaw, Law, midpoint
from derivecheck.prove import prove
from derivecheck.statements import Relation
from derivecheck.trials import NO_VALUE, Precision, Side, compare, side
from derivecheck.worlds import NoWorld, World, make_world

Candidate = tuple[str, Relation]
CHEAP = Precision(25)
MAX_SUBSETS = 3


def diagnose(says: Relation) -> Candidate | None:
    """The first named mistake whose correction is proved, with the corrected statement.

    A statement F(P, Q) = F(Q, P) has none: what repairs it says nothing.
    """
    if _is_symmetry(says):
        return None
    seen, instances = {says}, _instances(says)
    for name, fixed in mistakes(says):
        if fixed not in seen and _survives(fixed, instances) and prove(fixed):
            return name, fixed
        seen.add(fixed)
    return None


def _is_symmetry(says: Relation) -> bool:
    """Whether the right side is the left side with the two laws of one divergence exchanged."""
    if not isinstance(says.lhs, Divergence):
        return False
    p, q = says.lhs.args
    return isinstance(q, Law) and bool(says.rhs == says.lhs.func(q, p))


def _instances(says: Relation) -> list[tuple[World, Side]]:
    """Two exact instances, with the left side, which no rewrite changes, evaluated once."""
    found = []
    for seed in (0, 29):
        try:
            world = make_world(says, seed, nice=seed == 0)
            found.append((world, side(says.lhs, world, CHEAP)))
        except (NoWorld, *NO_VALUE):
            continue
    return found


def _survives(candidate: Relation, instances: list[tuple[World, Side]]) -> bool:
    """Whether there are instances and the candidate holds at all of them."""
    try:
        trials = (
            compare(candidate.relation, left, side(candidate.rhs, world, CHEAP), CHEAP)
            for world, left in instances
        )
        return bool(instances) and all(trial.fails is False for trial in trials)
    except NO_VALUE:
        return False


def mistakes(says: Relation) -> Iterator[Candidate]:
    """Every single slip that could have led from a true statement to this one."""
    if says.relation != "=":
        flipped = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}[says.relation]
        yield "the inequality is the wrong way round", replace(says, relation=flipped)
        return
    for name, rhs in _rewrites(says):
        yield name, replace(says, rhs=rhs)


def _rewrites(says: Relation) -> Iterator[tuple[str, Expr]]:
    yield from _swapped_arguments(says.rhs)
    yield from _confused_heads(says)
    yield from _wrong_index(says.rhs)
    yield from _coefficients(says.rhs)
    yield from _bases(says.rhs)
    yield from _powers(says.rhs)
    yield from _factors_in_logarithms(says.rhs)
    yield from _missing_terms(says)
    yield from _slots(says)


def _swapped_arguments(e: Expr) -> Iterator[tuple[str, Expr]]:
    for head in sorted(e.atoms(Divergence), key=str):
        p, q = head.args
        if isinstance(q, Law):
            yield "the arguments of the divergence are swapped", e.xreplace({head: head.func(q, p)})


def _confused_heads(says: Relation) -> Iterator[tuple[str, Expr]]:
    """Entropy, cross-entropy and divergence taken for one another."""
    e = says.rhs
    for head in sorted(e.atoms(CE, KL), key=str):
        other = KL if isinstance(head, CE) else CE
        names = ("a divergence", "a cross-entropy")
        said, meant = names if other is CE else names[::-1]
        yield f"{said} stands for {meant}", e.xreplace({head: other(*head.args)})
    laws = [a for a in says.given if isinstance(a, (FiniteLaw, Density))]
    for head, law in product(sorted(e.atoms(H), key=str), laws):
        (p,) = head.args
        if law != p and law.space == p.space:
            yield "an entropy stands for a cross-entropy", e.xreplace({head: CE(law, p)})


def _wrong_index(e: Expr) -> Iterator[tuple[str, Expr]]:
    """y_i inside Σ_k where y_k is meant."""
    for total in sorted(e.atoms(Sum), key=str):
        (var, _, _), *_ = total.limits
        for entry in sorted(total.function.atoms(Indexed), key=str):
            if var not in entry.free_symbols:
                body = total.function.xreplace({entry: Indexed(entry.base, var)})
                fixed = canonical_binders(Sum(body, *total.limits))
                yield (
                    f"the index of ${entry.base}$ is not the one summed over",
                    e.xreplace({total: fixed}),
                )


def _coefficients(e: Expr) -> Iterator[tuple[str, Expr]]:
    """Sign and factor of one term or of a few terms at once, and terms too many."""
    terms = list(Add.make_args(e))
    names = {
        Rational(-1): "sign",
        Rational(1, 2): "a factor ½ is missing",
        Rational(2): "a factor 2 is missing",
        Rational(0): "a term too many",
    }
    for size in range(1, min(MAX_SUBSETS, len(terms)) + 1):
        for subset in combinations(terms, size):
            for factor, name in names.items():
                changed = Add(*[factor * t if t in subset else t for t in terms])
                if changed != 0:
                    yield name, changed


def _bases(e: Expr) -> Iterator[tuple[str, Expr]]:
    yield "the logarithm has base e, not 2", e * log(2)
    yield "the logarithm has base 2, not e", e / log(2)


def _is_scale(s: Symbol) -> bool:
    """A positive parameter such as σ, not a size such as N."""
    return type(s) is Symbol and bool(s.is_positive) and not s.is_integer


def _powers(e: Expr) -> Iterator[tuple[str, Expr]]:
    letters = {entry.base.label for entry in e.atoms(Indexed)}
    for s in sorted(filter(_is_scale, e.free_symbols - letters), key=str):
        yield f"${s}$ for ${s}^2$", e.xreplace({s: s**2})
        for power in sorted(e.atoms(Pow), key=str):
            if power.base == s and power.exp == 2:
                yield f"${s}^2$ for ${s}$", e.xreplace({power: s})


def _factors_in_logarithms(e: Expr) -> Iterator[tuple[str, Expr]]:
    for logarithm in sorted(e.atoms(log), key=str):
        factors = Mul.make_args(logarithm.args[0])
        for factor in factors if len(factors) > 1 else ():
            rest = log(logarithm.args[0] / factor)
            yield "a factor too many in the logarithm", e.xreplace({logarithm: rest})


def _missing_terms(says: Relation) -> Iterator[tuple[str, Expr]]:
    """What the normal form leaves over, if it is one or two terms and no term that is written."""
    residual = prove(says).residual
    written = Add.make_args(says.rhs)
    if residual is None or any(-term in written for term in Add.make_args(residual)):
        return
    if says.rhs != 0 and len(Add.make_args(residual)) <= 2 and residual.count_ops() < 25:
        count = len(Add.make_args(residual))
        yield "a term is missing" if count == 1 else "two terms are missing", says.rhs + residual


def _slots(says: Relation) -> Iterator[tuple[str, Expr]]:
    """Other laws in the slots of the divergences: the two laws themselves or their midpoint."""
    heads = sorted((h for h in says.rhs.atoms(KL, JS)), key=str)
    laws = [a for a in says.given if isinstance(a, (FiniteLaw, Density))]
    if not heads or len(heads) > 2 or len(laws) != 2:
        return
    slots = [*laws, midpoint(*laws)]
    fills = [[h.func(p, q) for p, q in product(slots, slots) if p != q] for h in heads]
    for fill in product(*fills):
        changed = _replaced(says.rhs, dict(zip(heads, fill, strict=True)))
        yield "wrong laws in the arguments of the divergences", changed


def _replaced(e: Expr, table: dict[Expr, Expr]) -> Expr:
    if e in table:
        return table[e]
    if not isinstance(e, (Add, Mul)):
        return e
    return e.func(*[_replaced(a, table) for a in e.args])
