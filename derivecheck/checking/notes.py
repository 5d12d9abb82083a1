"""A note checked: its steps read, their meanings judged, and each given its verdict.

>>> from derivecheck.reading.text import Text
>>> note = "The entropy is $$H(p) = -\\\\sum_x p(x) \\\\log p(x).$$"
>>> [(s.line, str(s.verdict)) for s in check_text(Text("n.md", note)).steps]
[(1, 'PROVED')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import perf_counter

from sympy import Expr, Indexed, Pow, Sum, Symbol

from derivecheck.checking.alarms import Suspect, reasons
from derivecheck.checking.fixes import fix, line_after, touched
from derivecheck.checking.judged import judged
from derivecheck.checking.outcomes import CheckedNote, CheckedStep, Judged, Said
from derivecheck.checking.reading import Note, read_note
from derivecheck.checking.written import laws, region, written
from derivecheck.findings.card import Fix
from derivecheck.language import Law, Relation, Statement
from derivecheck.language.statements import statement_tex
from derivecheck.latex.formula import tree as t
from derivecheck.reading.collect import contradictions
from derivecheck.reading.document import Document, Step, is_equation, is_instance
from derivecheck.reading.elaboration.statements import Meaning, Refusal
from derivecheck.reading.letters import is_letter
from derivecheck.reading.roles import CLAIMED, EXPLAINED, Role
from derivecheck.reading.symbols import Symbols, defined_name
from derivecheck.reading.text import Text

HOLDS = ("PROVED", "SUPPORTED")
Item = tuple[Text, int]  # a step of a text by its number
Run = Callable[[list[Item]], Iterable[Judged]]


def judge_item(item: Item) -> Judged:
    """The judgement of one step; what worker processes run."""
    text, number = item
    note = read_note(text)
    found = note.meanings[number]
    if isinstance(found, Refusal):
        raise TypeError(f"step {number} has no meaning")
    try:
        return judged(found, note.document.steps[number].role is Role.CLAIM)
    except Exception as error:  # one statement that breaks the engine must not end the others
        return Judged("UNDECIDED", 0, f"a defect of ours: {type(error).__name__}: {error}")


def _one_by_one(items: list[Item]) -> Iterable[Judged]:
    return map(judge_item, items)


def check_text(text: Text, run: Run = _one_by_one) -> CheckedNote:
    """All steps of a text with their verdicts; ``run`` judges items, perhaps in other processes."""
    start = perf_counter()
    note = read_note(text)
    wanted = [k for k, m in enumerate(note.meanings) if not isinstance(m, Refusal)]
    results = dict(zip(wanted, run([(text, k) for k in wanted]), strict=True))
    neighbours = [
        (note.document.steps[k], _chosen(note, k, result))
        for k, result in results.items()
        if result.verdict in HOLDS
    ]
    steps = tuple(
        _checked(note, k, results.get(k), neighbours) for k in range(len(note.document.steps))
    )
    verified = [k for k, result in results.items() if result.verdict in HOLDS]
    steps = tuple(
        _with_fix(note, k, step, results[k], verified, run) if step.verdict is Said.WRONG else step
        for k, step in enumerate(steps)
    )
    found = (*note.document.problems, *contradictions(note.document, note.symbols))
    problems = (*((text.line(p.at), p.message) for p in found), *_unexpected(note.document, steps))
    return CheckedNote(text.name, steps, tuple(problems), perf_counter() - start)


def _with_fix(
    note: Note, number: int, checked: CheckedStep, result: Judged, verified: list[int], run: Run
) -> CheckedStep:
    """A wrong step with the correction in the notation of the note, if an edit gives it."""
    edit = fix(note, number, result, verified, run)
    if edit is None:
        return checked
    text, step = note.document.text, note.document.steps[number]
    return replace(
        checked,
        **vars(written(note.document, step, touched(text, edit))),
        correction=line_after(text, step, edit),
        fix=Fix(region(text, edit.start, edit.end), edit.new, result.mistake),
    )


def _unexpected(document: Document, steps: tuple[CheckedStep, ...]) -> Iterator[tuple[int, str]]:
    """Lines that the note expects to be wrong and that are not."""
    wrong = {s.line for s in steps if s.verdict is Said.WRONG}
    for line in sorted(document.declared.expected - wrong):
        yield line, f"line {line} is expected to be wrong, and is not"


def _chosen(note: Note, number: int, result: Judged) -> Meaning:
    found = note.meanings[number]
    assert not isinstance(found, Refusal)
    return found[result.chosen]


def _checked(
    note: Note, number: int, result: Judged | None, neighbours: list[tuple[Step, Meaning]]
) -> CheckedStep:
    step = note.document.steps[number]
    found = note.meanings[number]
    if step.line in note.document.declared.ignored:
        return _step(note, step, Said.SETTING, "ignored, as the note declares")
    if isinstance(found, Refusal) or result is None:
        refusal = found if isinstance(found, Refusal) else Refusal("not judged", 0, 0)
        verdict, why = _of_refusal(note, step, refusal)
        return _step(note, step, verdict, why, place=(refusal.start, refusal.end))
    verdict, why = _verdict(note, step, found, result, neighbours)
    return _step(note, step, verdict, why, found[result.chosen], result)


def _of_refusal(note: Note, step: Step, refusal: Refusal) -> tuple[Said, str]:
    """What is said of a step without a meaning."""
    if step.relation in EXPLAINED:
        return Said.SETTING, EXPLAINED[step.relation]
    if step.relation == "~~":
        return Said.NOT_UNDERSTOOD, "an approximation is not checked"
    if step.relation not in CLAIMED or step.role is not Role.CLAIM:
        claimless = Said.DEFINITION if step.role is Role.DEFINITION else Said.SETTING
        return claimless, f"a {step.role}"
    if defines(note.symbols, step):
        return Said.DEFINITION, "a new name"
    if _optimises(note.symbols, step):
        return Said.DEFINITION, "an optimum or an objective is named"
    return Said.NOT_UNDERSTOOD, refusal.why


def _optimises(symbols: Symbols, step: Step) -> bool:
    """Whether θ = argmax F, or max V = …, only names the optimum or the objective."""
    if step.left.tree is None or step.right.tree is None or step.relation != "=" or step.number:
        return False
    left, right = t.bare(step.left.tree), t.bare(step.right.tree)
    if isinstance(right, t.Extremum) and right.kind.startswith("arg"):
        return is_letter(left)
    while isinstance(left, t.Extremum) and not left.kind.startswith("arg"):
        left = t.bare(left.body)
        named = defined_name(symbols, left)
        if named is not None and not isinstance(right, t.Extremum):
            return not symbols.definitions_of(named[0], step.start)
    return False


def defines(symbols: Symbols, step: Step) -> bool:
    """Whether a step gives a name or a law its meaning."""
    return any(d.start == step.right.start for d in symbols.made)


def _has_meaning(symbols: Symbols, step: Step) -> bool:
    """Whether the name that a step defines had a meaning before."""
    keys = {d.key for d in symbols.definitions if d.start == step.right.start}
    return any(d.key in keys and d.start < step.right.start for d in symbols.definitions)


def _verdict(
    note: Note,
    step: Step,
    found: list[Meaning],
    result: Judged,
    neighbours: list[tuple[Step, Meaning]],
) -> tuple[Said, str]:
    """The verdict of a step that was understood, and why it is no better."""
    if defines(note.symbols, step) and not (
        _has_meaning(note.symbols, step) and result.verdict in ("PROVED", "SUPPORTED")
    ):
        return Said.DEFINITION, "a new name"
    if result.verdict in ("PROVED", "SUPPORTED"):
        return Said(result.verdict), ""
    if result.verdict == "CONDITIONAL":
        return Said.CONDITIONAL, f"holds if {result.detail}"
    if step.role in (Role.SETTING, Role.CONDITION, Role.GOAL, Role.EXAMPLE):
        return Said.SETTING, f"a {step.role}"
    if is_equation(step) and result.verdict == "REFUTED":
        return Said.SETTING, "an equation to be solved"
    if is_instance(step) and result.verdict == "REFUTED":
        return Said.SETTING, "an instance: a value for laws that the line does not show"
    if result.verdict != "REFUTED":
        return Said.UNDECIDED, result.detail
    if all(restricts(m.statement) for m in found):
        return Said.SETTING, "a condition on letters that nothing else restricts"
    if step.role is Role.NEGATED:
        return Said.PROVED, "the words deny it, and it fails"
    usual = [m for m in found if not m.reading.special]
    against = reasons(Suspect(step, usual, result, neighbours))
    return (Said.SUSPICIOUS, "; ".join(against)) if against else (Said.WRONG, "")


def restricts(says: Statement) -> bool:
    """Whether a relation only says something of letters that are free: λ > 0, Σ w_i = 1, a = b."""
    if not isinstance(says, Relation) or any(isinstance(a, Law) for a in says.given):
        return False
    sides = (says.lhs, says.rhs)
    return all(map(_is_plain, sides)) and not all(x.is_number for x in sides)


def _is_plain(side: Expr) -> bool:
    """Whether a side is a number, a letter, an entry, their power, or the sum of all entries."""
    if isinstance(side, Sum):
        side = side.function
    if isinstance(side, Pow) and side.exp.is_number:
        side = side.base
    return side.is_number or isinstance(side, (Symbol, Indexed))


def _step(
    note: Note,
    step: Step,
    verdict: Said,
    why: str,
    meaning: Meaning | None = None,
    result: Judged | None = None,
    place: tuple[int, int] | None = None,
) -> CheckedStep:
    document = note.document
    side = step.left if result is not None and result.side == "left" else step.right
    part = place if place and place[1] else (side.start, side.end)
    base = CheckedStep(
        line=step.line,
        label=document.text.label(step.line),
        section=step.section,
        **vars(written(document, step, part, meaning.against if meaning else 1)),
        relation=step.relation,
        verdict=verdict,
        why=why,
        expected=step.line in document.declared.expected,
    )
    if meaning is None or result is None:
        return base
    return replace(
        base,
        statement=statement_tex(meaning.statement, meaning.bound),
        reading=meaning.reading.sentence,
        letters=laws(note.symbols, meaning.letters),
        point=result.point,
        left=result.left,
        right=result.right,
        mistake=result.mistake,
        correction=result.correction,
    )
