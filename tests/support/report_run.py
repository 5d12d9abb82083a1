"""A run made by hand for the tests of the report: formulas of the notes, outcomes set here."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from derivecheck.findings.evidence import (
    Covers,
    Evidence,
    Outcome,
    Scope,
    Severity,
    Verdict,
    verdict,
)
from derivecheck.findings.finding import (
    Correction,
    Counterexample,
    DerivationRecord,
    Finding,
    Run,
    StatementRecord,
    StepRecord,
)
from derivecheck.latex.unicode import formula

FILES = {
    "N0": "notes/000_5197e34e465bff00.txt",
    "N1": "notes/001_907ce4b95c581103.txt",
    "N4": "notes/004_2a03aa8b4fdeafe2.txt",
}
PROOF = Evidence("normal form", Outcome.PROVES, "left − right reduces to 0", 0.012)
DIGITS = Evidence("50 digits", Outcome.AGREES, "", 0.2, 12, "4.5e-49")
BALLS = Evidence(
    "balls", Outcome.AGREES, "every enclosure of the difference holds 0", 0.1, 12, "2^-190"
)
REFUTES = Evidence("balls", Outcome.REFUTES, "the enclosures are disjoint", 0.1, 1, "0.5")
DIFFERS = Evidence("normal form", Outcome.DISPROVES, "", 0.1, 1, "0.5")
STUCK = Evidence("normal form", Outcome.UNABLE, "no rule turns $\\sum_x$ into a closed form", 5.0)
WHOLE = Covers()
ALL_GOOD = (PROOF, DIGITS, BALLS)


def said(latex: str, *assumptions: str) -> StatementRecord:
    """A statement about every positive number, as it would be printed."""
    return StatementRecord("for all numbers $x>0$", latex, formula(latex), assumptions)


def corrected(latex: str, evidence: tuple[Evidence, ...], note: str = "") -> Correction:
    """A correction to this formula."""
    return Correction(said(latex), evidence, note)


def finding(
    identifier: str,
    lines: tuple[int, int],
    paraphrase: str,
    latex: str,
    evidence: tuple[Evidence, ...],
    severity: Severity = Severity.NONE,
    correction: Correction | None = None,
    covers: Covers = WHOLE,
    **more: object,
) -> Finding:
    note = identifier.split("-")[0]
    repaired = correction.evidence if correction and more.get("condition") else ()
    plain = Finding(
        id=identifier,
        note=note,
        file=FILES[note],
        lines=lines,
        section="VAE中的相对熵" if note == "N0" else "KL divergence",
        kind="equation",
        paraphrase=paraphrase,
        latex=latex,
        verdict=verdict(evidence, repaired, covers.scope),
        covers=covers,
        statement=said(latex, "$x>0$", "natural logarithm") if latex else None,
        severity=severity,
        evidence=evidence,
        correction=correction,
        seconds=0.3,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


GAUSSIAN = finding(
    "N0-31",
    (213, 219),
    "The divergence of a normal law from the standard one, last line of the chain",
    r"KL(N(\mu,\sigma^2)\|N(0,1))=\ln\frac{\sigma_2}{\sigma_1}-\frac{1}{2}"
    r" + \sigma_1^2+\mu_1^2\notag",
    (REFUTES, DIFFERS),
    Severity.ERROR,
    corrected(
        r"\ln\frac{\sigma_2}{\sigma_1}-\frac12+\frac{\sigma_1^2+\mu_1^2}{2\sigma_2^2}",
        ALL_GOOD,
        "the factor $1/(2\\sigma_2^2)$ restored",
    ),
    counterexample=Counterexample(
        "μ1 = 0, σ1 = 1", "0", "1/2", r"\mu_1=0,\ \sigma_1=1,\ \mu_2=0,\ \sigma_2=1"
    ),
    diagnosis="the factor $\\frac{1}{2\\sigma_2^2}$ of the third term was dropped",
    rests_on=("gaussian_kl.univariate",),
    see_also=("N1-22",),
)
FINDINGS = (
    finding(
        "N0-1",
        (25, 27),
        "The entropy of a uniform law on N outcomes is $\\log_2 N$",
        r"\sum_{i=1}^NP(-log_2^P) = -log_2^{\frac{1}{N}}",
        ALL_GOOD,
        rests_on=("entropy.uniform",),
    ),
    finding(
        "N0-2",
        (60, 60),
        "Entropy as an expected code length",
        r"E_{x\sim P(x)}[-log_2^{P(x)}]",
        (PROOF, DIGITS),
        rests_on=("entropy.definition",),
    ),
    finding(
        "N0-3",
        (66, 66),
        "Cross-entropy is symmetric and so a distance",
        r"H(P,Q)=H(Q,P)",
        (REFUTES,),
        Severity.ERROR,
        corrected(r"H(P,Q)=H(P)+D_{\mathrm{KL}}(P\|Q)", ALL_GOOD),
        counterexample=Counterexample("P = (1/2, 1/2), Q = (1/4, 3/4)", "0.8369…", "0.7355…"),
        diagnosis="cross-entropy changes when its arguments are swapped",
        rests_on=("entropy.cross",),
    ),
    finding(
        "N0-20",
        (150, 156),
        "Gradient of an expectation whose law depends on the parameter",
        r"""\begin{align}
    E_{p_{\theta}(z)}[f_{\theta}(z)]\notag\\
    \nabla_{\theta} E_{p_{\theta}(z)}[f_{\theta}(z)]&=\nabla_{\theta}
        [\int_z p_{\theta}(z)f_{\theta}(z)dz]\notag\\
    &=\int_z p_{\theta}(z)[\nabla_{\theta} f_{\theta}(z)]dz
        +\int_z [\nabla_{\theta}p_{\theta}(z)] f_{\theta}(z)dz\notag\\
    &= \int_z f_{\theta}(z)[\nabla_{\theta} f_{\theta}(z)]dz
        +E_{p_{\theta}(z)}[\nabla_{\theta} f_{\theta}(z)]\notag
