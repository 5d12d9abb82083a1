"""Laws and measures as they are written: p, p(x), q(z|x), (P + Q)/2, N(μ, σ²)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Add, Expr, Mul, oo, simplify, sqrt, sympify

from derivecheck.language import (
    Beta,
    Density,
    Exponential,
    Gamma,
    JointLaw,
    Law,
    Measure,
    Mixture,
    NamedLaw,
    Normal,
    Outcomes,
    Poisson,
    StatementError,
    Uniform,
    bernoulli,
)
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.frame import ANY, DEEPEST, Bound, Frame, NotUnderstood
from derivecheck.reading.letters import (
    Call,
    is_index,
    is_letter,
    is_parameter,
    key_of,
    split_arguments,
    variable_of,
)
from derivecheck.reading.symbols import NAMED_LAWS, Declared, usage_of
from derivecheck.terms.written import conditional

Scalar = Callable[[Frame, t.Tree], Expr]
Values = dict[str, Expr]


@dataclass(frozen=True)
class Weight:
    """A measure of some variables: its value at a point, and the law where it is one of one."""

    variables: tuple[str, ...]
    value: Callable[[Values], Expr]
    law: Measure | None = None


def call_in(tree: t.Tree) -> Call | None:
    """The letter and bracket that a tree is, if it is just that."""
    tree = t.bare(tree)
    if isinstance(tree, t.Row) and len(tree.items) == 2:
        letter, bracket = tree.items
        if is_letter(letter) and isinstance(bracket, t.Bracket):
            return Call(letter, bracket)
    return None


def is_law(frame: Frame, tree: t.Tree) -> bool:
    """Whether a tree is the letter of a law."""
    return frame.is_law(key_of(tree))


# --- values of laws


def law_value(frame: Frame, call: Call, scalar: Scalar) -> Expr:
    """p(x), p(x, z), p(z|x) as a number: a marginal, or a quotient of marginals."""
    key = key_of(call.letter)
    assert key is not None
    use = usage_of(call)
    name = frame.law_name(key, use.parameters)
    before, after, _ = split_arguments(call.bracket)
    given = [a for a in after if not is_parameter(a)]
    values = [argument(frame, a, scalar) for a in before]
    known = [argument(frame, a, scalar) for a in given]
    if named := named_law(frame, name, call.letter, scalar, use.variables):
        if len(values) != 1:
            raise NotUnderstood(f"{key} is a law of one variable", call.bracket)
        return named.at(values[0][1])
    if frame.is_kernel(name):
        return kernel(frame, name, known[0][1]).at(values[0][1])
    law = frame.law(name)
    if not isinstance(law, JointLaw):
        if len(values) != 1:
            raise NotUnderstood(f"{key} is called with several variables only here", call.bracket)
        return law.at(require_outcome(frame, law, values[0], call.bracket))
    return _quotient(frame, law, dict(values), dict(known), call)


def kernel(frame: Frame, name: str, given: Expr) -> Density:
    """A law of one variable for every value of another."""
    frame.doubt_of_words(name)
    law = Density(name, given, *frame.parameters_of(name))
    frame.given.setdefault((name, "kernel"), law)
    return law


def _quotient(frame: Frame, law: JointLaw, values: Values, known: Values, call: Call) -> Expr:
    both = {**values, **known}
    if len(both) < len(values) + len(known) or set(both) - set(law.variables):
        raise NotUnderstood("a variable stands twice", call.bracket)
    del frame
    return conditional(law.at(**both), law.at(**known)) if known else law.at(**both)


def argument(frame: Frame, tree: t.Tree, scalar: Scalar) -> tuple[str, Expr]:
    """The variable that an argument of a law is, and its value, a point where laws live."""
    name, value = _argument(frame, tree, scalar)
    if frame.reading.space == "line" and value.is_integer is True and not value.is_number:
        raise NotUnderstood(f"{name} is no point of the line here", tree)
    return name, value


def _argument(frame: Frame, tree: t.Tree, scalar: Scalar) -> tuple[str, Expr]:
    """The variable that an argument of a law is, and its value."""
    tree = t.bare(tree)
    if isinstance(tree, t.Compare) and tree.relation == "=":
        said = variable_of(tree.left)
        value = t.bare(tree.right)
        if said is not None and isinstance(value, t.Number) and value.text.isdigit():
            return said, frame.outcome(said, int(value.text), tree)
        said, _ = _argument(frame, tree.left, scalar)
        return said, _argument(frame, tree.right, scalar)[1]
    name = variable_of(tree)
    if name is None or frame.is_called(key_of(tree)):
        raise NotUnderstood("this is no variable of a law", tree)
    key = key_of(tree)
    for candidate in (key, name):
        if candidate is not None and candidate in frame.env:
            return name, _within(frame, name, frame.env[candidate])
    if isinstance(tree, t.Scripted) and is_index(tree.sub):
        i = key_of(tree.sub)
        assert i is not None
        if i in frame.env:
            return name, _within(frame, name, frame.env[i])
        if frame.reading.space == "outcomes" and i not in frame.times:
            return name, frame.variable(i)
    return name, frame.variable(name)


def _within(frame: Frame, name: str, bound: Bound) -> Expr:
    """A bound variable as an outcome: its range must be that of the outcomes."""
    if bound.lo is not None and bound.lo not in (1, -oo):
        raise NotUnderstood(f"outcomes are counted from 1, this sum starts at {bound.lo}")
    if bound.hi is not None and bound.hi not in (oo, frame.size(name)):
        raise NotUnderstood(f"a sum to {bound.hi} over the {frame.size(name)} outcomes of {name}")
    return bound.expr


def require_outcome(frame: Frame, law: Any, value: tuple[str, Expr], tree: t.Tree) -> Expr:
    """The value as a point of the law's space."""
    expr = value[1]
    if isinstance(law.space, Outcomes) and expr.is_integer is not True:
        raise NotUnderstood(f"{value[0]} is no outcome here", tree)
    if frame.reading.space == "line" and expr.is_integer is True and not expr.is_number:
        raise NotUnderstood(f"{value[0]} is no point of the line here", tree)
    return expr


