"""Loops for numba: vectorised blocks of terms, and short rows side by side.

A function over a row is compiled twice.  The first version takes one row: every sum goes over
blocks of entries.  The second takes many short rows at once, transposed, so that the vector lanes
of the processor run over rows: each number of the program is then an array over lanes.  Both call
the ``_quick`` kernels, and both leave what these do not know to the scalar kernels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from derivecheck.library.sources import definitions, renamed, signature

QUICK, PASS = "_quick", "PASS"
SUM = re.compile(r"^    (\w+) = total\((\w+), (len\(\w+\)), (.*)\)$")
FILL = re.compile(r"^    fill\(out, (\w+), (len\(\w+\)), (.*)\)$")
TOP = re.compile(r"^    (\w+) = top_of\((\w+)\)$")
STEP = re.compile(r"^    (\w+) = (.*)$")
RESULT = re.compile(r"^    return (.*)$")
Support = Callable[[str], str]


def compiled(text: str, options: str = "PLAIN") -> str:
    """Every function compiled."""
    return re.sub(r"(?m)^def ", f"@njit(**{options})\ndef ", text)


def has_sums(text: str) -> bool:
    """Whether a function has a loop over a term."""
    return re.search(r"\b(total|fill)\(", text) is not None


def loop_functions(loops: str, kernels: dict[str, str], support: Support) -> str:
    """Every function of a text of loops, over one value or row and over many."""
    known, texts = definitions(loops), []
    for name, text in known.items():
        if name.startswith("_"):
            texts += [compiled(text), compiled(_quick(name, text, kernels), "INNER")]
            texts.append(_blocks(name, signature(text)[1:], support))
        elif has_sums(text):
            texts += [*_rowwise(name, text, support), *_Lanes(name, known, kernels).texts(support)]
        else:
            texts += [compiled(text), compiled(_quick(name, text, kernels), "INNER")]
            arguments = signature(text)
            texts.append(_filled(support("numba_many.py"), {"NAME": name} | _places(arguments)))
    return "\n\n\n".join(t.rstrip() for t in texts) + "\n"


def _quick(name: str, text: str, kernels: dict[str, str]) -> str:
    """The same with vectorised kernels."""
    return renamed(text.replace(f"def {name}(", f"def {name}{QUICK}(", 1), kernels)


def _filled(template: str, words: Mapping[str, str]) -> str:
    for word, text in words.items():
        template = template.replace(word, text)
    return template


def _places(arguments: Iterable[str]) -> dict[str, str]:
    """The arguments of a function, their elements at k, and their parts."""
    arguments = tuple(arguments)
    at = ", ".join(f"{a}[k]" for a in arguments)
    slices = ", ".join(f"{a}[start:stop]" for a in arguments)
    return {"ARGUMENTS": ", ".join(arguments), "AT": at, "SLICES": slices}


def _blocks(term: str, arguments: Sequence[str], support: Support) -> str:
    """The loop over a term: an entry for each index, or a block of a sum."""
    kind = "fill" if term.endswith("_entry") else "add"
    text = support(f"numba_{kind}.py").replace("TERM", term)
    return text.replace("ARGUMENTS", ", ".join(arguments))


# --- one row


def _rowwise(name: str, text: str, support: Support) -> list[str]:
    """A function over one row; sums that do not need each other share one pass."""
    lines: list[str] = []
    groups: list[list[re.Match[str]]] = []
    for line in text.splitlines():
        if m := SUM.match(line):
            if groups and lines[-1] == PASS and not _needs(m[4], groups[-1]):
                groups[-1].append(m)
            else:
                groups.append([m])
                lines.append(PASS)
        else:
            lines.append(FILL.sub(r"    \1_fill(out, \2, \3)", line))
    names = [f"_{name}_pass{k + 1}" for k in range(len(groups))]
    calls = iter(map(_call, names, groups))
    body = [next(calls) if line == PASS else line for line in lines]
    return [*(_pass(n, g, support) for n, g in zip(names, groups, strict=True)), _joined(body)]


def _joined(lines: Iterable[str]) -> str:
    return compiled("\n".join(lines))


def _needs(arguments: str, group: Sequence[re.Match[str]]) -> bool:
    """Whether one of these sums is among the arguments."""
    return bool({m[1] for m in group} & set(arguments.split(", ")))


def _union(group: Sequence[re.Match[str]]) -> str:
    return ", ".join(dict.fromkeys(a for m in group for a in m[4].split(", ")))


def _call(name: str, group: Sequence[re.Match[str]]) -> str:
    return f"    {', '.join(m[1] for m in group)} = {name}({group[0][3]}, {_union(group)})"


def _pass(name: str, group: Sequence[re.Match[str]], support: Support) -> str:
    """Several sums in one pass over the blocks of a row."""
    sums = [m[1] for m in group]
    # First the sum of the most data: memory is read while there is something to compute
    ordered = sorted(group, key=lambda m: -len(m[4].split(", ")))
    step = "        {0}, rest_{0} = {1}_add({0}, rest_{0}, values, start, count, {2})"
    return compiled(
        support("numba_pass.py")
        .replace("NAME", name)
        .replace("ARGUMENTS", _union(group))
        .replace("    ZEROS", "\n".join(f"    {s} = rest_{s} = 0.0" for s in sums))
        .replace("        ADDED", "\n".join(step.format(m[1], m[2], m[4]) for m in ordered))
        .replace("SUMS", ", ".join(f"{s} + rest_{s}" for s in sums))
    )


# --- short rows side by side


class _Lanes:
    """A function over many short rows at once: vectors are matrices, numbers are arrays."""

    def __init__(self, name: str, known: dict[str, str], kernels: dict[str, str]) -> None:
        self.name, self.known, self.kernels = name, known, kernels
        self.text = known[name]
        self.arguments = [a for a in signature(self.text) if a != "out"]
        value = name.partition("_by_")[0]  # a derivative may not use all vectors
        terms = [t for t in known if t.startswith((f"_{name}_", f"_{value}_"))]
        every = "\n".join([self.text, known.get(value, ""), *(known[t] for t in terms)])
        vectors = re.findall(r"\b(\w+)\[|len\((\w+)\)|top_of\((\w+)\)", every)
        self.vectors = [a for a in self.arguments if any(a in found for found in vectors)]
        steps = [m[1] for line in self.text.splitlines() if (m := STEP.match(line))]
        self.numbers = [*(a for a in self.arguments if a not in self.vectors), *steps]
        self.numbers = [n for n in self.numbers if n != "size"]

    def texts(self, support: Support) -> list[str]:
        """The function over one block of rows, its parts, and the function over all rows."""
        parts, lines = [], []
        for line in self.text.splitlines()[1:]:
            part, call = self._line(line, support)
            parts += part
            lines += call
        head = f"def {self.name}_lanes(out, {', '.join(self.arguments)}):"
        return [*parts, _joined([head, *lines]), self._driver(support)]

    def _line(self, line: str, support: Support) -> tuple[list[str], list[str]]:
        """The functions that one line of the program needs, and the line that calls them."""
        if m := SUM.match(line):
            return [self._loop(m[2], m[4], "sum", support)], [
                f"    {m[1]} = {m[2]}_lanes({m[3]}, {m[4]})"
            ]
        if m := FILL.match(line):
            return [self._loop(m[1], m[3], "fill", support)], [
                f"    {m[1]}_lanes(out, {m[2]}, {m[3]})"
            ]
        if m := TOP.match(line):
            return [], [f"    {m[1]} = _tops({m[2]})"]
        if line.startswith("    size = "):
            return [], [line]
        if m := RESULT.match(line):
            return [self._each("result", m[1], support)], [
                f"    _{self.name}_result_lanes(out, {self._needed(m[1])})"
            ]
        if m := STEP.match(line):
            return [self._each(m[1], m[2], support)], [
                f"    {m[1]} = np.empty(LANES)",
                f"    _{self.name}_{m[1]}_lanes({m[1]}, {self._needed(m[2])})",
            ]
        return [], []

    def _needed(self, code: str) -> str:
        names = [*self.arguments, *self.numbers, "size"]
        used = set(re.findall(r"\w+", code))
        return ", ".join(dict.fromkeys(n for n in names if n in used))

    def _loop(self, term: str, arguments: str, kind: str, support: Support) -> str:
        """The loop over entries and lanes."""
        (code,) = re.findall(r"(?m)^    return (.*)$", self.known[term])
        text = support(f"numba_lanes_{kind}.py").replace("NAME", term)
        return text.replace("ARGUMENTS", arguments).replace("CODE", self._at_lane(code))

    def _each(self, step: str, code: str, support: Support) -> str:
        """A number for each lane."""
        text = support("numba_lanes_each.py").replace("NAME", f"_{self.name}_{step}")
        return text.replace("ARGUMENTS", self._needed(code)).replace("CODE", self._at_lane(code))

    def _at_lane(self, code: str) -> str:
        """The code of one lane, with vectorised kernels."""
        entry = rf"\b({'|'.join(self.vectors)})\[(\w+)\]"
        number = rf"\b({'|'.join(self.numbers or ['size'])})\b(?!\()"

        def placed(m: re.Match[str]) -> str:
            if m[1]:
                return f"{m[1]}[{m[2]}, w]" if m[2] == "i" else f"{m[1]}[{m[2]}[w], w]"
            return m[3] if m[3] == "size" else f"{m[3]}[w]"

        return renamed(re.sub(f"{entry}|{number}", placed, code), self.kernels)

    def _driver(self, support: Support) -> str:
        """All rows: blocks of lanes, or one by one."""
        entries = "out" in signature(self.text)
        one = f"{self.name}(out[k], AT)" if entries else f"out[k] = {self.name}(AT)"
        one = one.replace("AT", _places(self.arguments)["AT"])
        blocks = [f"block_{a}" for a in self.arguments]
        size = f"{self.vectors[0]}.shape[1]"
        shape = {a: f"({size}, LANES)" if a in self.vectors else "LANES" for a in self.arguments}
        made = [f"        block_{a} = np.empty({s}, {a}.dtype)" for a, s in shape.items()]
        load = {a: "_load_rows" if a in self.vectors else "_load" for a in self.arguments}
        loads = [f"            {f}(block_{a}, {a}, start, count)" for a, f in load.items()]
        return compiled(
            support("numba_rows.py")
            .replace("NAME", self.name)
            .replace("ARGUMENTS", ", ".join(self.arguments))
            .replace("CALL", one)
            .replace("SIZE", size)
            .replace("OUT", f"({size}, LANES)" if entries else "LANES")
            .replace("        MADE", "\n".join(made))
            .replace("            LOADED", "\n".join(loads))
            .replace("BLOCKS", ", ".join(blocks))
            .replace("STORE", "_store_rows" if entries else "_store")
            .replace("FINITE", "_finite" if entries else "math.isfinite")
        )