\end{align}""",
        (REFUTES,),
        Severity.NOTATION,
        corrected(
            r"\int_z f_{\theta}(z)\nabla_{\theta} p_{\theta}(z)\,dz"
            r"+E_{p_{\theta}(z)}[\nabla_{\theta} f_{\theta}(z)]",
            ALL_GOOD,
            "the gradient acts on the density, not once more on $f_\\theta$",
        ),
        counterexample=Counterexample("p = N(θ, 1), f(z) = z, θ = 1", "1", "2"),
        diagnosis="$\\nabla_\\theta f_\\theta$ stands for $\\nabla_\\theta p_\\theta$",
    ),
    GAUSSIAN,
    finding(
        "N0-40",
        (260, 264),
        "The value of the game at the best discriminator",
        r"V(G固定,D^*)=2JS(P(x),P(z))-2\log2",
        (DIGITS, BALLS, STUCK),
        rests_on=("gan.value",),
        reason="the normal form does not join the two integrals",
    ),
    finding(
        "N0-50",
        (8, 8),
        "Entropy stems from the length of a code",
        "",
        (),
        verdict=Verdict.NOT_CHECKABLE,
        reason="history",
    ),
    finding(
        "N1-22",
        (190, 192),
        "KL divergence of two multivariate normal laws",
        r"D_{\mathrm{KL}}(\mathcal{N}(x;\boldsymbol{\mu}_x,\boldsymbol{\Sigma}_x)\parallel\mathcal{N}(\boldsymbol{y};\boldsymbol{\mu}_y,\boldsymbol{\Sigma}_y))=\frac{1}{2}\left[\log\frac{|\boldsymbol{\Sigma}_y|}{|\boldsymbol{\Sigma}_x|}-d+\mathrm{tr}(\boldsymbol{\Sigma}_y^{-1}\boldsymbol{\Sigma}_x)+(\boldsymbol{\mu}_y-\boldsymbol{\mu}_x)^T\boldsymbol{\Sigma}_y^{-1}(\boldsymbol{\mu}_y-\boldsymbol{\mu}_x)\right]",
        ALL_GOOD,
        rests_on=("gaussian_kl.multivariate",),
    ),
    finding(
        "N1-9",
        (118, 118),
        "The mean code length of three outcomes is their entropy",
        r"{\begin{smallmatrix}{\frac  {1}{2}}\times 1+{\frac  {1}{4}}\times 2"
        r"+{\frac  {1}{4}}\times 2={\frac  {3}{2}}\end{smallmatrix}}",
        ALL_GOOD,
    ),
    finding(
        "N1-10",
        (120, 120),
        "With more classes the loss behaves in the same way",
        r"H(P,Q)=H(P)+D_{KL}(P\|Q)",
        ALL_GOOD,
        covers=Covers(Scope.SPECIAL_CASE, "only $N = 2$ classes are checked"),
    ),
    finding(
        "N1-15",
        (140, 140),
        "Cross-entropy of a one-hot label, in bits",
        r"H(P,Q)=-(1*\log_2 0.4+0*\log_2 0.3)=0.916",
        (REFUTES,),
        Severity.ERROR,
        corrected(r"-\ln 0.4 = 0.916\ldots", ALL_GOOD, "the number is in nats: base e, not 2"),
        counterexample=Counterexample("no free variable", "1.3219…", "0.916"),
        diagnosis="base 2 written, base e computed",
    ),
    finding(
        "N1-30",
        (205, 205),
        "The triangle inequality fails for KL",
        r"D_{\text{KL}}(P\parallel Q)> D_{\text{KL}}(P\parallel R) + D_{\text{KL}}(R\parallel Q)",
        (Evidence("worlds", Outcome.UNABLE, "stopped after 60 s"),),
        reason="time limit of 60 s",
    ),
    finding(
        "N4-8",
        (60, 66),
        "Gradient of the loss through softmax",
        r"""\begin{align}
\frac{\part \mathcal{L}}{\part p_j}\cdot \frac{\part p_j}{\part z_i}
  &=\sum_{j\neq i}^N y_j\cdot p_i + y_i\cdot(p_i-1) \\
