"""Programs as C over tiles of rows: kernels over blocks, and loops of arithmetic between them.

All of it is compiled once for each set of instructions, which ``NAMED`` adds to every name.  In an
expression of entries the numbers of a row are spread over its entries, so that all that is read has
the same index.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

from sympy import Abs, Expr, Function, Indexed, KroneckerDelta, Pow, S, Symbol, sign

from derivecheck.emission.printers import CPrinter, indicator
from derivecheck.emission.program import INDEX, SIZE, Program, Step
from derivecheck.emission.to_c import constant, to_c
from derivecheck.library.calls import Argument
from derivecheck.library.kernels.constants import EXP_SERIES, LOG_SERIES
from derivecheck.library.machine import LIBM, SCALAR_KERNELS, native, numbers, source
from derivecheck.terms.kernels_gamma import KERNELS

HEAD = "/* Written by derivecheck.generate from proved expressions. */\n"
CHECKS = {
    "positive": "NAMED(within)({x}, t->rows, 0x1p-1074, INFINITY)",
    "nonnegative": "NAMED(within)({x}, t->rows, 0.0, INFINITY)",
    "unit": "NAMED(within)({x}, t->rows, 0.0, 1.0)",
    "law": "NAMED(laws)({x}, t)",
    "scales": "NAMED(within)({x}, t->rows * t->n, 0x1p-1074, INFINITY)",
    "units": "NAMED(within)({x}, t->rows * t->n, 0.0, 1.0)",
    "weights": "NAMED(within)({x}, t->rows * t->n, 0.0, INFINITY)",
}
ARITY = {k.__name__: len(inspect.signature(k.formula).parameters) for k in KERNELS}
ARITY |= {"log": 1, "exp": 1}
TEMPERED = {k.__name__ for k in KERNELS if "T" in inspect.signature(k.formula).parameters}
LOOP, ODD = "for (long i = 0; i < count; ++i)", "if (!NAMED(odd)(out, count)) return;"
BLOCK = "double {0}[BLOCK];"


class _Printer(CPrinter):
    """Arithmetic of blocks at i; what is a row's own has its entries at chosen places."""

    def __init__(self, entries: bool) -> None:
        super().__init__()
        self.entries = entries

    def _print_Symbol(self, e: Symbol) -> str:
        return "(double)n" if e == SIZE else f"{_held(e, self.entries)}[i]"

    def _print_Indexed(self, e: Indexed) -> str:
        (index,) = e.indices
        if index == INDEX:
            return f"{e.base}[at + i]"
        return f"{e.base}[i * n + (long){self._print(index)}]"

    def _print_KroneckerDelta(self, e: KroneckerDelta) -> str:
        return f"(place[i] == x_{indicator(e)[3:]}[i] ? 1.0 : 0.0)"

    def _print_Pow(self, e: Pow, **_: object) -> str:
        if e.exp.is_Integer and 2 <= abs(e.exp) <= 4:
            product = "*".join([f"({self._print(e.base)})"] * abs(int(e.exp)))
            return f"({product})" if e.exp > 0 else f"(1.0/({product}))"
        return str(super()._print_Pow(e))


def _held(name: Symbol, entries: bool) -> str:
    """Where a number is: for the entries it is spread out; what begins with k is a block."""
    return f"x_{name.name}" if entries and not _is_block(name) else str(name.name)


def _is_block(name: Symbol) -> bool:
    return re.fullmatch(r"k\d+", name.name) is not None


