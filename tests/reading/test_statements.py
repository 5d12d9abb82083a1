"""From a note to statements: letters and their roles, readings, refusals."""

from __future__ import annotations

import pytest

from derivecheck.language import CE, KL, FiniteLaw, H, Relation
from derivecheck.reading.collect import read_symbols
from derivecheck.reading.document import Document, Step, read_document
from derivecheck.reading.elaboration.statements import Meaning, Refusal, meanings
from derivecheck.reading.roles import Role, open_condition
from derivecheck.reading.symbols import Kind, Symbols
from derivecheck.reading.text import Text


def read(source: str) -> tuple[Document, Symbols]:
    document = read_document(Text("n.md", source))
    return document, read_symbols(document)


def meant(source: str, number: int = -1) -> list[Meaning] | Refusal:
    document, symbols = read(source)
    return meanings(document, symbols, document.steps[number])


def first(source: str, number: int = -1) -> Relation:
    found = meant(source, number)
    assert not isinstance(found, Refusal), found.why
    assert isinstance(found[0].statement, Relation)
    return found[0].statement


def refusal(source: str, number: int = -1) -> str:
    found = meant(source, number)
    assert isinstance(found, Refusal), [m.statement for m in found]
    return found.why


# --- roles and symbols


def roles(source: str) -> list[Role]:
    return [s.role for s in read(source)[0].steps]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We get $a = b$.", Role.CLAIM),
        ("Let $a = b$.", Role.SETTING),
        ("令$a=b$", Role.SETTING),
        ("If $a = b$, then", Role.CONDITION),
        ("当 $a=b$ 时", Role.CONDITION),
        ("Define $a = b$", Role.DEFINITION),
        ("$a := b$", Role.DEFINITION),
        ("不能保证 $a > b$", Role.NEGATED),
        ("We want to show $a = b$", Role.GOAL),
        ("If it rains, we stay. Then $a = b$", Role.CLAIM),
        ("outlet $a = b$", Role.CLAIM),
        ("For any constant $c$, $a = b$", Role.CLAIM),
        ("For any $a = b$", Role.SETTING),
    ],
)
def test_words_before_a_formula_give_its_role(source: str, expected: Role) -> None:
    assert roles(source) == [expected]


def test_a_condition_before_a_display_speaks_of_all_of_it() -> None:
    assert roles("当 $i \\neq j$ 时有：\n$$\na = b\n$$")[-1] is Role.CLAIM


@pytest.mark.parametrize("words", ["assuming that p is smooth", "若X与Y独立", "at the optimum"])
def test_an_open_condition_is_found(words: str) -> None:
    assert open_condition(words)


@pytest.mark.parametrize("words", ["we find", "iffy", "由此得到"])
def test_no_condition_is_seen_where_none_is(words: str) -> None:
    assert not open_condition(words)


def test_laws_have_evidence() -> None:
    _, symbols = read("Let\n$$E_{x\\sim m}[g]$$\nand $D(r\\|s)$ and $p(x)$")
    assert [symbols.lines(k, Kind.LAW) for k in ("m", "r", "s", "p")] == [(2,), (3,), (3,), (3,)]
    assert not symbols.is_a("g", Kind.LAW)


def test_a_display_goes_on_in_the_next() -> None:
    document, _ = read("$$\na = b\n$$\n\n$$\n= c\n$$")
    assert [(s.chain, s.number) for s in document.steps] == [(1, 0), (1, 1)]


def test_words_between_displays_end_a_chain() -> None:
    document, _ = read("$$\na = b\n$$\nso that\n$$\n= c\n$$")
    assert len({s.chain for s in document.steps}) == 2


# --- statements


def test_entropy_and_cross_entropy() -> None:
    found = first("$$KL(p\\|q) = H(p,q) - H(p)$$")
    p, q = (a for a in found.given if isinstance(a, FiniteLaw))
    assert {found.lhs, found.rhs} == {KL(p, q), CE(p, q) - H(p)}


