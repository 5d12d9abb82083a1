"""Expectations, entropies and divergences of laws on the line: integrals, or sums over atoms.

Main results
------------
* `integrate`: quadrature on a finite interval, widened by a stated bound of the rest.
* `expectation`: E f(X) under a law of `derivecheck.numeric.laws`; over balls the neglected tail
  is enclosed through a majorant of f.
* `entropy_density`, `cross_entropy_density`, `kl_density`, `js_density`: from the definitions
  ∫ p log p, … ; never from a closed form.

All in nats.  For `Cells` the integrals are finite sums.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

from derivecheck.numeric import finite
from derivecheck.numeric.field import Field, NotConverged, OutOfDomain, T
from derivecheck.numeric.law import Atoms, Bell, Kinked, Law, Majorant, Piece, pointwise
from derivecheck.numeric.laws import Cells


def integrate(
    field: Field[T],
    f: Callable[[T], T],
    lo: T,
    hi: T,
    *,
    breaks: Sequence[T] = (),
    tail: T | None = None,
) -> T:
    """∫ f over [lo, hi], split at `breaks`; f analytic between them, both ends finite.

    `tail` bounds the absolute value of an integral outside [lo, hi] that is to be included:
    a rigorous field widens its ball by it.

    >>> from derivecheck.numeric.balls import Balls
    >>> F = Balls(30)
    >>> F.show(integrate(F, F.exp, F.zero, F.one), 20)
    '[1.7182818284590452354 +/- 3.98e-20]'
    """
    ends = [lo, *breaks, hi]
    parts = [field.quad(f, a, b) for a, b in zip(ends, ends[1:], strict=False)]
    value = field.total(parts)
    return value if tail is None else field.widen(value, tail)


def expectation(
    field: Field[T],
    law: Law[T],
    f: Callable[[T], T],
    majorant: Majorant[T] | None = None,
    *,
    kinks: Sequence[T] = (),
) -> T:
    """E f(X) for X with the given law; f analytic on its support except at its `kinks`.

    `majorant` lists terms (k, c_k) with |f(x)| ≤ Σ c_k r^k far out (r: see the law; |x| on the
    line).  A rigorous field requires it unless the law is supported by its pieces.
    """
    core = field.total(_over(field, piece, f, kinks) for piece in law.pieces(field))
    if majorant is not None and not field.rigorous:
        return core
    mass = law.tail(field, 0)
    if field.is_zero(mass):
        return core
    if majorant is not None:
        return field.widen(core, field.total(c * law.tail(field, k) for k, c in majorant))
    if field.rigorous:
        raise ValueError("a rigorous expectation under a law with tails needs a majorant")
    if field.certainly_less(field.zero, mass):
        raise NotConverged("the law has mass beyond the field's digits outside its pieces")
    return core


def _over(
    field: Field[T],
    piece: Piece[T] | Bell[T] | Atoms[T],
    f: Callable[[T], T],
    kinks: Sequence[T],
) -> T:
    if isinstance(piece, Atoms):
        return field.total(f(x) * w for x, w in zip(piece.points, piece.weights, strict=True))
    if isinstance(piece, Bell):
        return _over_bell(field, piece, f, kinks)
    ends = [piece.lo, *_breaks(field, piece, kinks), piece.hi]
    parts = zip(ends, ends[1:], strict=False)
    return field.total(_between(field, piece, f, lo, hi) for lo, hi in parts)


def _over_bell(field: Field[T], bell: Bell[T], f: Callable[[T], T], kinks: Sequence[T]) -> T:
    """The integral in one go where nothing breaks it, else over its halves."""
    halves = (bell.left, bell.right)
    if not any(_breaks(field, half, kinks) for half in halves):
        left, right = (_stretched(bell, half, f) for half in halves)
        whole = field.trapezoid(left, right, bell.lo, bell.hi)
        if whole is not None:
            return whole
    return field.total(_over(field, half, f, kinks) for half in halves)


def _stretched(bell: Bell[T], half: Piece[T], f: Callable[[T], T]) -> Callable[[T], T]:
    integrand = _integrand(half, f, half.point(bell.left.hi))

    def stretched(w: T) -> T:
        u, slope = bell.stretch(w)
        return integrand(u) * slope

    return stretched


def _integrand(piece: Piece[T], f: Callable[[T], T], inside: T) -> Callable[[T], T]:
    """f(point(u)) weight(u), with f as it is between the kinks around a point inside."""
    branch = f.branch(inside) if isinstance(f, Kinked) else f
    g = f if branch is None else branch
    return lambda u: g(piece.point(u)) * piece.weight(u)


def _breaks(field: Field[T], piece: Piece[T], kinks: Sequence[T]) -> list[T]:
    """The kinks that may lie in a piece, in order.

    Kinks whose order cannot be told become one enclosure of all of them, listed twice, so that the
    integral between them is enclosed too.
    """
    charted = [u for u in map(piece.chart, kinks) if _may_be_inside(field, piece, u)]
    groups: list[list[T]] = []
    for u in sorted(charted, key=lambda u: float(field.midpoint_str(u))):
        if groups and not field.certainly_less(groups[-1][0], u):
            groups[-1] = [field.hull(groups[-1][0], u)] * 2
        else:
            groups.append([u])
    return [u for group in groups for u in group]


def _between(field: Field[T], piece: Piece[T], f: Callable[[T], T], lo: T, hi: T) -> T:
    """The part of an integral between two kinks, where f is one analytic function.

    The ends may be balls: a kink at the end of a piece lies at some number in both.
    """
    return integrate(field, _integrand(piece, f, piece.point((lo + hi) / 2)), lo, hi)


def _may_be_inside(field: Field[T], piece: Piece[T], u: T) -> bool:
    return not (field.certainly_less(u, piece.lo) or field.certainly_less(piece.hi, u))


def entropy_density(field: Field[T], p: Law[T]) -> T:
    """Differential entropy -∫ p log p."""
    return cross_entropy_density(field, p, p)


def cross_entropy_density(field: Field[T], p: Law[T], q: Law[T]) -> T:
    """Cross-entropy -∫ p log q; ∞ where q = 0 on a part of the support of p."""
    if (heights := _heights(p, q)) is not None:
        return finite.cross_entropy(field, *heights)
    if not dominated(field, p, q):
        return field.infinity
    log_q = q.log_density(field)
    kinks = q.kinks(field)
    return expectation(field, p, pointwise(operator.neg, log_q), _majorant(field, q), kinks=kinks)


def kl_density(field: Field[T], p: Law[T], q: Law[T]) -> T:
    """Kullback-Leibler divergence ∫ p log(p/q); ∞ where q = 0 on a part of the support of p."""
    if (heights := _heights(p, q)) is not None:
        return finite.kl(field, *heights)
    if not dominated(field, p, q):
        return field.infinity
    kinks = [*p.kinks(field), *q.kinks(field)]
    return expectation(field, p, log_ratio(field, p, q), _majorant(field, p, q), kinks=kinks)


def js_density(field: Field[T], p: Law[T], q: Law[T]) -> T:
    """Jensen-Shannon divergence ½∫ p log(p/m) + ½∫ q log(q/m), m = (p+q)/2, on one support.

    With t = log(q/p) the first integrand is p·log(2/(1+eᵗ)), and |log(2/(1+eᵗ))| ≤ log 2 + |t|.
    """
    if (heights := _heights(p, q)) is not None:
        return finite.js(field, *heights)
    if not (dominated(field, p, q) and dominated(field, q, p)):
        raise ValueError("different supports: split them into cells")
    log2 = field.log(field.rational(2))
    kinks, majorant = [*p.kinks(field), *q.kinks(field)], _majorant(field, p, q, plus=log2)

    def half(a: Law[T], b: Law[T]) -> T:
        half = pointwise(lambda t: log2 - field.log(1 + field.exp(t)), log_ratio(field, b, a))
        return expectation(field, a, half, majorant, kinks=kinks)

    return (half(p, q) + half(q, p)) / 2


def log_ratio(field: Field[T], p: Law[T], q: Law[T]) -> Callable[[T], T]:
    """The function log p - log q, where both are positive."""
    return pointwise(operator.sub, p.log_density(field), q.log_density(field))


def dominated(field: Field[T], p: Law[T], q: Law[T]) -> bool:
    """Whether the support of p lies in that of q; refused where an enclosure cannot tell."""
    if p is q:
        return True
    (p_lo, p_hi), (q_lo, q_hi) = p.support(field), q.support(field)
    return _covers(field, q_lo, p_lo, 1) and _covers(field, q_hi, p_hi, -1)


def _covers(field: Field[T], outer: T | None, inner: T | None, inward: int) -> bool:
    """Whether an end of a support lies beyond another's; None is the infinite end."""
    if outer is None or inner is None:
        return outer is None
    gap = inward * (inner - outer)
    if field.certainly_less(gap, field.zero):
        return False
    if field.rigorous and not (field.certainly_positive(gap) or field.is_zero(gap)):
        raise OutOfDomain("cannot tell whether two ends of supports agree", certain=False)
    return True


def _heights(p: Law[T], q: Law[T]) -> tuple[Sequence[T], Sequence[T]] | None:
    """The finite laws behind two piecewise constant densities."""
    if isinstance(p, Cells) and isinstance(q, Cells):
        return p.heights, q.heights
    return None


def _majorant(field: Field[T], *laws: Law[T], plus: T | None = None) -> Majorant[T] | None:
    """A majorant of every ± log p ± log q … plus a constant, where the field needs one."""
    if not field.rigorous:
        return None
    constant: Majorant[T] = [] if plus is None else [(0, plus)]
    return [*constant, *(term for law in laws for term in law.log_majorant(field))]
