r"""Slips with laws: swapped, wrong, or conditional where the marginal or the joint is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, combinations, permutations, product
from typing import Any

from sympy import Expr, Function, Indexed, IndexedBase, Mul, S
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import RealFunction
from derivecheck.language.functionals import CE, JS, KL, Divergence, Expectation, H, Routine, Slot
from derivecheck.language.laws.finite import FiniteLaw, midpoint
from derivecheck.language.laws.joint import Slice
from derivecheck.language.laws.line import Conditional, Density, Joint, Marginal
from derivecheck.language.measures import Law, Point
from derivecheck.mistakes.places import Place
from derivecheck.mistakes.slips import Given, Rewrite, Slip, each_place
from derivecheck.mistakes.slips_of_variables import conditions, other_marginals
from derivecheck.terms.kernels import open_kernels
from derivecheck.terms.written import conditional


@each_place
def swapped_arguments(place: Place, given: Given) -> Iterator[Rewrite]:
    """F(Q, P) for F(P, Q)."""
    node = place.node
    if isinstance(node, Divergence) and isinstance(node.args[1], Law):
        p, q = node.args
        yield Slip.LAWS, "the arguments of the divergence are swapped", node.func(q, p)


@each_place
def confused_functionals(place: Place, given: Given) -> Iterator[Rewrite]:
    """Entropy, cross-entropy and divergence taken for one another."""
    node = place.node
    if isinstance(node, CE):
        yield Slip.FUNCTIONAL, "a cross-entropy stands for a divergence", KL(*node.args)
        for law in filter(_is_law, node.args):
            yield Slip.FUNCTIONAL, "a cross-entropy stands for an entropy", H(law)
    elif isinstance(node, KL):
        yield Slip.FUNCTIONAL, "a divergence stands for a cross-entropy", CE(*node.args)
        if _is_law(node.args[1]):
            yield Slip.FUNCTIONAL, "KL stands for JS", JS(*node.args)
    elif isinstance(node, JS):
        yield Slip.FUNCTIONAL, "JS stands for KL", KL(*node.args)
    elif isinstance(node, H):
        for law in _plain_laws(given):
            if law != node.args[0] and law.space == node.args[0].space:
                for pair in permutations((law, node.args[0])):
                    yield Slip.FUNCTIONAL, "an entropy stands for a cross-entropy", CE(*pair)
    elif isinstance(node, Routine) and node.name in LOOKALIKES:
        other = LOOKALIKES[node.name]
        wrong = f"the routine {node.name} stands for {other}"
        yield Slip.FUNCTIONAL, wrong, Routine(other, *node.args[1:])


LOOKALIKES = {"nll_loss": "cross_entropy", "softmax": "log_softmax"}
LOOKALIKES |= {other: one for one, other in LOOKALIKES.items()}


def _is_law(measure: object) -> bool:
    return isinstance(measure, Law)


def _plain_laws(given: Given) -> list[Law]:
    return [a for a in given if isinstance(a, (FiniteLaw, Density))]


@each_place
def wrong_laws(place: Place, given: Given) -> Iterator[Rewrite]:
    """One law of a mean, an entropy or a divergence exchanged for another."""
    node = place.node
    if not isinstance(node, (Expectation, H, Divergence)):
        return
    slots = (0,) if isinstance(node, (Expectation, H)) else (0, 1)
    for k in slots:
        for law in _laws_beside(node.args[k], given):
            kind = Slip.CONDITIONAL if isinstance(law, _OF_JOINT) else Slip.LAWS
            args = (*node.args[:k], law, *node.args[k + 1 :])
            yield kind, _wrong_law(node.args[k], law), node.func(*args)


def _wrong_law(stands: Expr, meant: Law) -> str:
    if isinstance(stands, Marginal) and isinstance(meant, Conditional):
        return "wrong laws: a marginal law stands for a conditional one"
    return "wrong laws: one law stands for another"


_OF_JOINT = (Marginal, Conditional, Slice)


@each_place
def wrong_values(place: Place, given: Given) -> Iterator[Rewrite]:
    """The value of one law or function taken for that of another at the same point."""
    kind = next((k for k in VALUED if isinstance(place.node, k)), None)
    if kind is None:
        return
    x = place.node.args[0 if kind is AppliedUndef else -1]
    declared = [a for a in given if isinstance(a, VALUED[kind])]
    for own in (a for a in declared if a.at(x) == place.node):
        for other in declared:
            if own.args[1:] == other.args[1:] or kind is AppliedUndef:
                name = f"${own.name}$ stands for ${other.name}$"
                yield Slip.LAWS, name, other.at(x)


@each_place
def wrong_joints(place: Place, given: Given) -> Iterator[Rewrite]:
    """The value of one joint density, or of its marginal, taken for that of another."""
    node = place.node
    joints = [a for a in given if isinstance(a, Joint)]
    for own, other in permutations(joints, 2) if isinstance(node, AppliedUndef) else ():
        for mine, others in zip(_values(own), _values(other), strict=True):
            if mine(node.args) == node:
                yield Slip.LAWS, f"${own.name}$ stands for ${other.name}$", others(node.args)


def _values(joint: Joint) -> tuple[Callable[[tuple[Expr, ...]], Expr], ...]:
    """The joint density and its marginals, at as many points as there are."""
    return (
        lambda points: joint.at(*points) if len(points) == 2 else None,
        lambda points: joint.of_x.at(*points) if len(points) == 1 else None,
        lambda points: joint.of_z.at(*points) if len(points) == 1 else None,
    )


VALUED: dict[Any, tuple[Any, ...]] = {AppliedUndef: (Density, RealFunction), Indexed: (FiniteLaw,)}


def _laws_beside(law: Expr, given: Given) -> list[Law]:
    """The other laws that may have been meant: declared ones, and those of the same joint."""
    if not isinstance(law, Law):
        return []
    if isinstance(law, Conditional):
        joint, axis, value = law.args
        return [Marginal(joint, axis), Conditional(joint, 1 - axis, value)]
    if isinstance(law, Marginal):
        joint, axis = law.args
        points = {s for a in given for s in a.atoms(Point)}
        return [
            *(m for m in (joint.of_x, joint.of_z) if m != law),
            *(Conditional(joint, axis, x) for x in sorted(points, key=str)),
            *_plain_laws(given),
        ]
    if isinstance(law, Slice):
        joint, variable, *known = law.args
        values = {str(name): value for name, value in known}
        rest = [v for v in joint.variables if v not in (str(variable), *values)]
        return [joint.law(v, **values) for v in rest]
    others: list[Law] = _plain_laws(given) if isinstance(law, (FiniteLaw, Density)) else []
    others += [m for a in given if isinstance(a, Joint) for m in (a.of_x, a.of_z)]
    return [o for o in others if o != law and o.space == law.space]


def exchanged_laws(e: Expr, given: Given) -> Iterator[Rewrite]:
    """P for Q and Q for P all over."""
    for p, q in combinations(_plain_laws(given), 2):
        if type(p) is type(q) and p.space == q.space:
            yield (
                Slip.LAWS,
                f"wrong laws: ${p.args[0]}$ and ${q.args[0]}$ are swapped",
                _exchange(e, p, q),
            )


def _exchange(e: Expr, p: Law, q: Law) -> Expr:
    """Both the laws themselves and their values."""
    table: dict[Expr, Expr] = {p: q, q: p}
    for one, other in ((p, q), (q, p)):
        for value in e.atoms(AppliedUndef, IndexedBase):
            if isinstance(value, IndexedBase) and str(value) == str(one.args[0]):
                table[value] = IndexedBase(str(other.args[0]), positive=True)
            elif isinstance(value, AppliedUndef) and str(value.func) == str(one.args[0]):
                table[value] = Function(str(other.args[0]), positive=True)(*value.args)
    return e.xreplace(table)


def conditioned(e: Expr, given: Given) -> Iterator[Rewrite]:
    """A joint, a marginal and the conditional densities taken for one another."""
    e = open_kernels(e)
    for joint in (a for a in given if isinstance(a, Joint)):
        values = sorted(e.atoms(AppliedUndef), key=str)
        found = [
            _of_joint_value(e, node, *_marginals(joint, *node.args))
            for node in values
            if str(node.func) == joint.name
        ]
        for slip, name, meant in chain(*found or [_of_marginal_values(e, joint)]):
            yield slip, name, meant.replace(lambda m: m.is_Mul, partial(_folded, joint))


def _folded(joint: Joint, product: Expr) -> Expr:
    """A product with p(x, z)/p(z) in it as p(x | z)."""
    factors = Mul.make_args(product)
    for node in (f for f in factors if str(f.func) == joint.name):
        for m in (m for m in _marginals(joint, *node.args) if 1 / m in factors):
            return conditional(node, m) * Mul(*[f for f in factors if f not in (node, 1 / m)])
    return product


def _marginals(joint: Joint, x: Expr, z: Expr) -> tuple[Expr, Expr]:
    return joint.of_x.at(x), joint.of_z.at(z)


def _of_joint_value(e: Expr, node: Expr, of_x: Expr, of_z: Expr) -> Iterator[Rewrite]:
    """p(x, z) is divided by a marginal density or no longer, or by the other one."""
    other = {of_x: of_z, of_z: of_x}
    quotients = [m for m in other if e.has(1 / m)]
    for m in quotients:
        name = "wrong conditional: the condition is confused with what is conditioned"
        yield Slip.CONDITIONAL, name, e.xreplace({1 / m: 1 / other[m]})
        name = "a conditional stands for a joint density"
        yield Slip.CONDITIONAL, name, e.xreplace({1 / m: S.One})
        name = "a conditional stands for a marginal density"
        yield Slip.CONDITIONAL, name, e.xreplace({node: of_x * of_z})
    for m in other if not quotients else ():
        name = "a joint stands for a conditional density"
        yield Slip.CONDITIONAL, name, e.xreplace({node: node / m})
    for m in other if node in Mul.make_args(e) and _is_divided_twice(e, *other) else ():
        name = "wrong conditional: the condition is confused with what is conditioned"
        yield Slip.CONDITIONAL, name, e * m / other[m]


def _is_divided_twice(product: Expr, *marginals: Expr) -> bool:
    """Whether one of two quotients is a conditional density, and they are one power."""
    return any(product.as_powers_dict()[m] == -2 for m in marginals)


def _of_marginal_values(e: Expr, joint: Joint) -> Iterator[Rewrite]:
    """p(x) where p(x|z) is meant, at any point z of the expression or of the line."""
    points = sorted((s for s in e.free_symbols if isinstance(s, (Point, Slot))), key=str)
    for x, z in permutations(points, 2):
        for m, condition in permutations(_marginals(joint, x, z)):
            if e.has(m):
                name = "a marginal stands for a conditional density"
                yield Slip.CONDITIONAL, name, e.xreplace({m: joint.at(x, z) / condition})


def slots(e: Expr, given: Given) -> Iterator[Rewrite]:
    """Other laws in the slots of the divergences: the two laws themselves or their midpoint."""
    heads = sorted(e.atoms(KL, JS), key=str)
    laws = _plain_laws(given)
    if not heads or len(heads) > 2 or len(laws) != 2 or laws[0].space != laws[1].space:
        return
    choices = [*laws, midpoint(*laws)]
    fills = [[h.func(p, q) for p, q in product(choices, choices) if p != q] for h in heads]
    for fill in product(*fills):
        changed = e.xreplace(dict(zip(heads, fill, strict=True)))
        yield Slip.LAWS, "wrong laws in the arguments of the divergences", changed


SLIPS_OF_LAWS = (
    swapped_arguments,
    confused_functionals,
    wrong_laws,
    wrong_values,
    wrong_joints,
    exchanged_laws,
    conditioned,
    other_marginals,
    conditions,
)
