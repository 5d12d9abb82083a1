"""How the laws of a step are called: their names, their variables, and where those have values.

The state of one elaboration begins here; `frame` gives letters their objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Expr, Integer, Symbol

from derivecheck.language import (
    Assumption,
    Outcomes,
)
from derivecheck.language.measures import Integers, Line, Space
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.images import Generator, generators
from derivecheck.reading.elaboration.readings import Reading
from derivecheck.reading.elaboration.sizes import Sizes
from derivecheck.reading.extents import (
    ANY,
    NotUnderstood,
    below_primes,
    converging,
    derived_by,
    sizes,
)
from derivecheck.reading.letters import calls, is_index, is_own_variable, key_of, variable_of
from derivecheck.reading.recurrences import times
from derivecheck.reading.symbols import (
    ENTROPIES,
    INFORMATION,
    KNOWN_HEADS,
    NORMAL,
    Declared,
    Kind,
    Symbols,
    Usage,
    head_of,
    usage_of,
)
from derivecheck.reading.transposes import ranks

AFTER = 300  # characters after a step in which a note may still say what its laws are


@dataclass(frozen=True)
class Bound:
    """A variable that an operator or a mean binds, with the range of its values."""

    expr: Expr
    space: Space | None  # None for an index of numbers alone
    lo: Any = None
    hi: Any = None


@dataclass
class Naming:
    """The part of the state that knows names; ``given`` collects what must be assumed."""

    symbols: Symbols
    reading: Reading
    start: int  # of the step in the text
    trees: tuple[t.Tree, ...]  # all that is read in this frame
    given: dict[Any, Assumption] = field(default_factory=dict)
    env: dict[str, Bound] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)  # letters of uncertain role, and why
    same: dict[str, str] = field(default_factory=dict)  # laws that the words say are equal
    depth: int = 0
    scalar: Callable[..., Expr] | None = None  # the elaborator, for definitions
    end: int = 0  # of the step in the text
    labelled: frozenset[str] = frozenset()  # laws that only the reading tells apart

    def __post_init__(self) -> None:
        self.usages: dict[str, set[Usage]] = {}
        self.labels: dict[str, str] = {}  # parameters of laws under another name
        self.parameters = frozenset(k for tree in self.trees for k in derived_by(tree))
        self.times = times(self.trees)
        self.ranks = ranks(self.trees, self.symbols)
        self.shape = Sizes()
        self.differentiated = frozenset(
            k for tree in self.trees for k in below_primes(tree) if not self.symbols.evidence.get(k)
        )
        self.compared = {k for tree in self.trees for k in letters_compared(tree)}
        self.free: set[str] = set()  # laws whose values are free while a derivative is taken
        self.generators: dict[str, Generator] = {}  # G where f(G(z)) is read
        for tree in self.trees:
            self.add_usages(tree)
        for tree in self.trees:
            self.add_random_variables(tree)
        self.sizes = sizes(self.trees, self.symbols, self.several)
        self.ratios, self.fading = converging(self.trees)

    def is_differentiated(self, key: str) -> bool:
        """Whether something is differentiated by an entry of a letter."""
        return any(p.startswith(f"{key}_") for p in self.parameters)

    def is_law(self, key: str | None) -> bool:
        """Whether a letter is that of a law."""
        return key in self.labelled or self.symbols.is_a(key, Kind.LAW)

    def is_called(self, key: str | None) -> bool:
        """Whether a letter is that of a law which is called in this step: q in q(x)."""
        letters = {key_of(c.letter) for tree in self.trees for c in calls(tree)}
        return key in letters and self.is_law(key)

    def prepare(self, bodies: Iterable[t.Tree]) -> None:
        """Take note of the laws in definitions before any is read: their variables count here."""
        found = tuple(bodies)
        for body in found:
            self.add_usages(body)
        self.times = times((*self.trees, *found))
        self.ranks = ranks((*self.trees, *found), self.symbols)
        self.sizes |= sizes((*self.trees, *found), self.symbols, self.several)

    def add_usages(self, tree: t.Tree) -> None:
        """Take note of how laws are called in a tree that is read in this frame."""
        for call in calls(tree):
            key = key_of(call.letter)
            if key is not None and self.is_law(key) and key not in KNOWN_HEADS:
                use = usage_of(call)
                self.usages.setdefault(self.law_name(key, use.parameters), set()).add(use)
        for part in tree.walk():  # x ∼ p; r_z for the law r of z
            if isinstance(part, t.Compare) and part.relation == "~" and not is_own_variable(part):
                key, name = key_of(t.bare(part.right)), variable_of(part.left)
                if key is not None and name is not None and self.is_law(key):
                    self.usages.setdefault(self.law_name(key), set()).add(Usage((name,), ()))
            variable = entry_of(self.symbols, part)
            if variable is not None and isinstance(part, t.Scripted):
                name = self.law_name(key_of(part.base) or "")
                self.usages.setdefault(name, set()).add(Usage((variable,), ()))
        if self.reading.space == "line":
            for found in generators(tree, self.symbols, self.usages):
                self.generators.setdefault(found.letter, found)

    def add_random_variables(self, tree: t.Tree) -> None:
        """Entropies of random variables are those of the law that the note has of them."""
        for call in calls(tree):
            head, law = head_of(self.symbols, key_of(call.letter) or "")
            if head in ENTROPIES | INFORMATION:
                names = random_variables(self.symbols, call.bracket)
                if names:
                    name = self.law_of(names) if law is None else self.law_name(law)
                    self.usages.setdefault(name, set()).add(Usage(names, ()))
        for part in tree.walk():
            if isinstance(part, t.Compare) and part.relation == "~" and is_own_variable(part):
                name = variable_of(part.left) or ""
                self.usages.setdefault(self.law_of((name,)), set()).add(Usage((name,), ()))

    def law_of(self, names: tuple[str, ...]) -> str:
        """The name of the law of random variables: the one that is called with them, or p."""
        for known in (self.usages, self.symbols.usages):
            keys = [k for k, us in known.items() if any(set(names) & set(_all(u)) for u in us)]
            chosen = next((k for k in ("p", "P") if k in keys), keys[0] if len(keys) == 1 else None)
            if chosen is not None:
                return self.law_name(chosen)
        return self.law_name("p")

    # --- names

    def law_name(self, key: str, parameters: tuple[str, ...] = ()) -> str:
        """The name of a law with its parameters, under the reading."""
        base, _, label = key.partition("_")
        written = "_".join((key, *parameters))
        key = f"{base}_{self.labels[label]}" if label in self.labels else key
        name = "_".join((key, *(self.labels.get(p, p) for p in parameters)))
        if name != written:  # it has the variables of the law that it stands for
            self.usages.setdefault(name, set()).update(self.usages.get(written, ()))
        if self.reading.no_parameters:
            base, _, label = name.partition("_")
            if label in ("theta", "phi", "psi", "omega", ""):
                if label in self.parameters:
                    raise NotUnderstood(f"{key} must keep what it is differentiated by")
                name = base
        letter = name.partition("_")[0]
        if self.reading.one_case and len(letter) == 1:
            name = letter.upper() + name[1:]
        return self.same.get(name, name)

    @contextmanager
    def relabelled(self, labels: dict[str, str]) -> Iterator[None]:
        """Laws p_θ read for a while with another parameter in the place of θ."""
        before, self.labels = self.labels, {**self.labels, **labels}
        try:
            yield
        finally:
            self.labels = before

    @contextmanager
    def binding(self, **names: Bound) -> Iterator[None]:
        """Variables bound for a while."""
        before = dict(self.env)
        self.env.update(names)
        try:
            yield
        finally:
            self.env = before

    def assume(self, key: Any, assumption: Assumption) -> Any:
        """Add an assumption once; one name cannot mean two things."""
        known = self.given.setdefault(key, assumption)
        if known != assumption:
            raise NotUnderstood(f"{key} is used as two different things")
        return known

    def declared(self, key: str) -> Declared | None:
        """The named law of a law or variable that the note has declared up to here."""
        found = self.symbols.law_of(key, max(self.start, self.end))
        if found is not None and found.alone and key not in self.compared:
            return None
        if found is None or not self.reading.indexed:
            return found
        same = (key, *(d.key for d in self.symbols.declared if d.law == found.law))
        index = next((i for k in same if (i := k.partition("_")[2]).isdigit()), "")
        return replace(found, law=_normal_with_index(index, found.law)) if index else found

    def doubt_of_values(self, key: str) -> None:
        """A law whose values the note gives somewhere is not arbitrary there."""
        for d in (*self.symbols.laws, *self.symbols.marginals):
            if d.key == key and d.start < max(self.start, self.end) + AFTER:
                self.doubts.setdefault(key, f"line {d.line} gives values of {key}")

    def doubt_of_words(self, name: str) -> None:
        """A law of which the words of the note say more than that it is one."""
        variables = {v for u in self.usages.get(name, ()) for v in _all(u)}
        for key in (name, *sorted(variables)):
            said = self.symbols.special.get(key)
            if said is not None and said.since <= self.start:
                why = f"line {said.line} says of {key} in words: {said.word!r}"
                self.doubts.setdefault(key, why)

    # --- spaces

    def axes(self, name: str) -> tuple[str, ...]:
        """The variables of a law in this frame; ANY for a law of one variable of any name."""
        used = self.usages.get(name, set())
        variables = tuple(
            dict.fromkeys(v for u in sorted(used, key=str) for v in (*u.variables, *u.given))
        )
        together = any(len(u.variables) + len(u.given) > 1 for u in used)
        joined = self.symbols.joined(name)
        if not together and len(variables) > 1:
            together = any(len(s & set(variables)) > 1 for s in joined)
        if not together:
            return (ANY,)
        return self._in_order(name, variables)

    def _in_order(self, name: str, variables: tuple[str, ...]) -> tuple[str, ...]:
        """The variables of a law in the order in which the note writes them, if it has one."""
        used = {*self.usages.get(name, ()), *self.symbols.usages.get(name, ())}
        together = sorted(u.variables for u in used if set(variables) <= set(u.variables))
        order = together[0] if together else sorted(variables)
        return tuple(v for v in order if v in variables)

    @property
    def several(self) -> bool:
        """Whether some law here has several variables: then each has a space of its own."""
        return any(len(self.axes(name)) > 1 for name in self.usages)

    def is_kernel(self, name: str) -> bool:
        """Whether a law on the line is only ever one of a variable given another: q(z|x)."""
        used = {(u.variables, u.given) for u in self.usages.get(name, ())}
        shapes = [(len(v), len(g)) for v, g in used]
        return self.reading.space == "line" and shapes == [(1, 1)]

    def variable_of_law(self, name: str) -> str:
        """The variable that a law of one variable is a law of."""
        names = {v for u in self.usages.get(name, ()) for v in u.variables}
        return names.pop() if len(names) == 1 else ANY

    def size(self, variable: str) -> Expr:
        """The number of outcomes of a variable."""
        if self.reading.special == "two" or self.is_coin(variable):
            return Integer(2)
        key = variable if self.several else ANY
        if key == ANY and self.several:
            raise NotUnderstood("a law whose variable is not named beside laws of several")
        found = self.sizes.get(key)
        if found is None:
            found = Symbol("N" if key == ANY else f"N_{variable}", integer=True, positive=True)
            self.sizes[key] = found
        return found

    def outcome(self, variable: str, value: int, tree: t.Tree) -> Expr:
        """The number of the outcome Z = value: of a coin 1 is the first and 0 the second."""
        if self.reading.space != "outcomes":
            raise NotUnderstood("a value of a variable of outcomes", tree)
        if self.is_coin(variable) and value < 2:
            return Integer(2 - value)
        raise NotUnderstood(f"which outcome {variable} = {value} is", tree)

    def is_coin(self, variable: str) -> bool:
        """Whether the values 0 and 1 of a variable are spoken of, and no other."""
        declared = self.declared(variable)
        named = declared is not None and any(
            key_of(x) in ("Bern", "Bernoulli") for x in declared.law.walk()
        )
        return named or self.symbols.values.get(variable) == {0, 1}

    def is_size(self, key: str) -> bool:
        """Whether a letter is the number of outcomes of a variable."""
        return any(isinstance(s, Symbol) and s.name == key for s in self.sizes.values())

    def space(self, variable: str) -> Space:
        """Where a variable lives under the reading."""
        if self.reading.space == "integers":
            return Integers()
        return Line() if self.reading.space == "line" else Outcomes(self.size(variable))


def entry_of(symbols: Symbols, tree: t.Tree) -> str | None:
    """The variable z of an entry r_z, where r is a law and r_z is none."""
    if not isinstance(tree, t.Scripted) or tree.sup is not None or not isinstance(tree.sub, t.Name):
        return None
    law = symbols.is_a(key_of(tree.base), Kind.LAW) and not symbols.is_a(key_of(tree), Kind.LAW)
    return variable_of(tree.sub) if law and not is_index(tree.sub) else None


def _normal_with_index(index: str, law: t.Tree) -> t.Tree:
    """N(μ_k, σ_k²) in the place of a normal law that is declared for P_k; others as they are."""
    letter = law.items[0] if isinstance(law, t.Row) else law
    if key_of(letter) not in NORMAL:
        return law
    place, number = law.place, t.Number(law.place, index)
    mean, scale = (t.Scripted(place, t.Name(place, s), number, None) for s in ("mu", "sigma"))
    square = replace(scale, sup=t.Number(place, "2"))
    return t.Row(place, (letter, t.Bracket(place, "(", ")", (mean, square), (",",))))


def letters_compared(tree: t.Tree) -> Iterator[str]:
    """The letters of laws that stand without arguments below a head: KL(q‖p), H(p)."""
    for call in calls(tree):
        if key_of(call.letter) in KNOWN_HEADS:
            yield from (k for a in call.bracket.items if (k := key_of(t.bare(a))) is not None)


def _all(usage: Usage) -> tuple[str, ...]:
    return (*usage.variables, *usage.given)


def random_variables(symbols: Symbols, bracket: t.Bracket) -> tuple[str, ...]:
    """The variables of a head whose arguments are random variables; none where they are laws."""
    names = []
    for item in bracket.items:
        key = key_of(t.bare(item))
        if key is None or key[0] in "pqPQ" or symbols.is_a(key, Kind.LAW):
            return ()
        if not (key[0].isupper() or len(key) == 1):
            return ()
        names.append(variable_of(item) or key)
    return tuple(names)
