"""The scalar kernels in C: a translation of the small part of Python that they are written in.

Functions of floats that return a float or a pair of floats; assignments, conditions, `while` loops,
arithmetic and `math`.  Anything else raises NotTranslatable.
"""

from __future__ import annotations

import ast
from typing import Any

BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
NAMES = {"inf": "INFINITY", "nan": "NAN", "abs": "fabs", "max": "fmax", "min": "fmin"}


class NotTranslatable(ValueError):
    """A piece of Python that has no translation, with its line."""


def to_c(source: str) -> dict[str, str]:
    """The C text of every function of a module by name, in order.

    >>> print(to_c("def f(x: float) -> float:\\n    return x * x if x > 0.0 else 1.0")["f"])
    static double f(double x) {
        return x > 0.0 ? (x * x) : 1.0;
    }
    """
    functions = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    pairs = {f.name for f in functions if _returns_pair(f)}
    return {f.name: _Function(f, pairs).text() for f in functions}


def constant(name: str, value: float) -> str:
    """A constant in C, exactly."""
    return f"static const double {name} = {value.hex()};"


def _returns_pair(function: ast.FunctionDef) -> bool:
    returns = [n for n in ast.walk(function) if isinstance(n, ast.Return)]
    return any(isinstance(r.value, ast.Tuple) for r in returns)


class _Function:
    """One function, statement by statement."""

    def __init__(self, node: ast.FunctionDef, pairs: set[str]) -> None:
        self.node, self.pairs = node, pairs
        self.known = {a.arg for a in node.args.args}

    def text(self) -> str:
        """The whole function; of a pair the second number goes through a pointer."""
        arguments = [f"double {a.arg}" for a in self.node.args.args]
        if self.node.name in self.pairs:
            arguments.append("double *second")
        lines = [f"static double {self.node.name}({', '.join(arguments)}) {{"]
        lines += self._declared()
        for statement in self.node.body:
            lines += ["    " + line for line in self._statement(statement)]
        return "\n".join([*lines, "}"])

    def _declared(self) -> list[str]:
        """All local variables, since a condition may be the first to assign one."""
        names = {
            n.id: None
            for statement in ast.walk(self.node)
            if isinstance(statement, ast.Assign)
            for t in statement.targets
            for n in ast.walk(t)
            if isinstance(n, ast.Name) and n.id not in self.known
        }
        return [f"    double {', '.join(names)};"] if names else []

    def _statement(self, s: ast.stmt) -> list[str]:
        if isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant):
            return []
        if isinstance(s, ast.Return):
            return self._return(s)
        if isinstance(s, ast.Assign):
            return self._assign(s)
        if isinstance(s, ast.AugAssign) and type(s.op) in BINARY:
            return [
                f"{self.expression(s.target)} {BINARY[type(s.op)]}= {self.expression(s.value)};"
            ]
        if isinstance(s, ast.If):
            return self._if(s)
        if isinstance(s, ast.While) and not s.orelse:
            return [f"while ({self.expression(s.test)}) {{", *self._block(s.body), "}"]
        raise NotTranslatable(f"line {s.lineno}: {ast.unparse(s)}")

    def _block(self, body: list[ast.stmt]) -> list[str]:
        return ["    " + line for s in body for line in self._statement(s)]

    def _return(self, s: ast.Return) -> list[str]:
        if isinstance(s.value, ast.Tuple):
            first, second = map(self.expression, s.value.elts)
            return [f"*second = {second};", f"return {first};"]
        return [f"return {self.expression(s.value)};"]

    def _assign(self, s: ast.Assign) -> list[str]:
        (target,) = s.targets
        if isinstance(target, ast.Name):
            return [f"{target.id} = {self.expression(s.value)};"]
        if not isinstance(target, ast.Tuple) or len(target.elts) != 2:
            raise NotTranslatable(f"line {s.lineno}: {ast.unparse(s)}")
        first, second = map(self.expression, target.elts)
        if isinstance(s.value, ast.Tuple):
            return self._each(s, target.elts, s.value.elts)
        call = self.expression(s.value)
        if call.startswith("frexp("):
            return [f"{{ int k; {first} = {call[:-1]}, &k); {second} = k; }}"]
        return [f"{first} = {call[:-1]}, &{second});"]

    def _each(self, s: ast.Assign, targets: list[Any], values: list[Any]) -> list[str]:
        """Several values at once, one after the other where none is needed again."""
        for k, target in enumerate(targets):
            later = {n.id for v in values[k + 1 :] for n in ast.walk(v) if isinstance(n, ast.Name)}
            if target.id in later:
                raise NotTranslatable(f"line {s.lineno}: an exchange: {ast.unparse(s)}")
        return [
            f"{self.expression(t)} = {self.expression(v)};"
            for t, v in zip(targets, values, strict=True)
        ]

    def _if(self, s: ast.If) -> list[str]:
        lines = [f"if ({self.expression(s.test)}) {{", *self._block(s.body), "}"]
        if s.orelse:
            lines[-1] = "} else {"
            lines += [*self._block(s.orelse), "}"]
        return lines

    @classmethod
    def expression(cls, e: Any, outer: bool = False) -> str:
        """An expression; what is compound is put in parentheses inside another."""
        text = cls._expression(e)
        compound = isinstance(e, (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.UnaryOp))
        return f"({text})" if outer and compound else text

    @classmethod
    def _expression(cls, e: Any) -> str:
        def inner(x: Any) -> str:
            return cls.expression(x, outer=True)

        if isinstance(e, ast.Constant) and isinstance(e.value, (int, float)):
            return repr(float(e.value))
        if isinstance(e, ast.Name):
            return NAMES.get(e.id, e.id)
        if isinstance(e, ast.Attribute):
            return NAMES.get(e.attr, e.attr)
        if isinstance(e, ast.BinOp) and type(e.op) in BINARY:
            return f"{inner(e.left)} {BINARY[type(e.op)]} {inner(e.right)}"
        if isinstance(e, ast.UnaryOp):
            sign = "!" if isinstance(e.op, ast.Not) else "-"
            return f"{sign}{inner(e.operand)}"
        if isinstance(e, ast.BoolOp):
            word = " && " if isinstance(e.op, ast.And) else " || "
            return word.join(map(inner, e.values))
        if isinstance(e, ast.Compare):
            return cls._comparison(e)
        if isinstance(e, ast.IfExp):
            return f"{inner(e.test)} ? {inner(e.body)} : {inner(e.orelse)}".replace(
                f"{inner(e.test)} ?", f"{cls.expression(e.test)} ?", 1
            )
        if isinstance(e, ast.Call) and not e.keywords:
            return cls._call(e)
        raise NotTranslatable(f"line {getattr(e, 'lineno', 0)}: {ast.unparse(e)}")

    @classmethod
    def _comparison(cls, e: ast.Compare) -> str:
        sides = [cls.expression(x, outer=True) for x in (e.left, *e.comparators)]
        signs = [COMPARE[type(o)] for o in e.ops]
        links = [f"{a} {s} {b}" for a, s, b in zip(sides, signs, sides[1:], strict=False)]
        return " && ".join(links)

    @classmethod
    def _call(cls, e: ast.Call) -> str:
        name = cls._expression(e.func)
        arguments = [cls.expression(a) for a in e.args]
        if name == "float":
            return f"(double)({arguments[0]})"
        if name == "ldexp":
            arguments[1] = f"(int)({arguments[1]})"
        if name == "int":
            return f"(long)({arguments[0]})"
        return f"{name}({', '.join(arguments)})"
