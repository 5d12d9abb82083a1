r"""What was left out of one side of an equation: what occurs in the other, or a head of its laws.

Whatever makes an equation true can be called a missing term.  A person drops what stands beside:
a term or a factor of the other side, or an entropy or divergence of the laws that are spoken of.

>>> from sympy import symbols
>>> from derivecheck.language import given
>>> a, b, c = symbols("a b c", positive=True)
>>> [str(e) for _, _, e in missing_terms(given().eq(a + b * c, b * c))]
['a + b*c']
>>> list(missing_terms(given().eq(a + b * c, a * b)))
[]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from sympy import Add, Expr, Mul

from derivecheck.language.functionals import KL, H, unfold
from derivecheck.language.measures import Law
from derivecheck.language.statements import Relation
from derivecheck.mistakes.places import places
from derivecheck.mistakes.slips import Rewrite, Slip
from derivecheck.proof.normal_form import normal_form
from derivecheck.proof.ordering import UnsupportedStatement
from derivecheck.terms.binders import BinderError, canonical_binders
from derivecheck.terms.budget import Stopped

MOST_LAWS = 4


def left_out(says: Relation) -> Iterator[Rewrite]:
    """Right sides with something that was left out put back, the likeliest first."""
    yield from missing_parts(says)
    yield from missing_terms(says)
    yield from missing_heads(says)
    yield from missing_factors(says)


def missing_terms(says: Relation) -> Iterator[Rewrite]:
    """One or two terms of the left side, but not all, that the right side lacks."""
    forms = (unfold(e) for e in (says.lhs, says.lhs - says.rhs))
    try:
        left, rest = (normal_form(form, says.facts).expr for form in forms)
    except (UnsupportedStatement, BinderError, Stopped):
        return
    written, terms = set(Add.make_args(left)), set(Add.make_args(rest))
    if rest != 0 and len(terms) <= 2 and terms < written:
        name = "a term is missing" if len(terms) == 1 else "two terms are missing"
        yield Slip.TERM, name, says.rhs + rest


def missing_parts(says: Relation) -> Iterator[Rewrite]:
    """A sum or a product of the left side that stands on the right without one of its parts."""
    whole = _wholes(says.lhs)
    for place in places(says.rhs):
        for whole_one, slip, name in whole.get(place.node, ()):
            yield slip, name, place.put(whole_one)


Wholes = dict[Expr, list[tuple[Expr, Slip, str]]]


def _wholes(e: Expr) -> Wholes:
    """What is left of every sum and every product without one part, with the whole."""
    found: Wholes = {}
    for form in dict.fromkeys((e, canonical_binders(unfold(e)))):
        for place in places(form):
            if isinstance(place.node, Add):
                for t in place.node.args:
                    entry = (place.node, Slip.TERM, "a term is missing")
                    found.setdefault(place.node - t, []).append(entry)
            elif isinstance(place.node, Mul):
                for f in place.node.args:
                    entry = (place.node, Slip.LOST, "a factor is missing")
                    found.setdefault(place.node / f, []).append(entry)
    return found


def missing_heads(says: Relation) -> Iterator[Rewrite]:
    """An entropy or a divergence of the laws that the statement speaks of, beside something."""
    laws = sorted(says.lhs.atoms(Law) | says.rhs.atoms(Law), key=str)
    if says.rhs == 0 or len(laws) > MOST_LAWS:
        return
    pairs = (pair for pair in permutations(laws, 2) if pair[0].space == pair[1].space)
    heads = [("a divergence is missing", KL(*pair)) for pair in pairs]
    heads += [("an entropy is missing", H(law)) for law in laws]
    for name, head in heads:
        yield Slip.TERM, name, says.rhs + head
        yield Slip.TERM, name, says.rhs - head


def missing_factors(says: Relation) -> Iterator[Rewrite]:
    """A factor that occurs somewhere in the statement, to the whole side or to one term."""
    occur = dict.fromkeys(p.node for e in says.exprs for p in places(e) if _is_factor(p.node))
    for factor in occur:
        for t in dict.fromkeys((says.rhs, *Add.make_args(says.rhs))):
            if t != factor:
                yield Slip.LOST, "a factor is missing", says.rhs - t + t * factor


def _is_factor(node: Expr) -> bool:
    """Whether a person takes it for one thing: no sum, no product, no number."""
    return not (node.is_number or isinstance(node, (Add, Mul)))