def named_law(
    frame: Frame, name: str, tree: t.Tree, scalar: Scalar, variables: tuple[str, ...] = ()
) -> Law | None:
    """The law that the note says a law is, or its variable has if that has one law."""
    if (made := mixture(frame, name, scalar)) is not None:
        return made
    found = frame.declared(name)
    if found is None and len(variables) == 1 and name.partition("_")[0] in LETTERS_OF_LAWS:
        usages = frame.symbols.usages.items()
        alone = [k for k, us in usages if any(variables == u.variables for u in us)]
        own = all(k.partition("_")[0] in LETTERS_OF_LAWS for k in alone)
        found = frame.declared(variables[0]) if len(alone) == 1 or own else None
    return None if found is None else read_or_doubted(frame, found, scalar)


def read_or_doubted(frame: Frame, declared: Declared, scalar: Scalar) -> Law | None:
    """A declared law; where it cannot be read the law is any, and what fails is not sure."""
    try:
        return written_law(frame, declared.law, scalar)
    except NotUnderstood as error:
        frame.doubts.setdefault(declared.key, f"line {declared.line}: {error.why}")
        return None


def written_law(frame: Frame, tree: t.Tree, scalar: Scalar) -> Law | None:
    """N(μ, σ²) and its like; None where the tree is something else."""
    call = call_in(tree)
    if call is None or key_of(call.letter) not in NAMED_LAWS:
        return None
    arguments = [*call.bracket.items]
    if call.bracket.separators[:1] in ((";",), ("|",)):
        arguments = arguments[1:]
    make = KNOWN.get(key_of(call.letter) or "")
    if make is None:
        raise NotUnderstood(f"the law {key_of(call.letter)} is not read", tree)
    if make in (bernoulli, _uniform) and frame.reading.space == "line":
        raise NotUnderstood(f"{key_of(call.letter)} lives on another space", tree)
    try:
        law = make(*(scalar(frame, a) for a in arguments))
        return frame.assume(("law", law), law) if isinstance(law, NamedLaw | Normal) else law
    except (StatementError, TypeError) as error:
        raise NotUnderstood(str(error), tree) from None


def _normal(mean: Expr, variance: Expr) -> Normal:
    """N(μ, σ²) by mean and variance."""
    return Normal(mean, simplify(sqrt(variance)))


