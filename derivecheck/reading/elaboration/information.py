"""The heads of information theory as notes write them: entropies, divergences, information."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Lambda, S, Symbol, log

from derivecheck.language import CE, JS, KL, H, JointLaw, Law, Pointwise, StatementError
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.frame import ANY, Frame, NotUnderstood, random_variables
from derivecheck.reading.elaboration.laws import (
    Scalar,
    Values,
    Weight,
    argument,
    read_or_doubted,
    weight,
)
from derivecheck.reading.letters import Call, split_arguments, variable_of
from derivecheck.reading.symbols import DIVERGENCES, ENTROPIES, INFORMATION, head_of
from derivecheck.terms.written import conditional

JENSEN = frozenset(["JS", "JSD", "D_JS", "D_JSD"])


def head(frame: Frame, key: str, call: Call, scalar: Scalar) -> Expr | None:
    """The value of a head at its arguments; None where the letter is something else here."""
    bracket = call.bracket
    key, law = head_of(frame.symbols, key)
    try:
        if "||" in bracket.separators and len(bracket.items) == 2:
            value = _divergence(frame, key, bracket, scalar)
        elif (
            key in INFORMATION
            and len(bracket.items) > 1
            and random_variables(frame.symbols, bracket)
        ):
            value = mutual_information(frame, bracket, law)
        elif key in ENTROPIES:
            value = _entropy(frame, key, bracket, scalar, law)
        elif key in DIVERGENCES and len(bracket.items) == 2 and key not in ("D",):
            value = _divergence(frame, key, bracket, scalar)
        else:
            return None
    except StatementError as error:
        raise NotUnderstood(str(error), bracket) from None
    return None if value is None else value / _base(frame)


def _base(frame: Frame) -> Expr:
    base = frame.reading.base
    if base == "e":
        return S.One
    return log(Integer(base)) if base.isdigit() else log(Symbol(base, positive=True))


def _divergence(frame: Frame, key: str, bracket: t.Bracket, scalar: Scalar) -> Expr:
    if key not in DIVERGENCES:
        raise NotUnderstood(f"the divergence {key}", bracket)
    p, q = (weight(frame, x, scalar) for x in bracket.items)
    functional = JS if key in JENSEN else KL
    if isinstance(p.law, Law) and q.law is not None:
        return functional(p.law, q.law)
    names = p.variables
    if isinstance(p.law, Law) and len(names) == 1 and names[0] in q.variables:
        return functional(p.law, _slice(frame, q, names[0], p.law))
    if functional is JS or set(names) != set(q.variables) or ANY in names:
        raise NotUnderstood("a divergence of laws of different variables", bracket)
    return spread(frame, names, lambda v: p.value(v) * log(p.value(v) / q.value(v)))


def _slice(frame: Frame, q: Weight, name: str, p: Law) -> Pointwise:
    """A law of several variables as a measure of one of them, at the values of the others."""
    known = {v: frame.variable(v) for v in q.variables if v != name}
    x = Symbol("_", **p.space.variable().assumptions0)
    return Pointwise(Lambda(x, q.value({**known, name: x})), p.space)


def spread(
    frame: Frame, names: tuple[str, ...], f: Callable[[Values], Expr], values: Values | None = None
) -> Expr:
    """The sum or integral over several variables."""
    known = values or {}
    if not names:
        return f(known)
    space = frame.space(names[0])
    return space.functional(lambda x: spread(frame, names[1:], f, {**known, names[0]: x}))


# --- entropies


def _entropy(
    frame: Frame, key: str, bracket: t.Bracket, scalar: Scalar, law: str | None
) -> Expr | None:
    items = [t.bare(x) for x in bracket.items]
    if any(isinstance(x, t.Compare) for x in items):
        return _at_values(frame, bracket, scalar)
    if random_variables(frame.symbols, bracket):
        return _of_variables(frame, bracket, scalar, law)
    if key in ("Entropy", "Ent") and len(items) > 1:
        raise NotUnderstood(f"{key} of two laws: a cross-entropy or a joint entropy", bracket)
    if key in ("CrossEntropy", "CE") or len(items) == 2 and bracket.separators == (",",):
        p, q = (weight(frame, x, scalar) for x in items)
        if not isinstance(p.law, Law) or q.law is None:
            raise NotUnderstood("a cross-entropy of laws of several variables", bracket)
        return CE(p.law, q.law)
    if len(items) != 1:
        return None
    found = weight(frame, items[0], scalar)
    if isinstance(found.law, Law):
        return H(found.law)
    return spread(frame, found.variables, lambda v: -found.value(v) * log(found.value(v)))


def law_of_variables(
    frame: Frame, names: tuple[str, ...], law: str | None = None
) -> JointLaw | Law:
    """The law of random variables: the one that the head names, or the note's."""
    return frame.law(frame.law_of(names) if law is None else frame.law_name(law))


