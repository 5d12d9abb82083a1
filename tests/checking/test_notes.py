"""Notes checked: verdicts of steps, and the five conditions of an alarm with a near miss each."""

from __future__ import annotations

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import CheckedNote, CheckedStep, Said, as_json
from derivecheck.reading.text import Text

LAWS = "Laws $p(x)$ and $q(x)$ on the same outcomes.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n\n"
SLIP = "$$\nKL(p\\|q) = H(q) - H(p)\n$$\n"


def checked(source: str) -> CheckedNote:
    return check_text(Text("n.md", source))


def last(source: str) -> CheckedStep:
    return checked(source).steps[-1]


def verdicts(source: str) -> list[str]:
    return [str(s.verdict) for s in checked(source).steps]


# --- true lines


@pytest.mark.parametrize(
    "line",
    [
        r"KL(p\|q) = H(p,q) - H(p)",
        r"KL(p\|q) \ge 0",
        r"KL(p\|q) \neq KL(q\|p)",
        r"H(X,Y) = H(X) + H(Y|X)",
        r"I(X;Y) = H(X) + H(Y) - H(X,Y)",
        r"I(X;Y) = KL(p(x,y) \| p(x)p(y))",
        r"p(z|x) = \frac{p(x|z)p(z)}{p(x)}",
        r"\log p(x) = E_{q(z|x)}[\log p(x,z) - \log q(z|x)] + KL(q(z|x) \| p(z|x))",
        r"JS(p\|q) = \frac12 KL(p\|\frac{p+q}{2}) + \frac12 KL(q\|\frac{p+q}{2})",
        r"\int_{-\infty}^{\infty} p(x)\log\frac{p(x)}{q(x)}dx = KL(p\|q)",
    ],
)
def test_true_lines_are_proved(line: str) -> None:
    assert str(last(f"$${line}$$").verdict) == "PROVED"


# --- an alarm and what stops it


def test_a_mistake_is_named_and_corrected() -> None:
    step = last(LAWS + SLIP)
    assert step.verdict is Said.WRONG
    assert step.mistake == "an entropy stands for a cross-entropy"
    assert "H(p, q) - H(p)" in step.correction
    assert step.point
    assert step.left != step.right


def test_a_letter_of_uncertain_role_stops_the_alarm() -> None:  # (a)
    line = "$$\nKL(p\\|q) = w H(q) + w - H(p) - w\n$$"
    step = last(LAWS + "$$\nw + w = 2 w\n$$\n" + line)
    assert step.verdict is Said.SUSPICIOUS
    assert "nothing says what w is" in step.why


@pytest.mark.parametrize(
    "words", ["At the optimum we have", "Assume independence. Then", "若独立。则"]
)
def test_a_condition_nobody_read_stops_the_alarm(words: str) -> None:  # (b)
    step = last(LAWS + words + "\n" + SLIP)
    assert step.verdict is Said.SUSPICIOUS
    assert "condition" in step.why


JOINT = "The joint law $p(x, y)$.\n\n$$\np(x, y) = p(x)p(y|x)\n$$\n\n"


@pytest.mark.parametrize(
    ("line", "correction", "mistake"),
    [
        (r"p(x|y) = \frac{p(x|y)p(y)}{p(x)}", r"p(x|y) = \frac{p(y|x)p(x)}{p(y)}", "exchanged"),
        (r"p(x,y) = p(x|y)p(x)", r"p(x,y) = p(y | x)p(x)", "condition is confused"),
        (r"\sum_x p(x,y) = p(x)", r"\sum_x p(x,y) = p(y)", "the marginal law of another variable"),
        (r"p(y|x)p(x) = p(x|y)p(x)", r"p(y|x)p(x) = p(x|y)p(y)", "marginal law"),
        (r"\sum_x p(x|y)p(x) = p(y)", r"\sum_x p(y | x)p(x) = p(y)", "condition is confused"),
    ],
)
def test_confused_laws_of_one_joint_law_are_named(line: str, correction: str, mistake: str) -> None:
    step = last(f"{JOINT}$$\n{line}\n$$")
    assert step.verdict is Said.WRONG
    assert mistake in step.mistake
    assert " ".join(step.correction.split()) == correction


@pytest.mark.parametrize(
    "line", ["p(x,y) = p(x)p(y)", r"p(x,y) = p(x)p(y|x) = p(x)p(y)", "p(x|y) = p(x)"]
)
def test_what_independence_makes_true_raises_no_alarm(line: str) -> None:
    step = last(f"{JOINT}$$\n{line}\n$$")
    assert step.verdict is Said.SUSPICIOUS
    assert step.correction.partition(" = ")[0] != step.correction.partition(" = ")[2] or (
        not step.correction
    )


def test_a_correction_has_the_letters_of_the_line() -> None:
    bound = r"\log p(x) \ge \int q(u) \log \frac{q(u)}{p(x,u)} du"
    step = last(f"Densities $p(x, u)$ and $q(u)$.\n\n$$\n{bound}\n$$")
    right = r"q(u) \log \frac{q(u)}{p(x, u)}\,\mathrm{d}u"
    assert step.correction == rf"\log p(x) \ge - \int {right}"