class _Blocks:
    """The lines that compute expressions of one loop; equal kernels once."""

    def __init__(self, entries: bool) -> None:
        self.entries, self.count = entries, "count" if entries else "rows"
        self.lines: list[str] = []
        self.known: dict[Expr, Symbol] = {}

    def into(self, target: str, value: Expr) -> None:
        """The values of an expression, written to a block."""
        direct = target != "out"  # which NumPy may have laid over an argument
        if direct and _is_kernel(value) and value not in self.known:
            self.lines.append(self._call(value, target))
            return
        names = {f: self._kernel(f) for f in _outermost(value)}
        code = _Printer(self.entries).doprint(value.xreplace(names))
        self.lines.append(f"for (long i = 0; i < {self.count}; ++i) {target}[i] = {code};")

    def _kernel(self, call: Function) -> Symbol:
        """The block of a kernel's values."""
        if call not in self.known:
            arguments = [self._block(x) for x in call.args]
            self.lines.append(self._call(call, self._new(call), arguments))
        return self.known[call]

    def _call(self, call: Function, target: str, given: Sequence[str] = ()) -> str:
        """The line that writes a kernel's values to a block."""
        arguments = ", ".join(given or [self._block(x) for x in call.args])
        return f"NAMED({type(call).__name__})({target}, {arguments}, {self.count});"

    def _block(self, value: Expr) -> str:
        """Where the values of an argument are."""
        if value in (S.Zero, S.One):
            return "ZEROS" if value == 0 else "ONES"
        if isinstance(value, Indexed) and value.indices == (INDEX,):
            return f"{value.base} + at"
        if isinstance(value, Symbol) and value != SIZE:
            return _held(value, self.entries)
        if _is_kernel(value):
            return self._kernel(value).name
        if value not in self.known:
            names = {f: self._kernel(f) for f in _outermost(value)}
            name = self._new(value)
            self.into(name, value.xreplace(names))
        return self.known[value].name

    def _new(self, value: Expr) -> str:
        name = f"k{len(self.known)}"
        self.known[value] = Symbol(name, real=True)
        self.lines.append(BLOCK.format(name))
        return name


def _is_kernel(e: Expr) -> bool:
    return isinstance(e, Function) and not isinstance(e, (Abs, sign, KroneckerDelta))


def _outermost(e: Expr) -> list[Function]:
    """The kernels in an expression that are in no other kernel."""
    if _is_kernel(e):
        return [e]
    inner = [f for a in e.args for f in _outermost(a)]
    return list(dict.fromkeys(inner))


def function(program: Program, given: Sequence[Argument], tops: dict[str, str]) -> str:
    """A function of a tile; it returns 0 where an argument is outside its domain."""
    lines = ["const long rows = t->rows, n = t->n;", "(void)n;"]
    for k, a in enumerate(given):
        lines += [f"const double *restrict {a.name} = t->in[{k}];", f"(void){a.name};"]
    lines += _checks(given)
    names = {s.name for e in program.exprs for s in e.free_symbols if isinstance(s, Symbol)}
    for top, of in tops.items():
        if top in names:
            lines += [BLOCK.format(top), f"NAMED(tops)({top}, {of}, t);"]
    for group in groups(program.steps):
        lines += _sums(program, group) if group[0].total else _numbers(group[0])
    lines.append("double *restrict out = t->out;")
    lines += _entries(program) if program.free else _each("out", program.result)
    body = "\n".join(f"    {line}" for line in [*lines, "return 1;"])
    return f"static int NAMED(form_{program.name})(const tile_t *t) {{\n{body}\n}}\n"


def _checks(given: Sequence[Argument]) -> list[str]:
    """Indices are always looked at, all else if it is wanted."""
    indices = [a.name for a in given if a.domain == "index"]
    lines = [f"if (!NAMED(within)({a}, rows, 0.0, (double)(n - 1))) return 0;" for a in indices]
    known = [CHECKS[a.domain].format(x=a.name) for a in given if a.domain in CHECKS]
    return lines + [f"if (t->check && !({' && '.join(known)})) return 0;"] * bool(known)


def _numbers(step: Step) -> list[str]:
    return [BLOCK.format(step.name), *_each(step.name.name, step.value)]


def _each(target: str, value: Expr) -> list[str]:
    """A number for each row."""
    blocks = _Blocks(entries=False)
    blocks.into(target, value)
    return ["{", *(f"    {line}" for line in blocks.lines), "}"]


def _sums(program: Program, group: Sequence[Step]) -> list[str]:
    """Sums in one pass over the entries."""
    names = [s.name.name for s in group]
    lines = [f"double {s}[BLOCK]; total_t {s}_total = {{0.0, 0.0}};" for s in names]
    blocks = _Blocks(entries=True)
    for s, name in zip(group, names, strict=True):
        blocks.into("v", s.value)
        blocks.lines += [
            f"NAMED(sum_rows)(v, t, count, {name});",
            f"add(&{name}_total, {name}[0]);",
        ]
    inner = [*_spread(program, [s.value for s in group]), BLOCK.format("v"), *blocks.lines]
    ends = [f"if (rows == 1) {s}[0] = {s}_total.high + {s}_total.low;" for s in names]
    return [*lines, *_over_blocks(inner), *ends]


def _entries(program: Program) -> list[str]:
    """An entry of the result for each entry."""
    blocks = _Blocks(entries=True)
    blocks.into("o", program.result)
    inner = [*_spread(program, [program.result]), "double *restrict o = out + at;"]
    return _over_blocks([*inner, *blocks.lines])


