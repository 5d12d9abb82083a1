"""Writes the emitted modules and the pages made of code: ``python -m derivecheck.generate``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from sympy import digamma, gamma, loggamma, polygamma

from derivecheck.closed_forms import CLOSED_FORMS
from derivecheck.emission import native
from derivecheck.emission.code import array_code, inputs, loop_code
from derivecheck.emission.program import Program
from derivecheck.judgement import explained
from derivecheck.language import vocabulary
from derivecheck.library.closed_form import COTANGENT, ClosedForm
from derivecheck.library.domains import DOMAINS
from derivecheck.library.measured_errors import errors, sentence
from derivecheck.terms.kernels import ELEMENTARY_KERNELS, Kernel
from derivecheck.terms.kernels_gamma import GAMMA_KERNELS

HERE = Path(__file__).parent
GENERATED, NATIVE = HERE / "library" / "generated", HERE / "library" / "native"
SPECIAL = (digamma, gamma, loggamma, polygamma)  # not among the loops: SciPy computes them
HEADS = {
    "arrays": (
        '"""Closed forms over arrays, emitted from proved expressions by derivecheck.generate.\n\n'
        "The first axis of a vector is its index; further axes broadcast.  Nothing is checked\n"
        'here: the functions of `derivecheck.closed_forms` call these.\n"""\n'
    ),
    "loops": (
        '"""Closed forms over floats, emitted from proved expressions by derivecheck.generate.\n\n'
        "Vectors are sequences of floats.  Nothing is checked here: the functions of\n"
        '`derivecheck.closed_forms` call these.\n"""\n'
    ),
}


def _names(kernels: Iterable[type[Kernel]]) -> tuple[str, ...]:
    return tuple(k.__name__ for k in kernels)


MODULES = {
    "arrays": [
        ("numpy", ("abs", "exp", "log", "sign", "sqrt")),
        ("scipy.special", ("gamma", "gammaln", "polygamma", "psi")),
        (
            "derivecheck.library.array_support",
            ("diagonal", "identity_of", "one_hot", "pick", "top_of", "total_of_pairs"),
        ),
        ("derivecheck.library.kernels.arrays", _names(ELEMENTARY_KERNELS)),
        ("derivecheck.library.kernels.gamma_arrays", _names(GAMMA_KERNELS)),
        ("derivecheck.library.recorded", ("total", "totals")),
    ],
    "loops": [
        (
            "derivecheck.library.loop_support",
            ("exp", "fill", "log", "sign", "sqrt", "top_of", "total"),
        ),
        ("derivecheck.library.kernels.scalars", _names(ELEMENTARY_KERNELS)),
        ("derivecheck.library.kernels.gamma_scalars", _names(GAMMA_KERNELS)),
    ],
}


def emitted_modules(forms: Iterable[ClosedForm]) -> dict[str, str]:
    """The text of every emitted module."""
    arrays, loops, indices = [], [], {}
    for form in forms:
        for program in form.model.programs():
            doc = described(form, program)
            if program.free:
                indices[program.name] = len(program.free)
            arrays.append(array_code(program, form.model.tops, doc))
            if _loops(program):
                loops.append(loop_code(program, form.model.tops, doc))
    return {
        "arrays": _module("arrays", [*arrays, _table(indices)]),
        "loops": _module("loops", loops),
    }


def native_files(forms: Iterable[ClosedForm]) -> dict[str, str]:
    """The texts of the compiled library that are generated."""
    found = []
    for form in forms:
        known = {a.name: a for a in (COTANGENT, *form.emitted_arguments)}
        if not any(a.axes == 2 for a in known.values()):
            tops = form.model.tops
            made = [p for p in form.model.programs() if _loops(p)]
            found += [(p, [known[a] for a in inputs(p, tops)], tops) for p in made]
    return {
        "forms.h": native.forms(found),
        "exact.h": native.exact_kernels(),
        "ops.h": native.block_kernels(),
        "table.h": native.table(found),
    }


def digest() -> str:
    """A number that depends on every file of the compiled library but its own."""
    files = sorted(p for p in NATIVE.iterdir() if p.suffix in (".c", ".h") and p.stem != "digest")
    return sha256(b"".join(p.read_bytes() for p in files)).hexdigest()[:16]


def _loops(program: Program) -> bool:
    """Whether loops are written for it: one index at most, elementary functions only."""
    matrices = any(s.total == 2 for s in program.steps) or len(program.free) == 2
    return not matrices and not any(e.has(*SPECIAL) for e in program.exprs)


def _table(indices: Mapping[str, int]) -> str:
    """How many indices the result of a function has, where it has any."""
    rows = "".join(f"    {name!r}: {count},\n" for name, count in indices.items())
    return f"INDICES = {{\n{rows}}}\n".replace("'", '"')