def _uniform(first: Expr, last: Expr) -> Uniform:
    """U(1, n) on the outcomes 1, …, n."""
    if first != 1 or not last.is_integer:
        raise NotUnderstood("a uniform law on other values than 1, …, n")
    return Uniform(last)


LETTERS_OF_LAWS = ("p", "f", "P", "Pr")  # of the law of a variable
KNOWN: dict[str, Callable[..., Law]] = {
    **dict.fromkeys(("N", "cal N", "Normal"), _normal),
    **dict.fromkeys(("Gam", "Gamma"), Gamma),
    **dict.fromkeys(("Exp", "Exponential"), Exponential),
    **dict.fromkeys(("Poiss", "Poisson"), Poisson),
    "Beta": Beta,
    **dict.fromkeys(("cal U", "Unif", "Uniform"), _uniform),
    **dict.fromkeys(("Bern", "Bernoulli"), bernoulli),
}


# --- measures


def weight(frame: Frame, tree: t.Tree, scalar: Scalar) -> Weight:
    """A law or measure as it is written, as an argument of a divergence or below an E."""
    tree = t.bare(tree)
    found = simple(frame, tree, scalar)
    if found is not None:
        return found
    parts = tree.items if isinstance(tree, t.Row) else ()
    if parts and all(is_letter(x) or isinstance(x, t.Bracket) for x in parts):
        return _product(frame, parts, tree, scalar)
    combined = _combination(frame, tree, scalar)
    if combined is None:
        raise NotUnderstood("this is no law", tree)
    return Weight((ANY,), lambda v: combined.at(v[ANY]), combined)


def simple(frame: Frame, tree: t.Tree, scalar: Scalar) -> Weight | None:
    """One law: p, p(x), q(z|x), N(μ, σ²), x ∼ p; None where the tree is something else."""
    tree = t.bare(tree)
    if isinstance(tree, t.Compare) and tree.relation == "~":
        return simple(frame, tree.right, scalar)
    if written := written_law(frame, tree, scalar):
        return Weight((ANY,), lambda v: written.at(v[ANY]), written)
    call = call_in(tree)
    if call is not None and is_law(frame, call.letter):
        return _called(frame, call, scalar)
    return _bare(frame, tree, scalar) if is_law(frame, tree) else None


def _bare(frame: Frame, tree: t.Tree, scalar: Scalar) -> Weight:
    """A law by its letter alone."""
    key = key_of(tree)
    assert key is not None
    name = frame.law_name(key)
    if named := named_law(frame, name, tree, scalar):
        return Weight((ANY,), lambda v: named.at(v[ANY]), named)
    law = frame.law(name)
    if isinstance(law, JointLaw):
        return Weight(law.variables, lambda v: law.at(**v))
    return Weight((frame.variable_of_law(name),), lambda v: law.at(*v.values()), law)


def mixture(frame: Frame, key: str, scalar: Scalar) -> Law | None:
    """The mixture that the note says a law is: m = (p + q)/2."""
    found = frame.symbols.mixture(key, frame.start)
    if found is None or frame.depth > DEEPEST:
        return None
    frame.depth += 1
    frame.add_usages(found.body)
    combined = _combination(frame, found.body, scalar)
    frame.depth -= 1
    return combined if isinstance(combined, Law) else None


def _called(frame: Frame, call: Call, scalar: Scalar) -> Weight:
    """p(x), p(x, y), q(z|x): the law of the variables before the bar."""
    key = key_of(call.letter)
    assert key is not None
    use = usage_of(call)
    name = frame.law_name(key, use.parameters)
    before, after, _ = split_arguments(call.bracket)
    if named := named_law(frame, name, call.letter, scalar, use.variables):
        return Weight(use.variables, lambda v: named.at(*v.values()), named)
    given = dict(argument(frame, a, scalar) for a in after if not is_parameter(a))
    if frame.is_kernel(name):
        (value,) = given.values()
        one = kernel(frame, name, value)
        return Weight(use.variables, lambda v: one.at(*v.values()), one)
    law = frame.law(name)
    if not isinstance(law, JointLaw):
        if len(use.variables) != 1 or len(before) != 1:
            raise NotUnderstood("this is no variable of a law", call.bracket)
        return Weight(use.variables, lambda v: law.at(*v.values()), law)
    if len(use.variables) != len(before) or len(set(use.variables)) < len(before):
        raise NotUnderstood("this is no list of variables", call.bracket)
    single = law.law(use.variables[0], **given) if len(before) == 1 else None
    if not given:
        return Weight(use.variables, lambda v: law.at(**v), single)
    return Weight(
        use.variables, lambda v: conditional(law.at(**v, **given), law.at(**given)), single
    )


