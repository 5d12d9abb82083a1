"""What a statement may assume besides laws: families, functions, indices, intervals.

Random vectors are in `derivecheck.language.laws.vectors`.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Lambda, Symbol, oo, sympify

from derivecheck.facts.facts import Between, Distinct, Fact, InRange, Normalised
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.language.laws.line import Density
from derivecheck.language.measures import (
    Assumption,
    Law,
    Line,
    Named,
    Outcomes,
    Pointwise,
    Space,
    StatementError,
    letter,
    require_same_space,
)
from derivecheck.terms.binders import family, function


class Family(Named, Assumption):
    """Numbers z₁, …, z_size; ``sign`` is real, nonnegative, positive, or unit: between 0 and 1.

    >>> Family("z", 3)[2]
    z[2]
    """

    def __new__(cls, name: Any, size: Any, sign: Any = "real") -> Family:
        return super().__new__(cls, Symbol(str(name)), sympify(size), Symbol(str(sign)))

    @property
    def size(self) -> Expr:
        """How many there are."""
        return self.args[1]

    @property
    def sign(self) -> str:
        """real, nonnegative, positive or unit."""
        return str(self.args[2].name)

    def __getitem__(self, index: Any) -> Expr:
        known = "positive" if self.sign == "unit" else self.sign
        return family(self.name, known)[index]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (Between(self[Symbol("i", integer=True)]),) if self.sign == "unit" else ()

    @property
    def measure(self) -> Pointwise:
        """The positive function k ↦ z_k on the outcomes, which need not sum to one."""
        k = Symbol("_", integer=True)
        return Pointwise(Lambda(k, self[k]), Outcomes(self.size))

    @property
    def sentence(self) -> str:
        if self.sign == "unit":
            return f"$0<{self.name}_i<1$"
        sets = {"real": r"\in\mathbb{R}", "nonnegative": r"\ge 0", "positive": ">0"}
        return f"${self.name}_i{sets[self.sign]}$"


class Channel(Named, Assumption):
    """Laws p_i(1), …, p_i(M), one for each input i = 1, …, N, all arbitrary and positive.

    >>> N, M = (Symbol(name, integer=True, positive=True) for name in "NM")
    >>> Channel("p", N, M).given(1).at(2)
    p[1, 2]
    """

    def __new__(cls, name: Any, inputs: Any, outcomes: Any) -> Channel:
        return super().__new__(cls, Symbol(str(name)), sympify(inputs), sympify(outcomes))

    def given(self, i: Any) -> Row:
        """The law for the input i."""
        return Row(self, sympify(i))

    @property
    def facts(self) -> tuple[Fact, ...]:
        i, m = (Symbol(name, integer=True) for name in "im")
        return (Normalised(self.given(i).at(m), m, 1, self.args[2]),)

    @property
    def sentence(self) -> str:
        name, (inputs, outcomes) = letter(self.name), self.args[1:]
        own = f"{name[:-1]}," if name.endswith("}") else f"{name}_{{"
        entry = f"{own}i,m}}"
        return f"${entry}>0$, $\\sum_m {entry}=1$ for $i\\le {inputs}$, $m\\le {outcomes}$"


class Row(Law):
    """The law of a channel for one input."""

    @property
    def space(self) -> Space:
        return Outcomes(self.args[0].args[2])

    def at(self, x: Any) -> Expr:
        channel, i = self.args
        return family(channel.name, "positive")[i, x]

    @property
    def sentence(self) -> str:
        channel, i = self.args
        return f"the law ${channel.name}_{{{i}}}$"


class RealFunction(Named, Assumption):
    """An arbitrary function f(x; parameters) of a point of the line.

    ``sign`` is real, positive, or unit: with values between 0 and 1, as a discriminator has.

    >>> RealFunction("f")(Symbol("x", real=True))
    f(x)
    """

    def __new__(cls, name: Any, *parameters: Any, sign: Any = "real") -> RealFunction:
        return super().__new__(cls, Symbol(str(name)), Symbol(str(sign)), *map(sympify, parameters))

    @classmethod
    def rebuild(cls, name: Any, sign: Any, *parameters: Any) -> RealFunction:
        return cls(name, *parameters, sign=sign)

    @property
    def func(self) -> Any:
        return RealFunction.rebuild

    @property
    def sign(self) -> str:
        """real, positive or unit."""
        return str(self.args[1].name)

    def __call__(self, x: Expr) -> Expr:
        known = "positive" if self.sign == "unit" else self.sign
        return function(self.name, known)(x, *self.args[2:])

    at = __call__

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (Between(self(Symbol("x", real=True))),) if self.sign == "unit" else ()

    @property
    def sentence(self) -> str:
        if self.sign == "unit":
            return f"$0<{letter(self.name)}(x)<1$"
        word = "an integrable" if self.sign == "real" else "a positive"
        return f"${letter(self.name)}$ is {word} function"


class Index(Assumption):
    r"""An index in 1, …, size.

    >>> Index(Symbol("i", integer=True), 3).sentence
    '$1\\le i\\le 3$'
    """

    def __new__(cls, symbol: Symbol, size: Any) -> Index:
        return super().__new__(cls, symbol, sympify(size))

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (InRange(self.args[0], 1, self.args[1]),)

    @property
    def sentence(self) -> str:
        return f"$1\\le {self.args[0]}\\le {self.args[1]}$"


class Different(Assumption):
    r"""Two indices are not equal.

    >>> Different(Symbol("i", integer=True), Symbol("j", integer=True)).sentence
    '$i\\ne j$'
    """

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (Distinct(*self.args),)

    @property
    def sentence(self) -> str:
        return f"${self.args[0]}\\ne {self.args[1]}$"


class Unequal(Assumption):
    r"""Two finite laws are not the same.

    >>> N = Symbol("N", integer=True, positive=True)
    >>> Unequal(FiniteLaw("p", N), FiniteLaw("q", N)).sentence
    '$p\\ne q$'
    """

    @property
    def sentence(self) -> str:
        one, other = (law.name for law in self.args)
        return f"${one}\\ne {other}$"


class Dominated(Assumption):
    """The law p is dominated by q: q is positive wherever p is.

    >>> from derivecheck.language import Dominated, FiniteLaw
    >>> N = Symbol("N", integer=True, positive=True)
    >>> Dominated(*(FiniteLaw(name, N, zeros=True) for name in "pq")).sentence
    '$q_i>0$ wherever $p_i>0$'
    """

    def __new__(cls, p: Law, q: Law) -> Dominated:
        require_same_space(p, q)
        if not (isinstance(p, Named) and isinstance(q, Named)):
            raise StatementError("only a law with a letter is dominated by another")
        return super().__new__(cls, p, q)

    @property
    def sentence(self) -> str:
        point = "(x)" if self.args[0].space == Line() else "_i"
        p, q = (f"{letter(law.name)}{point}" for law in self.args)
        return f"${q}>0$ wherever ${p}>0$"


class Interval(Assumption):
    """lo < symbol < hi, where lo < hi is known.

    >>> Interval(Symbol("t", real=True), 0, 1).sentence
    '$0<t<1$'
    """

    def __new__(cls, symbol: Symbol, lo: Any = 0, hi: Any = 1) -> Interval:
        if isinstance(symbol, str):
            said = f'Interval(Symbol("{symbol}", real=True), {lo}, {hi})'
            raise StatementError(f"an interval is for a symbol, not {symbol!r}: {said}")
        lo, hi = sympify(lo), sympify(hi)
        if not (hi - lo).is_extended_positive:
            raise StatementError(f"{lo} < {hi} is not known")
        return super().__new__(cls, symbol, lo, hi)

    def _sympystr(self, printer: Any) -> str:
        """SymPy prints a class of this name as a set of its own."""
        return f"Interval({', '.join(map(printer.doprint, self.args))})"

    @property
    def facts(self) -> tuple[Fact, ...]:
        symbol, lo, hi = self.args
        return (Between(symbol, lo, hi),)

    @property
    def sentence(self) -> str:
        symbol, lo, hi = self.args
        if hi == oo:
            return f"${symbol}>{lo}$"
        return f"${lo}<{symbol}<{hi}$"


def weaker(assumption: Assumption) -> tuple[str, Assumption] | None:
    """The condition of total mass one in words, and what is left of the law without it."""
    if isinstance(assumption, FiniteLaw):
        name = assumption.name
        return f"$\\sum_i {name}_i=1$", Family(name, assumption.size, sign=assumption.sign)
    if isinstance(assumption, Density):
        name, parameters = assumption.name, assumption.args[1:]
        return f"$\\int {name}=1$", RealFunction(name, *parameters, sign="positive")
    return None
