"""The allow-list of the math gate: every LaTeX command a formula may use, and nothing else."""

from __future__ import annotations


def _commands(names: str) -> frozenset[str]:
    return frozenset(f"\\{name}" for name in names.split())


GREEK = _commands(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
FUNCTIONS = _commands(
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det dim ker "
    "deg hom arg gcd Pr max min sup inf lim limsup liminf"
)
BIG = _commands(
    "sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge"
)
RELATIONS = _commands(
    "le leq ge geq ll gg neq ne equiv approx sim simeq cong propto in notin ni subset subseteq "
    "subsetneq supset supseteq mid nmid parallel perp to gets rightarrow leftarrow leftrightarrow "
    "Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow Longrightarrow "
    "Longleftarrow Longleftrightarrow implies impliedby iff mapsto longmapsto hookrightarrow "
    "uparrow downarrow prec preceq succ succeq models vdash triangleq doteq colon coloneq lesssim "
    "gtrsim leqslant geqslant"
)
BINARY = _commands(
    "times cdot div pm mp ast star circ bullet oplus ominus otimes odot cup cap smallsetminus "
    "land lor wedge vee"
)
ORDINARY = _commands(
    "infty partial nabla forall exists nexists emptyset varnothing ell hbar Re Im aleph prime "
    "angle neg lnot top bot cdots ldots dots vdots ddots dotsb dotsc mdlgwhtsquare mdlgblksquare "
    "checkmark dagger "
    "triangle therefore because % _ # & $"
)
SPACES = _commands("quad qquad enspace thinspace , ; : ! >") | {"\\ ", "~"}
STYLES = _commands("displaystyle textstyle scriptstyle scriptscriptstyle")
SYMBOLS = GREEK | FUNCTIONS | BIG | RELATIONS | BINARY | ORDINARY | SPACES | STYLES
LIMIT_TAKERS = BIG | FUNCTIONS

ALIASES = {
    r"\part": r"\partial",
    r"\lt": "<",
    r"\gt": ">",
    r"\ne": r"\neq",
    r"\eqqcolon": "=:",
    r"\Vert": r"\|",
    r"\vert": "|",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\square": r"\mdlgwhtsquare",
    r"\Box": r"\mdlgwhtsquare",
    r"\qed": r"\mdlgblksquare",
    r"\blacksquare": r"\mdlgblksquare",
    r"\setminus": r"\smallsetminus",
    r"\coloneqq": r"\coloneq",
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\R": r"\mathbb{R}",
    r"\lparen": "(",
    r"\rparen": ")",
}
CAPITALS = {  # Greek capitals that look like Latin ones: LaTeX has no command of its own
    "Alpha": "A",
    "Beta": "B",
    "Epsilon": "E",
    "Zeta": "Z",
    "Eta": "H",
    "Iota": "I",
    "Kappa": "K",
    "Mu": "M",
    "Nu": "N",
    "Omicron": "O",
    "Rho": "P",
    "Tau": "T",
    "Chi": "X",
}
ALIASES |= {rf"\{name}": rf"\mathrm{{{latin}}}" for name, latin in CAPITALS.items()}

ALPHABETS = {  # the note's command -> the command of unicode-math
    r"\mathbb": r"\mathbb",
    r"\mathbf": r"\symbfup",
    r"\mathcal": r"\mathcal",
    r"\mathscr": r"\mathscr",
    r"\mathfrak": r"\mathfrak",
    r"\mathsf": r"\mathsf",
    r"\mathit": r"\mathit",
    r"\mathtt": r"\mathtt",
    r"\mathrm": r"\mathrm",
    r"\mathnormal": r"\symit",
    r"\boldsymbol": r"\symbf",
    r"\bm": r"\symbf",
    r"\pmb": r"\symbf",
    r"\symbf": r"\symbf",
    r"\symbfup": r"\symbfup",
}
TEXT_ALPHABETS = {  # these set words in a text font; their twins take every other sign
    r"\mathrm": r"\symup",
    r"\mathit": r"\symit",
    r"\mathsf": r"\symsf",
    r"\mathtt": r"\symtt",
    r"\operatorname": r"\symup",
    r"\operatorname*": r"\symup",
}
SWITCHES = {  # {\rm x}: the old font switches, which last to the end of their group
    r"\rm": r"\mathrm",
    r"\bf": r"\mathbf",
    r"\it": r"\mathit",
    r"\sf": r"\mathsf",
    r"\tt": r"\mathtt",
    r"\cal": r"\mathcal",
}
ACCENTS = _commands(
    "hat widehat tilde widetilde bar overline underline vec dot ddot check breve acute grave"
)
ONE_ARGUMENT = (
    frozenset(ALPHABETS)
    | ACCENTS
    | _commands(
        "sqrt underbrace overbrace phantom hphantom vphantom boxed mathop mathrel mathbin mathord "
        "mathopen mathclose operatorname operatorname* xrightarrow xleftarrow pmod"
    )
)
TWO_ARGUMENTS = _commands("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel")
OPTIONAL = _commands("sqrt xrightarrow xleftarrow")
TEXTS = _commands("text textrm textnormal textbf textit textsf texttt mbox hbox")
DROPPED = _commands("notag nonumber limits nolimits displaylimits relax hfill allowbreak nobreak")
DROPPED_WITH_ARGUMENT = _commands("label tag tag*")

DELIMITERS = frozenset("()[]|/<>") | _commands(
    "{ } | lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil"
)
SIZES = _commands(
    "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm"
)

ENVIRONMENTS = {  # the note's environment -> what it becomes inside a formula, most & in a row
    "align": ("aligned", 12),
    "align*": ("aligned", 12),
    "aligned": ("aligned", 12),
    "alignedat": ("aligned", 12),
    "eqnarray": ("aligned", 12),
    "eqnarray*": ("aligned", 12),
    "split": ("aligned", 12),
    "equation": ("aligned", 12),
    "equation*": ("aligned", 12),
    "gather": ("gathered", 0),
    "gather*": ("gathered", 0),
    "gathered": ("gathered", 0),
    "multline": ("gathered", 0),
    "multline*": ("gathered", 0),
    "cases": ("cases", 1),
    "matrix": ("matrix", 9),
    "pmatrix": ("pmatrix", 9),
    "bmatrix": ("bmatrix", 9),
    "Bmatrix": ("Bmatrix", 9),
    "vmatrix": ("vmatrix", 9),
    "Vmatrix": ("Vmatrix", 9),
    "smallmatrix": ("smallmatrix", 9),
    "array": ("array", 9),
}

UNICODE = {
    "−": "-",
    "–": "-",
    "×": r"\times",
    "·": r"\cdot",
    "⋅": r"\cdot",
    "÷": r"\div",
    "±": r"\pm",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\neq",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∼": r"\sim",
    "∝": r"\propto",
    "∞": r"\infty",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∈": r"\in",
    "∉": r"\notin",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "∪": r"\cup",
    "∩": r"\cap",
    "∀": r"\forall",
    "∃": r"\exists",
    "∅": r"\emptyset",
    "→": r"\to",
    "←": r"\gets",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "↦": r"\mapsto",
    "‖": r"\|",
    "∥": r"\|",
    "∣": r"\mid",
    "…": r"\ldots",
    "⋯": r"\cdots",
    "′": "'",
    "’": "'",
    "ℝ": r"\mathbb{R}",
    "𝔼": r"\mathbb{E}",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "\u00a0": " ",
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "ϵ": r"\epsilon",
    "ζ": r"\zeta",
    "η": r"\eta",
    "θ": r"\theta",
    "ι": r"\iota",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "µ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "υ": r"\upsilon",
    "φ": r"\varphi",
    "ϕ": r"\phi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Ξ": r"\Xi",
    "Π": r"\Pi",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
    "Η": r"\Eta",
}