def test_a_reading_that_holds_stops_the_alarm() -> None:  # (c)
    line = "$$\nH(p) = -\\sum_x P(x) \\log P(x)\n$$"
    assert str(last(LAWS + line).verdict) == "PROVED"


def test_no_known_slip_stops_the_alarm() -> None:  # (d)
    step = last(LAWS + "$$\nKL(p\\|q) = H(p)^3 + 5 H(q)^2\n$$")
    assert step.verdict is Said.SUSPICIOUS
    assert "no known slip" in step.why


def test_a_line_without_a_verified_neighbour_raises_no_alarm() -> None:  # (e)
    step = last(SLIP)
    assert step.verdict is Said.SUSPICIOUS
    assert "no other step" in step.why


def test_a_neighbour_in_another_section_does_not_count() -> None:
    step = last(LAWS + "\n## Another section\n\n" + SLIP)
    assert step.verdict is Said.SUSPICIOUS


# --- true lines that look false


@pytest.mark.parametrize(
    "source",
    [
        "If $H(p) \\ge \\log 4$ the law is wide.",
        "We have a Markov chain. Thus $$I(X;Z|Y) = 0$$",
        "Where X determines Y, $$H(X,Y) = H(X)$$",
        "For example, the density may have $$H(p) < 0$$",
        "Let $p(x) = 1/N$. Then $$H(p) = \\log N$$",
    ],
)
def test_true_lines_that_look_false_raise_no_alarm(source: str) -> None:
    assert "WRONG" not in verdicts(LAWS + source)


# --- what holds only in a case that the formula hints at


def test_two_outcomes_and_a_uniform_law_are_conditions() -> None:
    two = last("$$H(p) = -p(x)\\log p(x) - (1 - p(x)) \\log(1 - p(x))$$")
    assert (two.verdict, two.why) == (Said.CONDITIONAL, "holds if there are two outcomes")
    assert two.point
    uniform = last("$$H(p,q) = -\\sum_{i}^N \\frac{1}{N} \\log q(x_i)$$")
    assert (uniform.verdict, uniform.why) == (Said.CONDITIONAL, "holds if p is uniform")


def test_a_case_that_the_formula_does_not_hint_at_excuses_nothing() -> None:
    assert last(LAWS + "$$\nH(q) = -\\sum_x p(x)\\log q(x)\n$$").verdict is Said.WRONG
    step = last("$$H(p) = p(x)\\log p(x) - (1 - p(x)) \\log(1 - p(x))$$")
    assert step.verdict is Said.SUSPICIOUS


@pytest.mark.parametrize("words", ["In the case $p=q$ we have ", "在$p=q$的情况下，"])
def test_laws_that_the_words_say_are_equal_are_one(words: str) -> None:
    assert verdicts(LAWS + words + "$H(p,q) = H(p)$")[-1] == "PROVED"
    assert verdicts(LAWS + words.replace("p=q", "p=r") + "$H(p,q) = H(p)$")[-1] != "PROVED"
    said = LAWS + words + "$KL(p\\|q) = 0$. In general $KL(p\\|q) \\neq KL(q\\|p)$"
    assert verdicts(said)[-2:] == ["PROVED", "PROVED"]


# --- steps that claim nothing


def test_names_and_settings_claim_nothing() -> None:
    note = checked("Let $X \\sim p$. Define $L = H(p)$. Let $p = q$.")
    assert {s.verdict for s in note.steps} <= {Said.DEFINITION, Said.SETTING}
    assert note.claims == 0


def test_a_defined_name_stands_for_its_meaning() -> None:
    source = "Define $L = H(p, q)$. Then $$L = H(p) + KL(p\\|q)$$"
    assert verdicts(source)[-1] == "PROVED"


def test_a_name_that_is_given_a_second_meaning_raises_no_alarm() -> None:
    source = LAWS + "Define $L = H(p, q)$.\n\n$$\nL = H(p) - KL(p\\|q)\n$$\n"
    assert last(source).verdict in (Said.DEFINITION, Said.SUSPICIOUS)
    bound = last(LAWS + "Define $L = KL(p\\|q)$.\n\n$$\nL \\le 0\n$$\n")
    assert bound.verdict is Said.WRONG
    assert bound.mistake == "the inequality is the wrong way round"


def test_what_is_denied_and_fails_is_right() -> None:
    line = "不能保证 $KL(p\\|q) > KL(p\\|r) + KL(r\\|q)$"
    assert verdicts(line)[-1] == "PROVED"


def test_words_that_are_no_formula_name_the_token() -> None:
    step = last("$$H(p) = 2 \\clubs$$")
    assert step.verdict is Said.NOT_UNDERSTOOD
    assert r"\clubs" in step.why


# --- counts


def test_the_last_line_always_counts() -> None:
    note = checked(LAWS + SLIP)
    assert note.summary == "n.md: 2 steps: 2 claims; 2 understood: 1 proved, 1 wrong"
    assert checked("no mathematics").summary == "n.md: 0 steps: 0 claims; 0 understood"


def test_json_says_what_the_text_says() -> None:
    note = checked(LAWS + SLIP)
    data = as_json([note])["notes"][0]
    assert data["counts"] == {"PROVED": 1, "WRONG": 1}
    assert [s["verdict"] for s in data["steps"]] == ["PROVED", "WRONG"]
    assert data["steps"][1]["line"] == 8
