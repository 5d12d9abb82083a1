"""The expression behind a closed form: its programs, its value at any precision, its LaTeX."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import mpmath
import numpy as np
from sympy import Expr, Sum, Symbol, exp, lambdify

from derivecheck.emission.gradient import gradient
from derivecheck.emission.printers import DigitsPrinter
from derivecheck.emission.program import INDEX, SIZE, Program, program, renamed
from derivecheck.language.assumptions import Index
from derivecheck.language.functionals import Functional, unfold
from derivecheck.language.typeset import tex
from derivecheck.library.calls import Argument
from derivecheck.library.closed_form import COTANGENT, ClosedForm
from derivecheck.library.multivariate import MultivariateForm
from derivecheck.terms.kernels import Kernel
from derivecheck.terms.precision import correct_digits

LEAST_EXPONENT = 10_000  # smaller exponentials of numbers are 0


class Model:
    """The expression of one closed form and what is made of it."""

    def __init__(self, form: ClosedForm) -> None:
        self.form = form

    # --- expressions

    def result(self, id: str) -> Expr:
        """What a derivation arrives at, or at its step k if the id is "id@k", without heads."""
        id, _, k = id.partition("@")
        derivation = self.form.load(id)
        result = derivation.steps[int(k)].after if k else derivation.result
        return unfold(result) if result.has(Functional) else result

    @cached_property
    def stable(self) -> Expr:
        """What is computed."""
        return self.result(self.form.id)

    @cached_property
    def expr(self) -> Expr:
        """The formula in elementary functions: the last of the derivation that has no kernels."""
        derivation = self.form.derivation
        chain = [s.after for s in getattr(derivation, "steps", ())] or [derivation.result]
        plain = [e for e in chain if not e.has(Kernel, Functional)]
        return plain[-1] if plain else unfold(getattr(derivation, "start", derivation.result))

    @property
    def latex(self) -> str:
        """The formula as LaTeX."""
        return tex(self.expr)

    @cached_property
    def free(self) -> tuple[Symbol, ...]:
        """The index of the entries of the result, if it is a vector."""
        return self._indices(self.form.id)

    # --- programs

    @property
    def tops(self) -> dict[str, str]:
        """The chosen indices by their names in code, and the vectors that they are chosen from."""
        return {f"top_{of}": of for of in self.form.tops.values()}

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letter in the proof of every name in code."""
        chosen = {f"top_{of}": letter for letter, of in self.form.tops.items()}
        return {a.name: a.letter for a in self.form.emitted_arguments} | chosen

    def programs(self) -> Iterator[Program]:
        """The value, the partial derivatives and the pull-backs."""
        given = sorted(self.form.emitted_arguments, key=lambda a: a.axes)
        rows = [a.name for a in given if a.axes]
        yield program(self.form.name, self.stable, self.letters, self.free, rows)
        for a in self.form.emitted_arguments:
            if partial := self.partial(a):
                name = f"{self.form.name}_by_{a.name}"
                yield program(name, partial[0], self.letters, partial[1], rows)
        for argument, id in self.form.pulled.items():
            name, letters = f"{self.form.name}_pullback_{argument}", [COTANGENT[:2]]
            letters += self.letters.items()
            indices = self._indices(id)
            yield program(name, self.result(id), dict(letters), indices, [COTANGENT.name, *rows])

    def partial(self, argument: Argument) -> tuple[Expr, tuple[Symbol, ...]] | None:
        """The partial derivative by an argument and its indices; None for an index or matrix."""
        source = self.form.gradient
        if argument.domain == "index" or argument.axes == 2:
            return None
        if isinstance(source, str):
            expr = self.result(source) if source else self.stable
        elif argument.name in source:
            id = source[argument.name]
            return self.result(id), self._indices(id)
        else:
            expr = self.stable
        return gradient(expr, argument.letter, argument.axes == 1, self.free)

    def _indices(self, id: str) -> tuple[Symbol, ...]:
        """The free indices of a derivation, in the order in which they are given."""
        taken, derivation = {*self.letters.values()}, self.form.load(id.partition("@")[0])
        given = derivation.given.assumptions
        free = [a.args[0] for a in given if isinstance(a, Index) and a.args[0].name not in taken]
        return tuple(s for s in free if s in derivation.result.free_symbols)

    # --- mpmath

    def digits(self, values: Sequence[Any], dps: int) -> Any:
        """The value at ``dps`` correct digits; a list if the result is a vector."""
        form = self.form
        form._value.require([_floats(v) for v in values])
        if any(np.ndim(v) != a.axes for a, v in zip(form.arguments, values, strict=True)):
            raise ValueError("one number, vector or matrix for each argument, not arrays of them")
        sizes = {len(v) for a, v in zip(form.arguments, values, strict=True) if a.axes}
        if len(sizes) > 1:
            raise ValueError(f"vectors of different lengths: {sorted(sizes)}")
        size = sizes.pop() if sizes else 0
        with mpmath.workdps(dps):
            numbers = correct_digits(
                lambda: self._literal(values, size), _parts(values), self._fading(values)
            )
        return numbers if self.free else numbers[0]

    def _fading(self, values: Sequence[Any]) -> float:
        """A bound of -x in exp(x): what its arguments differ by, over a temperature.

        Of vectors every exponential counts, as a weight; of numbers one that is too small is lost
        beside the rest of the formula.
        """
        if isinstance(self.form, MultivariateForm):
            return 0.0
        used = {str(s) for e in self._for_lists.atoms(exp) for s in e.free_symbols}
        numbers, spread, scale = 0.0, 0.0, 1.0
        for a, value in zip(self.form.arguments, values, strict=True):
            x = np.array(_floats(value), float)
            if a.name in used and a.domain == "positive":
                scale = min(scale, float(x))
            elif a.name in used and a.domain == "vector":
                spread += float(x.max() - x.min())
            elif a.name in used and a.domain == "real":
                numbers += 2 * abs(float(x))
        fading = min(numbers / scale, LEAST_EXPONENT) + spread / scale
        return fading if math.isfinite(fading) else 0.0

    def _literal(self, values: Sequence[Any], size: int) -> list[Any]:
        """The definition at the working precision."""
        exact = [_exact(v) for v in values]
        if isinstance(self.form, MultivariateForm):
            return [self._function(*self.form.exact_parts(exact), size, 0)]
        named = {a.name: x for a, x in zip(self.form.arguments, exact, strict=True)}
        tops = [1 + max(range(size), key=named[of].__getitem__) for of in self.form.tops.values()]
        inputs = [
            x + 1 if a.domain == "index" else x
            for a, x in zip(self.form.arguments, exact, strict=True)
        ]
        places = range(1, size + 1) if self.free else [0]
        return [self._function(*inputs, *tops, size, k) for k in places]

    def mpmath_code(self) -> str:
        """A function of mpmath numbers and of lists of them, from the definition."""
        form, vectors = self.form, [a.name for a in self.form.arguments if a.axes]
        code = DigitsPrinter().doprint(self._for_lists)
        lines = [f"size = len({vectors[0]})"] if vectors else []
        lines += [
            f"{top} = 1 + max(range(size), key={of}.__getitem__)" for top, of in self.tops.items()
        ]
        lines += [f"{a.name} += 1" for a in form.arguments if a.domain == "index"]
        result = f"[{code} for i in range(1, size + 1)]" if self.free else code
        names = ", ".join(a.name for a in form.arguments)
        head = [f"def {form.name}({names}):", f'    """{form.doc}"""']
        return "\n".join([*head, *(f"    {x}" for x in [*lines, f"return {result}"])]) + "\n"

    @cached_property
    def _for_lists(self) -> Expr:
        """The definition in the names of the arguments, the free index being i."""
        near = unfold(self.result(self.form.id))
        expr = renamed(near, _turned(self.letters))
        bounds = {lim[2] for s in expr.atoms(Sum) for lim in s.limits if lim[2].is_Symbol}
        return expr.xreplace(dict.fromkeys(bounds, SIZE) | dict.fromkeys(self.free, INDEX))

    @cached_property
    def _function(self) -> Any:
        names = [*map(Symbol, self.letters), SIZE, INDEX]
        expr = self._for_lists
        known = {x.name: x for x in expr.free_symbols if isinstance(x, Symbol)}
        helpers = {"weighted_log": _weighted_log}
        return lambdify(
            [known.get(x.name, x) for x in names],
            expr,
            modules=[helpers, "mpmath"],
            printer=DigitsPrinter(),
        )