&=p_i\sum_{j\neq i}^Ny_j + (p_i \cdot y_i - y_i) \\
&=p_i\sum_{j}^Ny_j - y_i \\
&=p_i - y_i
\end{align}""",
        (REFUTES,),
        Severity.IMPRECISE,
        corrected(r"\frac{\partial\mathcal L}{\partial z_i}=p_i-y_i", ALL_GOOD),
        condition="$\\sum_j y_j = 1$",
        counterexample=Counterexample("y = (1, 1), z = (0, 0)", "0", "-1/2"),
        diagnosis="the last step uses $\\sum_j y_j=1$, which is not said",
        rests_on=("softmax.gradient",),
        obligations=("differentiation under a finite sum",),
    ),
)


def step(
    number: int, latex: str, rule: str, reason: str, evidence: tuple[Evidence, ...]
) -> StepRecord:
    return StepRecord(number, "=", latex, formula(latex), rule, reason, evidence, verdict(evidence))


def derivation(
    identifier: str, title: str = "A title", uses: tuple[str, ...] = (), good: bool = True
) -> DerivationRecord:
    last = ALL_GOOD if good else (DIGITS, STUCK)
    steps = (
        step(
            1,
            r"\int p(x)\,\ln\frac{p(x)}{q(x)}\,\mathrm dx",
            "definition",
            "finite, since $q>0$",
            (PROOF, DIGITS),
        ),
        step(
            2,
            r"\ln\frac{\sigma_2}{\sigma_1}-\frac{\operatorname{E}_p(X-\mu_1)^2}{2\sigma_1^2}+\frac{\operatorname{E}_p(X-\mu_2)^2}{2\sigma_2^2}",
            "linearity",
            "all three expectations are finite",
            ALL_GOOD,
        ),
        step(
            3,
            r"\ln\frac{\sigma_2}{\sigma_1}-\frac12+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}",
            "moments of a normal law",
            "$\\operatorname{E}(X-\\mu)^2=\\sigma^2$",
            last,
        ),
    )
    return DerivationRecord(
        id=identifier,
        title=title,
        statement=said(
            r"D_{\mathrm{KL}}(p\,\|\,q)=\ln\frac{\sigma_2}{\sigma_1}-\frac12+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}",
            "$\\mu_1,\\mu_2\\in\\mathbb R$",
            "$\\sigma_1,\\sigma_2>0$",
        ),
        start=r"D_{\mathrm{KL}}(p\,\|\,q)",
        steps=steps,
        verdict=Verdict.PROVED if good else Verdict.SUPPORTED,
        obligations=("$p\\ln q$ is integrable",),
        uses=uses,
        closed_form="kl_normal",
        seconds=0.4,
    )


DERIVATIONS = (
    derivation("entropy.definition", "Entropy as expected surprise"),
    derivation("entropy.uniform", "Entropy of a uniform law", ("entropy.definition",)),
    derivation(
        "entropy.cross", "Cross-entropy is entropy plus divergence", ("entropy.definition",)
    ),
    derivation("gaussian.moments", "Moments of a normal law"),
    derivation(
        "gaussian_kl.univariate",
        "KL divergence between two normal laws",
        ("gaussian.moments", "entropy.cross"),
    ),
    derivation(
        "gaussian_kl.multivariate", "KL divergence in any dimension", ("gaussian_kl.univariate",)
    ),
    derivation("softmax.gradient", "Gradient of the cross-entropy through softmax"),
    derivation(
        "gan.value", "Value of the game at the best discriminator", ("entropy.cross",), good=False
    ),
    derivation("gan.minimum", "Minimum of the game", ("gan.value", "gaussian_kl.univariate")),
)
PROVENANCE = {
    "commit": "4f1c2e9d00aa",
    "seed": "20240917",
    "python": "3.11.7",
    "sympy": "1.14.0",
    "sha256:N0": "5197e34e465bff00" * 4,
}


def sample_run() -> Run:
    return Run("0.1.0", FINDINGS, DERIVATIONS, 50, 12.5, PROVENANCE)


HOSTILE = (
    "\\write18{touch /tmp/x} ^^5c ^^M } { % $ $x^2 # & ~ _ \\input{/etc/passwd} <script>alert(1)"
    "</script> \"' 熵（的）🚀😀 \u202eevil\x00\x07 \\end{document} " + "w" * 120
)


def poisoned(value: Any, text: str) -> Any:
    """The same record with `text` added to every string in it that may hold any, at any depth."""
    if isinstance(value, Enum) or value == WHOLE:
        return value
    if isinstance(value, str):
        return value + text
    if isinstance(value, tuple):
        return tuple(poisoned(v, text) for v in value)
    if isinstance(value, dict):
        return {poisoned(k, text): poisoned(v, text) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), text) for f in fields(value)}
        return replace(value, **changed)
    return value


def crowd(count: int) -> Run:
    """A run of `count` claims, for the size of the report."""
    base = sample_run()
    many = tuple(
        replace(f, id=f"{f.note}-{1000 + i}")
        for i, f in ((i, FINDINGS[i % len(FINDINGS)]) for i in range(count))
    )
    return replace(base, findings=many)