@pytest.mark.parametrize(
    "line",
    [
        r"H(p) = -\sum_{i=1}^N p(x_i)\log p(x_i)",
        r"H(p) = -\sum_{x} p(x)\log p(x)",
        r"H(p) = -\sum_{x \in \mathcal{X}} p(x)\log p(x)",
        r"H(p) = -\sum p(x)\log p(x)",
        r"H(p) = -\sum_i p_i \log p_i",
        r"H(p) = -\sum_{i=1}^N p(i) \log^{p(i)}",
    ],
)
def test_one_sum_in_many_hands(line: str) -> None:
    found = first(f"A law $p(x)$. $${line}$$")
    assert str(found.rhs) == "-Sum(log(p[i_1])*p[i_1], (i_1, 1, N))"


def test_the_law_of_two_variables_has_marginals() -> None:
    found = first("$$p(x) = \\sum_y p(x, y)$$")
    assert str(found.lhs) == "p_x(x)"
    assert str(found.rhs) == "Sum(p(x, i_1), (i_1, 1, N_y))"


def test_a_letter_without_a_role_is_no_number() -> None:
    assert refusal("$$H(p) = 2 w$$").startswith("nothing says what w is")


def test_a_law_is_no_number() -> None:
    assert "needs an argument" in refusal("$p(x)$ is a law. $$\\sum_x p(x) = 2 p$$")


def test_words_in_the_place_of_a_term() -> None:
    assert "重参数" in refusal("$$H(p) = 重参数 + 1$$")


def test_a_sum_from_zero_counts_no_outcomes() -> None:
    assert "starts at 0" in refusal("$$H(p) = -\\sum_{i=0}^{n} p(x_i)\\log p(x_i)$$")


def test_two_sums_over_the_same_outcomes_must_end_alike() -> None:
    line = "$$\\sum_{i=1}^{n} p(x_i) = \\sum_{i=1}^{m} p(x_i)$$"
    assert "end differently" in refusal(line)


def test_definitions_in_a_circle_are_refused() -> None:
    assert refusal("Define $A := B + 1$. Define $B := A - 1$. So $$A + H(p) = B + 1 + H(p)$$")


def test_the_law_of_a_mean_binds_its_variable() -> None:
    found = first("$$E_{x\\sim P}[\\log Q(x)] = \\sum_x P(x) \\log Q(x)$$")
    assert "@1" in str(found.lhs)
    assert "x" not in {s.name for s in found.lhs.free_symbols}


def test_a_decimal_is_rounded() -> None:
    found = meant("$$\\log 2 = 0.69$$")
    assert not isinstance(found, Refusal)
    assert type(found[0].statement).__name__ == "Rounds"


def test_readings_are_printed_and_ordered() -> None:
    found = meant("$$KL(P\\|Q) = \\sum_x p(x) \\log \\frac{p(x)}{q(x)}$$")
    assert not isinstance(found, Refusal)
    assert [m.reading.one_case for m in found] == [False, True]
    assert "p and P are one law" in found[1].reading.sentence


def test_renaming_a_letter_changes_nothing_but_the_letter() -> None:
    one = first("$$KL(p\\|q) = H(p,q) - H(p)$$")
    other = first("$$KL(Q\\|P) = H(Q,P) - H(Q)$$")
    renamed = str(other.lhs - other.rhs).replace("Q", "a").replace("P", "b")
    assert renamed == str(one.lhs - one.rhs).replace("p", "a").replace("q", "b")


def steps_of(source: str) -> tuple[Step, ...]:
    return read(source)[0].steps


def test_every_step_knows_its_line() -> None:
    source = "text\n\n$$\n\\begin{align}\na &= b \\\\\n  &= c\n\\end{align}\n$$"
    assert [s.line for s in steps_of(source)] == [5, 6]


# --- several integral signs in one


def test_two_integral_signs_in_one_are_two_integrals() -> None:
    joint = "The joint density $p(x, z)$ of $x$ and $z$. "
    inner = r"p(x,z) \log \frac{p(x,z)}{p(x)p(z)} dx dz = 0$$"
    assert first(rf"{joint}$$\iint {inner}") == first(rf"{joint}$$\int \int {inner}")


def test_two_integral_signs_with_one_differential_are_not_one_integral() -> None:
    joint = "The joint density $p(x, z)$ of $x$ and $z$. "
    found = meant(rf"{joint}$$\iint p(x,z) dx = p(z)$$")
    assert isinstance(found, Refusal), [m.statement for m in found]