def _of_variables(frame: Frame, bracket: t.Bracket, scalar: Scalar, said: str | None) -> Expr:
    """H(X), H(X, Y), H(X|Y) of random variables."""
    separators = bracket.separators
    cut = separators.index("|") + 1 if "|" in separators else len(bracket.items)
    names = tuple(variable_of(x) or "" for x in bracket.items)
    before, after = names[:cut], names[cut:]
    if "" in names or set(separators) - {",", "|"} or len(set(names)) < len(names):
        raise NotUnderstood("an entropy of no list of variables", bracket)
    for name in names:
        _doubt_of_definition(frame, name)
    declared = frame.declared(names[0]) if len(names) == 1 and said is None else None
    if declared is not None and (named := read_or_doubted(frame, declared, scalar)):
        return H(named)
    law = law_of_variables(frame, names, said)
    if not isinstance(law, JointLaw):
        return H(law)
    if len(before) == 1 and not after:
        return H(law.law(before[0]))
    return spread(
        frame, names, lambda v: -law.at(**v) * log(law.at(**v) / law.at(**{k: v[k] for k in after}))
    )


def _at_values(frame: Frame, bracket: t.Bracket, scalar: Scalar) -> Expr:
    """H(Y | X = x), where X has one of its values."""
    before, after, _ = split_arguments(bracket)
    names = tuple(variable_of(x) or "" for x in before)
    given = dict(argument(frame, x, scalar) for x in after if isinstance(t.bare(x), t.Compare))
    law = law_of_variables(frame, (*names, *given))
    if len(given) < len(after) or "" in names or not isinstance(law, JointLaw):
        raise NotUnderstood("an entropy at values of no list of variables", bracket)

    def term(v: Values) -> Expr:
        value = conditional(law.at(**v, **given), law.at(**given))
        return -value * log(value)

    return spread(frame, names, term)


def _doubt_of_definition(frame: Frame, name: str) -> None:
    """The law of a variable that is defined by another, Y = g(X), is not any law."""
    definition = frame.symbols.definition(name.upper(), frame.start)
    if definition is not None:
        why = f"line {definition.line} defines {name.upper()} by something else"
        frame.doubts.setdefault(name.upper(), why)


def mutual_information(frame: Frame, bracket: t.Bracket, said: str | None = None) -> Expr:
    """I(X; Y) and I(X; Y|Z)."""
    groups: list[list[str]] = [[], [], []]
    where, first = 0, ";" if ";" in bracket.separators else ","
    for k, x in enumerate(bracket.items):
        separator = bracket.separators[k - 1] if k else ""
        where = {first: 1, "|": 2}.get(separator, where)
        name = variable_of(x)
        if name is None:
            raise NotUnderstood("no variable of a mutual information", x)
        groups[where].append(name)
    a, b, c = (tuple(g) for g in groups)
    names = (*a, *b, *c)
    law = law_of_variables(frame, names, said)
    if not isinstance(law, JointLaw) or len(set(names)) < len(names):
        raise NotUnderstood("a mutual information of one variable", bracket)

    def some(v: Values, chosen: tuple[str, ...]) -> Expr:
        return law.at(**{k: v[k] for k in chosen})

    def term(v: Values) -> Expr:
        ratio = some(v, names) * some(v, c) / (some(v, (*a, *c)) * some(v, (*b, *c)))
        return some(v, names) * log(ratio)

    return spread(frame, names, term)


__all__ = ["Weight", "head", "mutual_information", "spread"]