def _turned(letters: Mapping[str, str]) -> dict[str, str]:
    return {letter: name for name, letter in letters.items()}


def _weighted_log(weight: Any, x: Any) -> Any:
    """weight · log x(), 0 for the weight 0; a positive number over 0 is infinite."""
    if not weight:
        return mpmath.mpf(0)
    try:
        return weight * mpmath.log(x())
    except ZeroDivisionError:
        return weight * mpmath.inf


def _floats(value: Any) -> Any:
    """The nearest floats, which is enough to see a mistake; indices stay integers."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_floats(v) for v in value]
    return value if isinstance(value, (int, np.integer)) else float(value)


def _exact(value: Any) -> Any:
    """Nested lists of mpmath numbers; floats are taken as the binary numbers they are."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_exact(v) for v in value]
    if isinstance(value, (int, np.integer)):
        return int(value)
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return mpmath.mpf(int(value.numerator)) / int(value.denominator)
    return mpmath.mpf(float(value) if isinstance(value, np.floating) else value)


def _parts(value: Any) -> list[Any]:
    """All numbers in nested lists; of a fraction its numerator and denominator."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [x for v in value for x in _parts(v)]
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return [int(value.numerator), int(value.denominator)]
    return [float(value) if isinstance(value, np.floating) else value]
