r"""Values of what a statement leaves open: families, densities, joint laws, undefined functions.

They are drawn by the world when they are first asked for.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, ClassVar

from sympy import Add, Expr, Indexed, Integral, Mul, Symbol, oo
from sympy.core.function import AppliedUndef

from derivecheck.language.assumptions import RealFunction
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.laws.line import Density, Joint, PushForward
from derivecheck.language.laws.vectors import RandomVector
from derivecheck.language.maps import RealMap
from derivecheck.language.measures import Outcomes
from derivecheck.numeric import laws as numeric_laws
from derivecheck.numeric.normal_means import NormalField
from derivecheck.worlds.arithmetic import Arithmetic, Env, NotEvaluable, Rules, carried, is_exact
from derivecheck.worlds.improper import Improper, is_elementary
from derivecheck.worlds.random_vectors import affine_map
from derivecheck.worlds.world import rational, row_name


class Undefined(Arithmetic):
    """An evaluator that knows the entries of families and the values of undefined functions."""

    def entry(self, e: Expr, env: Env) -> Any:
        """An entry p[i] of a finite law or family, or p[i, m] of a channel."""
        *rows, i = (self.integer(index, env) for index in e.indices)
        name = row_name(e.base.name, *rows)
        if (name, i) in self.fixed:
            return self.fixed[name, i]
        values = self.world.families[name]
        if not 1 <= i <= len(values):
            raise NotEvaluable(f"{e}: index {i} out of range")
        return self.field.number(values[i - 1])

    def undefined(self, e: Expr, env: Env) -> Any:
        """A value of an undefined function or density."""
        name = e.func.__name__
        owner = self.declared.get(name)
        if isinstance(owner, RandomVector) and name == f"X{owner.label}":
            return self._component(e, env)
        if isinstance(owner, Joint):
            return self._joint(owner, name, [self.cell(a, env) for a in e.args])
        if isinstance(owner, JointLaw):
            return self._joint_law(owner, name, e.args, env)
        if isinstance(owner, RealMap):
            return self._map(owner, e.args, env)
        if isinstance(owner, Density):
            return self._density(name, e.args, env)
        if isinstance(owner, RealFunction):
            return self._function(owner, e.args, env)
        if isinstance(owner, PushForward) and name == owner.name:
            return self._image(owner, self.cell(e.args[0], env))
        key = tuple(self.integer(a, env) for a in e.args)
        entry = self.world.entries.get(name, {}).get(key)
        if entry is None:
            raise NotEvaluable(f"no value for {e}")
        return self.field.number(entry[0])

    # --- normal vectors

    def integral(self, e: Expr, env: Env) -> Any:
        """That of an elementary function, a sum over cells, or a mean under a normal vector."""
        if len(e.limits) == 1 and is_elementary(e.function, e.variables[0]):
            x, lo, hi = e.limits[0]
            return self.improper(e.function, x, env).over(lo, hi)
        for v in self.declared.values():
            if isinstance(v, RandomVector) and e.function.has(v.weight(e.variables[0])):
                return self._normal_mean(v, e, env)
        return super().integral(e, env)

    def improper(self, body: Expr, x: Symbol, env: Env) -> Improper:
        """The integral of an elementary function of x, the numbers of the world put in."""
        values = {s: rational(v) for s, v in self.world.numbers.items() if s not in self.fixed}
        return Improper(self, body.xreplace(values), x, env)

    def _normal_mean(self, v: RandomVector, e: Expr, env: Env) -> Any:
        """E g(X) from ∫ f(ω) g(X(ω)) dω, exactly for polynomials and exponentials."""
        omega, *ends = e.limits[0]
        function = _cofactor(e.function, v.weight(omega))
        if function is None or len(e.limits) > 1 or ends != [-oo, oo]:
            raise NotEvaluable(f"no mean under a normal vector: {e}")
        mean, low = affine_map(self.world, v)
        ring = NormalField(self.field, len(mean))
        z = ring.variables
        x = [ring.total([c * t for c, t in zip(row, z, strict=True)]) for row in low]
        values = {
            **carried(env, ring.constant),
            omega: [m + t for m, t in zip(mean, x, strict=True)],
        }
        fixed = {k: ring.constant(t) for k, t in self.fixed.items()}
        return ring.mean(type(self)(ring, self.world, fixed)._go(function, values))

    def _component(self, e: Expr, env: Env) -> Any:
        """X_a(ω) at the point of the normal space that ω stands for."""
        point = env.get(e.args[1])
        a = self.integer(e.args[0], env)
        if not isinstance(point, list) or not 1 <= a <= len(point):
            raise NotEvaluable(f"no value for {e}")
        return point[a - 1]

    # --- cells and functions on the line

    def cell(self, a: Expr, env: Env) -> int:
        """The cell that a point variable is in."""
        owner = self._generator(a)
        if owner:
            return self.world.image_cell(owner.map_name, self.cell(a.args[0], env))
        value: Any = env.get(a, self.world.numbers.get(a))
        if self.world.line or type(a) is Symbol or not is_exact(value):
            raise NotEvaluable(f"{a} is no cell of the line")
        return int(value)

    def _is_point(self, a: Expr) -> bool:
        """Whether an argument is a point of the line rather than a parameter."""
        if self._generator(a):
            return True
        return a.is_Symbol and (type(a) is not Symbol) and a.is_integer is not True

    def _generator(self, a: Expr) -> PushForward | None:
        """The law that a point G(z) comes from."""
        owner = self.declared.get(a.func.__name__) if isinstance(a, AppliedUndef) else None
        return owner if isinstance(owner, PushForward) and a.func.__name__ != owner.name else None

    def _image(self, law: PushForward, x: int) -> Any:
        """The probability that G(z) is in cell x."""
        if self.world.line:
            raise NotEvaluable(f"the law of {law.map_name}(z) next to x")
        p = self.world.law_entries(law.source.name, ())
        hits = [p[z] for z in range(len(p)) if self.world.image_cell(law.map_name, z) == x]
        return self.field.number(sum(hits, Fraction(0)) / self.world.width)

    def _split(self, args: tuple[Expr, ...], env: Env) -> tuple[tuple[int, ...], list[Any]]:
        """Cells and values of parameters."""
        points = tuple(self.cell(a, env) for a in args if self._is_point(a))
        return points, [self._go(a, env) for a in args if not self._is_point(a)]

    def _joint(self, joint: Joint, name: str, cells: list[int]) -> Any:
        m = self.world.cells
        draw = self.world.draw_law
        flat = self.world.entry(joint.name, (), lambda: draw(m * m, False, 0, joint.name))
        h = self.world.width
        if name == joint.name:
            return self.field.number(flat[cells[0] * m + cells[1]] / h**2)
        along_x = name == f"{joint.name}_x"
        hits = [flat[cells[0] * m + k] if along_x else flat[k * m + cells[0]] for k in range(m)]
        return self.field.number(sum(hits, Fraction(0)) / h)

    def _map(self, f: RealMap, args: tuple[Expr, ...], env: Env) -> Any:
        """A value of a function of several points, drawn for their outcomes or cells."""
        key = tuple(
            self.integer(a, env) if isinstance(space, Outcomes) else self.cell(a, env)
            for space, a in zip(f.spaces, args, strict=True)
        )
        return self.field.number(self.world.coefficients(f.name, key, f.sign)[0])

    def _joint_law(self, law: JointLaw, name: str, args: tuple[Expr, ...], env: Env) -> Any:
        """A marginal of a law of several variables: its table summed over the other variables."""
        finite = [isinstance(law.space(v), Outcomes) for v in law.variables]
        if self.world.line and not all(finite):
            raise NotEvaluable(f"{law.name} next to x")
        sizes = [
            self.integer(law.space(v).args[0], env) if on else self.world.cells
            for v, on in zip(law.variables, finite, strict=True)
        ]
        chosen = next(s for s in law.subsets if law.marginal_name(s) == name)
        at = {
            v: self.integer(a, env) - 1 if finite[law.variables.index(v)] else self.cell(a, env)
            for v, a in zip(chosen, args, strict=True)
        }
        where = dict(zip(law.variables, sizes, strict=True))
        if not all(0 <= k < where[v] for v, k in at.items()):
            raise NotEvaluable(f"{name}: an index out of range")
        table = self.world.entries.setdefault(law.name, {})
        if () not in table:
            position = self.world.position(law.name)
            table[()] = self.world.draw_law(prod(sizes), False, position, law.name)
        ranges = [
            [at[v]] if v in at else range(n) for v, n in zip(law.variables, sizes, strict=True)
        ]
        strides = [prod(sizes[k + 1 :]) for k in range(len(sizes))]
        flat = table[()]
        total = sum((flat[_flat(key, strides)] for key in product(*ranges)), Fraction(0))
        cells = sum(not finite[law.variables.index(v)] for v in chosen)
        return self.field.number(total / self.world.width**cells)

    def _density(self, name: str, args: tuple[Expr, ...], env: Env) -> Any:
        if self.world.line:
            law = self._normal_model(name, args[1:], env)
            return law.density(self.field)(self._go(args[0], env))
        x, (conditions, parameters) = self.cell(args[0], env), self._split(args[1:], env)
        base = self.world.law_entries(name, conditions)
        if not parameters:
            return self.field.number(base[x] / self.world.width)
        slopes = self.world.coefficients(f"{name}'", conditions, "positive")
        squares = [(t + k + 1) * (t + k + 1) for k, t in enumerate(parameters)]
        weights = [
            p + self.field.total(s * (slopes[(j + k) % 3] * (k + 1)) for j, s in enumerate(squares))
            for k, p in enumerate(base)
        ]
        return weights[x] / self.field.total(weights) / self.world.width

    def _normal_model(self, name: str, conditions: tuple[Expr, ...], env: Env) -> Any:
        if conditions:
            raise NotEvaluable("a conditional density with x outside densities")
        mean, _, _ = self.world.coefficients(f"{name}.mean", (), "real")
        sigma, _, _ = self.world.coefficients(f"{name}.sigma", (), "positive")
        return numeric_laws.Normal(self.field.number(mean), self.field.number(sigma))

    def _function(self, f: RealFunction, args: tuple[Expr, ...], env: Env) -> Any:
        if self.world.line and f.sign == "unit":
            raise NotEvaluable(f"{f.name} with values in (0, 1) next to x")
        if self.world.line:
            x, (a, b, c) = self._go(args[0], env), self.quadratic(f)
            return a + b * x + c * x * x
        cells, parameters = self._split(args, env)
        if f.sign == "unit" and not parameters:
            return self.field.number(self.world.coefficients(f.name, cells, "unit")[0])
        kind = "real" if f.sign == "real" else "positive"
        c = [self.field.number(v) for v in self.world.coefficients(f.name, cells, kind)]
        t = self.field.total(parameters) if parameters else self.field.one
        if f.sign == "real":
            return c[0] + c[1] * t + c[2] * t * t
        value = c[0] + c[1] * t * t
        return value / (1 + value) if f.sign == "unit" else value

    def quadratic(self, f: RealFunction) -> list[Any]:
        """The coefficients of an undefined function in the model of normal laws."""
        a, b, c = self.world.coefficients(f.name, (), "real" if f.sign == "real" else "positive")
        return self.field.numbers([a, b if f.sign == "real" else Fraction(0), c])

    rules: ClassVar[Rules] = (
        (Integral, integral),
        *Arithmetic.rules,
        (Indexed, entry),
        (AppliedUndef, undefined),
    )


def _cofactor(e: Expr, weight: Expr) -> Expr | None:
    """The function g without the weight such that e = weight·g, or None where there is none."""
    cofactors = [
        Mul(*[f for f in Mul.make_args(term) if f != weight])
        for term in Add.make_args(e)
        if Mul.make_args(term).count(weight) == 1
    ]
    g = Add(*cofactors)
    complete = len(cofactors) == len(Add.make_args(e)) and not g.has(weight)
    return g if complete else None


def _flat(key: tuple[int, ...], strides: list[int]) -> int:
    """The place of an entry in a table that is written row by row."""
    return sum(k * s for k, s in zip(key, strides, strict=True))
