"""Why each kind of finding comes about, and what to do; `derivecheck explain RULE` prints it."""

from __future__ import annotations

WHY: dict[str, str] = {
    "inequality-direction": (
        "≤ and ≥ change places when a bound is negated, divided by a negative number or read "
        "from the other side; Jensen's inequality turns round with the sign of the logarithm."
    ),
    "swapped-arguments": (
        "A divergence is not symmetric: KL(p ‖ q) weighs with p, KL(q ‖ p) with q."
    ),
    "wrong-laws": (
        "The Jensen–Shannon divergence compares each law with the mixture of both, not with "
        "the other law."
    ),
    "wrong-law": (
        "p(x, z) = p(z | x) p(x): the factor beside a conditional law is the marginal law of "
        "what is given."
    ),
    "wrong-index": (
        "The index under a sum binds the letters of the summand; an index from outside, or a "
        "range that starts one too early, changes the value."
    ),
    "wrong-optimum": (
        "A likelihood is maximised and a loss minimised; dropping the minus sign turns one "
        "into the other and leaves the word."
    ),
    "bracket": (
        "Without brackets a power or a logarithm takes only the factor next to it: the "
        "logarithm of a mean is not the mean of the logarithm."
    ),
    "exponential": (
        "A density and its logarithm are easily taken for one another: one of them has the "
        "exponential."
    ),
    "wrong-operator": (
        "The logarithm turns products into sums, and is sometimes left behind with the old "
        "sign between the terms."
    ),
    "sum-for-mean": "A loss over a batch is a mean; without 1/N it is N times as large.",
    "inverse": (
        "A rate and a mean, a precision and a variance, a temperature and its inverse are "
        "reciprocals of one another."
    ),
    "wrong-digit": "A printed decimal was rounded or copied wrongly.",
    "logarithm": (
        "Entropies are means of logarithms; the ratio of the densities alone has another mean."
    ),
    "logarithm-base": "Bits have base 2 and nats base e; the two differ by the factor log 2.",
    "wrong-letter": (
        "Two laws or parameters with similar letters change places when a line is copied."
    ),
    "wrong-functional": (
        "Entropy, cross-entropy and divergence differ by one another: KL(p ‖ q) = H(p, q) − H(p)."
    ),
    "wrong-power": (
        "A variance is the square of a standard deviation: σ and σ² are easily taken for one "
        "another."
    ),
    "extra-factor": "A factor was carried over from a line where it stood rightly.",
    "missing-factor": (
        "½ belongs to each half of a mixture, to squares in exponents and to logarithms of "
        "variances."
    ),
    "missing-term": (
        "A constant is often dropped where only the optimum matters; the equality sign then "
        "claims too much."
    ),
    "extra-term": "A term was counted twice or left over from a line before.",
    "sign": "The minus before an entropy gets lost when a logarithm is turned over.",
    "always": "What is denied holds for everything that the assumptions allow.",
    "wrong": "The statement fails at an exact point; no small slip that is known repairs it.",
    "missing-condition": (
        "The statement fails in general and is proved under the condition that is named: say "
        "the condition."
    ),
    "notation": "What is meant is right, and another notation says it.",
    "convention": ("The statement holds under a convention that most texts do not use: say which."),
    "unproved": (
        "No counterexample was found and no proof either: prove it in steps, or state it more "
        "simply."
    ),
    "proved-in-part": "What was checked is less than what the line says; the rest is named.",
    "undecided": "A part could not be evaluated, or a limit was met; the reason says which.",
    "stale": (
        "The note has changed since the claim was written: put the lines right, and see "
        "whether the statement is still what the note says."
    ),
    "suspicious": (
        "Every reading of the line fails, but something speaks against an alarm: a word that "
        "may be a condition, a letter of no certain role, no known slip. Look at the reading; "
        "`derivecheck check --explain FILE:LINE` shows it."
    ),
}