def described(form: ClosedForm, program: Program) -> str:
    """The docstring: what it is, its domain, its unit, its proof, its error as measured."""
    kind, _, by = program.name.removeprefix(f"{form.name}_").partition("_")
    title = form.doc
    if program.name != form.name:
        told = {"by": "Partial derivative of", "pullback": "Gradient through"}[kind]
        title = f"{told} `{form.name}` by {by}."
    domain = "; ".join(f"{a.name}: {DOMAINS[a.domain].sentence}" for a in form.emitted_arguments)
    unit = "  Unit: nats." if form.nats else ""
    measured = sentence(program.name)
    measured = f"  {measured}" if measured else ""
    return f"{title}\n\n    {domain}.{unit}  Proof: {form.id}.{measured}\n    "


def _module(name: str, functions: list[str]) -> str:
    body = "".join(functions)
    words = set(re.findall(r"\w+", body))
    imports = ["import math\n\n"] if "math." in body else []
    for module, names in MODULES[name]:
        used = sorted(words & set(names))
        if used:
            imports.append(f"from {module} import (\n    " + ",\n    ".join(used) + ",\n)\n")
    return HEADS[name] + "\n" + "".join(imports) + "\n\n" + body.rstrip() + "\n"


def stub(forms: Iterable[ClosedForm]) -> str:
    """The types of `derivecheck.closed_forms`: a class for each function, with its signature."""
    lines = [
        '"""Written by derivecheck.generate: the closed forms with their signatures."""\n',
        "from collections.abc import Mapping",
        "from typing import Any, Literal\n",
        "from numpy.typing import ArrayLike\n",
        "from derivecheck.library.closed_form import ClosedForm",
        "from derivecheck.library.multivariate import MultivariateForm\n",
        'Unit = Literal["nats", "bits"]\n',
    ]
    for form in forms:
        kind = type(form).__name__
        lines += [f"class _{form.name}({kind}):", *_stub_call(form), f"{form.name}: _{form.name}\n"]
    lines += ["CLOSED_FORMS: Mapping[str, ClosedForm]\n", "def backend() -> str: ..."]
    return "\n".join(lines) + "\n"


def _stub_call(form: ClosedForm) -> list[str]:
    """The signature and what an editor shows beside it."""
    domain = [f"        {a.name}: {DOMAINS[a.domain].sentence}" for a in form.arguments]
    given = [
        f"        {a.name}: ArrayLike{'' if a.default is None else f' = {a.default!r}'},"
        for a in form.arguments
    ]
    options = ["*", "axis: int = -1", 'unit: Unit = "nats"', "check: bool = True"]
    return [
        "    def __call__(  # type: ignore[override]",
        "        self,",
        *given,
        *(f"        {o}," for o in [*options, "keepdims: bool = False"]),
        "    ) -> Any:",
        f'        """{form.doc}\n',
        *domain,
        '        """',
    ]


def catalogue_page(forms: Iterable[ClosedForm]) -> str:
    """The list of the functions: arguments, what they compute, unit, proof."""
    measured = errors()
    rows = [
        f"| `{f.name}({', '.join(a.name for a in f.arguments)})` | {f.doc.replace('|', '∣')} "
        f"| {'nats' if f.nats else '–'} | {measured.get(f.name, {}).get('error', '–')} | `{f.id}` |"
        for f in forms
    ]
    head = [
        "# Closed forms",
        "",
        "Written by `python -m derivecheck.generate`. Every function computes the result of the",
        "derivation named in the last column: `derivecheck show ID` prints its steps, and",
        "`derivecheck verify ID` checks them. Partial derivatives are at `.grad[argument]`. The",
        "entropy of a coin is `binary_entropy`, of a categorical law `entropy`. Largest errors are",
        "in units in the last place, as measured: [accuracy](accuracy.md) says where and of what.",
        "",
        "| function | computes | unit | largest error | proof |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def main() -> None:
    """Write the generated modules, and the pages of closed forms, vocabulary and mistakes."""
    for name, text in emitted_modules(CLOSED_FORMS.values()).items():
        (GENERATED / f"{name}.py").write_text(text, encoding="utf-8")
    for name, text in native_files(CLOSED_FORMS.values()).items():
        (NATIVE / name).write_text(text, encoding="utf-8")
    (NATIVE / "digest.h").write_text(f'#define DIGEST "{digest()}"\n', encoding="utf-8")
    table = (
        f'"""The sources that the compiled functions are built from."""\n\nDIGEST = "{digest()}"\n'
    )
    (GENERATED / "digest.py").write_text(table, encoding="utf-8")
    types = HERE / "closed_forms" / "__init__.pyi"
    types.write_text(stub(CLOSED_FORMS.values()), encoding="utf-8")
    docs = HERE.parent / "docs"
    if docs.is_dir():
        forms = catalogue_page(CLOSED_FORMS.values())
        (docs / "closed_forms.md").write_text(forms, encoding="utf-8")
        (docs / "vocabulary.md").write_text(vocabulary.page(), encoding="utf-8")
        (docs / "mistakes.md").write_text(explained.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