def _spread(program: Program, values: Iterable[Expr]) -> list[str]:
    """The numbers of the rows that terms need, for each entry."""
    values = list(values)
    used = {s.name for v in values for s in v.free_symbols if isinstance(s, Symbol)}
    used -= {INDEX.name, SIZE.name, *program.rows}
    lines = [f"double x_{x}[BLOCK]; NAMED(spread)(x_{x}, {x}, t, count);" for x in sorted(used)]
    if any(v.has(KroneckerDelta) for v in values):
        lines.append("double place[BLOCK]; NAMED(places)(place, t, at, count);")
    return lines


def _over_blocks(lines: Iterable[str]) -> list[str]:
    """A loop over the blocks of a tile."""
    head = [
        "for (long at = 0; at < rows * n; at += BLOCK) {",
        "    const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;",
    ]
    return [*head, *(f"    {line}" for line in lines), "}"]


def groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Sums that do not need each other and follow each other together, every other step alone."""
    out: list[list[Step]] = []
    for step in steps:
        last = out[-1] if out else []
        sums = step.total and bool(last) and last[0].total
        if sums and not step.value.free_symbols & {s.name for s in last}:
            last.append(step)
        else:
            out.append([step])
    return out


# --- files


def forms(programs: Iterable[tuple[Program, Sequence[Argument], dict[str, str]]]) -> str:
    """All functions, and a list of them in the order of `table`."""
    programs = list(programs)
    names = [f"    NAMED(form_{program.name})," for program, _, _ in programs]
    listed = ["static const run_t NAMED(forms)[] = {", *names, "};"]
    return "\n".join([HEAD, *(function(*p) for p in programs), *listed]) + "\n"


def table(programs: Iterable[tuple[Program, Sequence[Argument], dict[str, str]]]) -> str:
    """Names of the functions, the kinds of their arguments, and whether the result is a vector."""
    rows = []
    for program, given, _ in programs:
        kinds = "".join("v" if a.axes else "n" for a in given)
        rows.append(f'    {{"{program.name}", "{kinds}", {int(bool(program.free))}}},')
    return "\n".join([HEAD, "static const form_t FORMS[] = {", *rows, "    {0}};"]) + "\n"


def exact_kernels() -> str:
    """The exact kernels of one number in C, with all constants."""
    scalar = {n: t for n, t in to_c(source(*SCALAR_KERNELS)).items() if n not in LIBM}
    known = numbers(SCALAR_KERNELS, "\n".join(scalar.values()))
    texts = [constant(n, float(v)) for n, v in known.items()]
    series = {"LOG_SERIES": LOG_SERIES, "EXP_SERIES": EXP_SERIES}
    texts += [f"#define {n}_{k} {c.hex()}" for n, row in series.items() for k, c in enumerate(row)]
    return "\n".join([HEAD, *texts, *scalar.values()]) + "\n"


def block_kernels() -> str:
    """The kernels over blocks."""
    quick = set(re.findall(r"\bquick_(\w+)\(", native("quick.h")))
    return "\n".join([HEAD, *(_block_kernel(k, n, k in quick) for k, n in ARITY.items())]) + "\n"


def _block_kernel(name: str, arity: int, quick: bool) -> str:
    """A kernel over a block: quick, and by the exact kernel where that is not finite."""
    letters = "abcdefg"[:arity]
    arguments = ", ".join(f"const double *restrict {x}" for x in letters)
    at = [f"{x}[i]" for x in letters]
    lines = _quick_loops(name, at) if quick else []
    test = "if (!isfinite(out[i])) " * quick
    lines.append(f"{LOOP} {test}out[i] = {name}({', '.join(at)});")
    head = f"static void NAMED({name})(double *restrict out, {arguments}, long count) {{"
    return "\n".join([head, *(f"    {line}" for line in lines), "}"])


def _quick_loops(name: str, at: Sequence[str]) -> list[str]:
    """The quick kernel over a block; one temperature for all needs one division, and 1 none."""
    ends = {"1.0": "if (T == 1.0)", "T": "else if (T == T)", at[-1]: "else"}
    calls = {end: f"{LOOP} out[i] = quick_{name}({', '.join([*at[:-1], end])});" for end in ends}
    if name not in TEMPERED:
        return [calls[at[-1]], ODD]
    loops = [line for end, test in ends.items() for line in (test, f"    {calls[end]}")]
    return [f"const double T = NAMED(common)({at[-1][0]}, count);", *loops, ODD]