def _product(frame: Frame, row_items: tuple[t.Tree, ...], row: t.Tree, scalar: Scalar) -> Weight:
    """p(x) p(y): the product of laws of different variables."""
    parts, items = [], list(row_items)
    while items:
        pair = t.Row(row.place, (items.pop(0), items.pop(0))) if len(items) > 1 else row
        call = call_in(pair)
        if pair is row or call is None or not is_law(frame, call.letter):
            raise NotUnderstood("this is no product of laws", row)
        parts.append(_called(frame, call, scalar))
    names = tuple(n for p in parts for n in p.variables)
    if len(set(names)) < len(names):
        raise NotUnderstood("a product of laws of the same variable is no law", row)

    def value(v: Values) -> Expr:
        return Mul(*[p.value({n: v[n] for n in p.variables}) for p in parts])

    return Weight(names, value)


def _combination(frame: Frame, tree: t.Tree, scalar: Scalar) -> Measure | None:
    """(P + Q)/2, λp + (1 - λ)q: a mixture where the weights sum to one."""
    terms = _terms(frame, tree, scalar)
    if terms is None:
        return None
    weights = [w for w, _ in terms]
    if simplify(Add(*weights) - 1) == 0 and all(isinstance(m, Law) for _, m in terms):
        for w in weights:
            if w.is_Symbol and w.is_positive is not True:
                frame.doubts.setdefault(str(w), f"nothing says that {w} is between 0 and 1")
        return Mixture(*terms)
    result: Any = None
    for w, m in terms:
        result = m * w if result is None else result + m * w
    return result


def _terms(frame: Frame, tree: t.Tree, scalar: Scalar) -> list[tuple[Expr, Measure]] | None:
    """Weights and laws of a linear combination; None where it is none."""
    tree = t.bare(tree)
    if isinstance(tree, t.Sum):
        found: list[tuple[Expr, Measure]] = []
        for sign, item in zip(tree.signs, tree.items, strict=True):
            below = _terms(frame, item, scalar)
            if below is None or sign == "-":
                return None
            found += below
        return found
    if isinstance(tree, t.Fraction_):
        above = _terms(frame, tree.above, scalar)
        if above is None:
            return None
        if _has_law(frame, tree.below):
            return _ratio(frame, tree, scalar)
        return [(w / scalar(frame, tree.below), m) for w, m in above]
    if isinstance(tree, (t.Row, t.Product)) and call_in(tree) is None:
        return _scaled(frame, tree, scalar)
    found_weight = simple(frame, tree, scalar)
    if found_weight is None or found_weight.law is None:
        return None
    return [(sympify(1), found_weight.law)]


def _ratio(frame: Frame, tree: t.Fraction_, scalar: Scalar) -> list[tuple[Expr, Measure]] | None:
    above, below = (_combination(frame, x, scalar) for x in (tree.above, tree.below))
    return None if above is None or below is None else [(sympify(1), above / below)]


def _scaled(
    frame: Frame, tree: t.Row | t.Product, scalar: Scalar
) -> list[tuple[Expr, Measure]] | None:
    """Numbers times a law that comes last."""
    if isinstance(tree, t.Product) and "/" in tree.operators:
        return None
    items = list(tree.items)
    cut = len(items) - 1
    if isinstance(tree, t.Row) and isinstance(items[-1], t.Bracket) and is_law(frame, items[-2]):
        cut -= 1
    tail: t.Tree = items[cut] if cut == len(items) - 1 else t.Row(tree.place, tuple(items[cut:]))
    if cut == 0 or any(_has_law(frame, x) for x in items[:cut]):
        return None
    below = _terms(frame, tail, scalar)
    if below is None:
        return None
    factor = Mul(*[scalar(frame, x) for x in items[:cut]])
    return [(factor * w, m) for w, m in below]


def _has_law(frame: Frame, tree: t.Tree) -> bool:
    return any(is_law(frame, x) for x in tree.walk() if is_letter(x))
