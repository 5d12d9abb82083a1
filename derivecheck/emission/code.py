"""Programs as functions: their text as array code, as loops in Python, and as loops in C."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sympy import Expr, Indexed, KroneckerDelta, Symbol

from derivecheck.emission.printers import ArrayPrinter, CPrinter, LoopPrinter, indicator
from derivecheck.emission.program import INDEX, SECOND, SIZE, Program, Step

Tops = Mapping[str, str]  # a chosen index -> the array of whose largest entry it is the place


def inputs(program: Program, tops: Tops) -> tuple[str, ...]:
    """The arguments that are not computed from others."""
    return tuple(a for a in program.arguments if a not in tops)


def _used(tops: Tops, program: Program) -> list[tuple[str, str]]:
    """The chosen indices that the program needs."""
    names = {s.name for e in program.exprs for s in e.free_symbols if isinstance(s, Symbol)}
    return [(t, of) for t, of in tops.items() if t in names]


def _size(program: Program, rows: Sequence[str]) -> list[str]:
    """The number of entries, where the formula has it."""
    return [f"size = len({rows[0]})"] if any(e.has(SIZE) for e in program.exprs) else []


def _deltas(program: Program) -> list[KroneckerDelta]:
    """The deltas of the index and a chosen index, in the order of their names."""
    deltas = {d for e in program.exprs for d in e.atoms(KroneckerDelta)}
    chosen = [d for d in deltas if INDEX in d.args and SECOND not in d.args]
    return sorted(chosen, key=indicator)


def array_code(program: Program, tops: Tops, doc: str) -> str:
    """A function of arrays; the first axis of a vector is its index."""
    rows = program.rows
    lines = [f"{t} = top_of({of})" for t, of in _used(tops, program)]
    for d in _deltas(program):
        lines.append(f"{indicator(d)} = one_hot({indicator(d)[3:]}, {rows[0]})")
    lines += _size(program, rows)
    pair = len(program.free) == 2
    if any(e.has(KroneckerDelta(INDEX, SECOND)) for e in program.exprs):
        lines.append(f"identity = identity_of({rows[0]})")
    lines += [_array_steps(group, rows) for group in _groups(program.steps)]
    lines.append(f"return {ArrayPrinter(pair).doprint(program.result)}")
    return _function(program.name, inputs(program, tops), doc, lines)


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Neighbouring sums that do not need each other together, every other step alone."""
    groups: list[list[Step]] = []
    for step in steps:
        last = groups[-1] if groups else []
        sums = step.total == 1 and bool(last) and last[-1].total == 1
        if sums and not step.value.free_symbols & {s.name for s in last}:
            last.append(step)
        else:
            groups.append([step])
    return groups


def _array_steps(group: Sequence[Step], rows: Sequence[str]) -> str:
    names = ", ".join(s.name.name for s in group)
    codes = [ArrayPrinter().doprint(s.value) for s in group]
    if not group[0].total:
        return f"{names} = {codes[0]}"
    if group[0].total == 2:
        return f"{names} = total_of_pairs({codes[0]})"
    bases = {str(e.base) for s in group for e in s.value.atoms(Indexed) if e.has(INDEX)}
    used = [r for r in rows if r in bases]
    used += sorted({indicator(d) for s in group for d in s.value.atoms(KroneckerDelta)})
    spread, terms = ", ".join(used), ", ".join(codes)
    if len(group) == 1:
        return f"{names} = total(lambda {spread}: {terms}, {spread})"
    return f"{names} = totals(lambda {spread}: ({terms}), {spread})"


def loop_code(program: Program, tops: Tops, doc: str) -> str:
    """A function of floats and of sequences of them; a vector is written into ``out``."""
    rows, printer = program.rows, LoopPrinter()
    before, lines = [], [f"{t} = top_of({of})" for t, of in _used(tops, program)]
    lines += _size(program, rows)
    for s in program.steps:
        if s.total:
            before.append(_term(program, tops, str(s.name), s.value))
            lines.append(f"{s.name} = total({_call(program, tops, str(s.name), s.value)})")
        else:
            lines.append(f"{s.name} = {printer.doprint(s.value)}")
    arguments = list(inputs(program, tops))
    if program.free:
        before.append(_term(program, tops, "entry", program.result))
        lines.append(f"fill(out, {_call(program, tops, 'entry', program.result)})")
        arguments = ["out", *arguments]
    else:
        lines.append(f"return {printer.doprint(program.result)}")
    return "".join(before) + _function(program.name, arguments, doc, lines)


def _term(program: Program, tops: Tops, part: str, value: Expr) -> str:
    """A function of the index and of what the term needs."""
    arguments = ["i", *_names(value, program, tops)]
    lines = [f"return {LoopPrinter().doprint(value)}"]
    return _function(f"_{program.name}_{part}", arguments, "", lines)


def _call(program: Program, tops: Tops, part: str, value: Expr) -> str:
    """The arguments of a loop over the index: the term, how many, what the term needs."""
    size = f"len({program.rows[0]})"
    return ", ".join([f"_{program.name}_{part}", size, *_names(value, program, tops)])


def _names(value: Expr, program: Program, tops: Tops) -> list[str]:
    """What a term needs: arguments in their order, then chosen indices and steps."""
    used = {s.name for s in value.free_symbols if isinstance(s, Symbol)} - {"i"}
    used |= {str(e.base) for e in value.atoms(Indexed)}
    known = [*inputs(program, tops), *tops, "size", *(s.name.name for s in program.steps)]
    return [n for n in known if n in used]


def _function(name: str, arguments: Iterable[str], doc: str, lines: Iterable[str]) -> str:
    body = ([f'"""{doc}"""'] if doc else []) + list(lines)
    head = f"def {name}({', '.join(arguments)}):"
    return "\n".join([head, *(f"    {line}".rstrip() for line in body)]) + "\n\n\n"


def c_code(program: Program, tops: Tops) -> str:
    """A C function; rows are pointers with one length n, a vector is written into ``out``."""
    printer, rows = CPrinter(), program.rows
    lines = ["const long size = n;"] if _size(program, rows) else []
    lines += [f"const long {t} = top_of({of}, n);" for t, of in _used(tops, program)]
    for s in program.steps:
        code = printer.doprint(s.value)
        if s.total:
            lines.append(f"double {s.name}; {{ total_t sum = {{0.0, 0.0}};")
            lines.append(f"for (long i = 0; i < n; ++i) add(&sum, {code});")
            lines.append(f"{s.name} = sum.high + sum.low; }}")
        else:
            lines.append(f"const double {s.name} = {code};")
    result = printer.doprint(program.result)
    if program.free:
        lines.append(f"for (long i = 0; i < n; ++i) out[i] = {result};")
    else:
        lines.append(f"return {result};")
    head = _c_head(program, tops, rows)
    return "\n".join([head, "{", *(f"    {line}" for line in lines), "}"]) + "\n\n"


def _c_head(program: Program, tops: Tops, rows: Sequence[str]) -> str:
    indices = {str(a) for x in program.exprs for e in x.atoms(Indexed) for a in e.indices}
    indices |= {str(a) for x in program.exprs for d in x.atoms(KroneckerDelta) for a in d.args}
    given = [
        f"const double *{a}" if a in rows else f"long {a}" if a in indices else f"double {a}"
        for a in inputs(program, tops)
    ]
    size = ["long n"] if rows else []
    if program.free:
        return f"void {program.name}({', '.join(['double *out', *given, *size])})"
    return f"double {program.name}({', '.join([*given, *size])})"
