"""What the commands and words of formulas in notes stand for, as far as their reading goes."""

from __future__ import annotations

from derivecheck.latex.words import CAPITALS, GREEK, UNICODE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _commands(names: str) -> frozenset[str]:
    return frozenset(f"\\{name}" for name in names.split())


RELATIONS = {  # what is written -> the relation
    "=": "=",
    "<": "<",
    ">": ">",
    r"\lt": "<",
    r"\gt": ">",
    r"\le": "<=",
    r"\leq": "<=",
    r"\leqslant": "<=",
    r"\leqq": "<=",
    r"\ge": ">=",
    r"\geq": ">=",
    r"\geqslant": ">=",
    r"\geqq": ">=",
    r"\ne": "!=",
    r"\neq": "!=",
    r"\approx": "~~",
    r"\simeq": "~~",
    r"\thickapprox": "~~",
    r"\cong": "~~",
    r"\propto": "prop",
    r"\equiv": "==",
    r"\triangleq": ":=",
    r"\coloneqq": ":=",
    r"\coloneq": ":=",
    r"\doteq": ":=",
    r"\eqqcolon": "=:",
    r"\sim": "~",
    r"\thicksim": "~",
    r"\in": "in",
    r"\notin": "notin",
    r"\subset": "subset",
    r"\subseteq": "subset",
    r"\to": "to",
    r"\rightarrow": "to",
    r"\longrightarrow": "to",
    r"\xrightarrow": "to",
    r"\mapsto": "to",
    r"\gets": "gets",
    r"\leftarrow": "gets",
    r"\Rightarrow": "then",
    r"\Longrightarrow": "then",
    r"\implies": "then",
    r"\iff": "iff",
    r"\Leftrightarrow": "iff",
    r"\Longleftrightarrow": "iff",
    r"\ll": "<<",
    r"\gg": ">>",
    r"\perp": "indep",
    r"\lesssim": "<~",
    r"\gtrsim": ">~",
    r"\preceq": "prec",
    r"\succeq": "succ",
    r"\succ": "succ",
}
DROPPED = _commands(
    "left right middle displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits "
    "displaylimits notag nonumber noindent hfill relax allowbreak nobreak mathstrut strut "
    "centering "
    "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm small "
    "large thinspace enspace rm bf it cal tt sf sl square blacksquare qed Box normalsize hline "
    "newline protect unboldmath boldmath"
) | {r"\,", r"\;", r"\:", r"\!", r"\ ", r"\/", r"\>", "~", "\\\n"}
GAPS = _commands("quad qquad")
FIRST_ARGUMENT_DROPPED = _commands(
    "label tag tag* ref eqref cite vspace hspace vspace* hspace* color textcolor phantom hphantom "
    "vphantom citep citet footnote intertext shortintertext"
)
FONTS = {
    r"\mathbf": "bold",
    r"\boldsymbol": "bold",
    r"\bm": "bold",
    r"\pmb": "bold",
    r"\symbf": "bold",
    r"\mathbfit": "bold",
    r"\mathcal": "cal",
    r"\mathscr": "cal",
    r"\mathfrak": "frak",
    r"\mathbb": "bb",
    r"\mathds": "bb",
    r"\Bbb": "bb",
    r"\mathrm": "",
    r"\mathit": "",
    r"\mathsf": "",
    r"\mathtt": "",
    r"\mathnormal": "",
    r"\operatorname": "",
    r"\operatorname*": "",
    r"\mathop": "",
    r"\text": "",
    r"\textrm": "",
    r"\textnormal": "",
    r"\textbf": "",
    r"\textit": "",
    r"\textsf": "",
    r"\texttt": "",
    r"\textsc": "",
    r"\mbox": "",
    r"\hbox": "",
    r"\emph": "",
    r"\bold": "bold",
}
TEXT_FONTS = _commands(
    "text textrm textnormal textbf textit textsf texttt textsc mbox hbox emph mathrm mathit mathsf "
    "mathtt operatorname operatorname*"
)
ACCENTS = {
    r"\hat": "hat",
    r"\widehat": "hat",
    r"\tilde": "tilde",
    r"\widetilde": "tilde",
    r"\bar": "bar",
    r"\overline": "bar",
    r"\vec": "vec",
    r"\dot": "dot",
    r"\check": "check",
    r"\underline": "under",
}
ALIASES = {
    r"\part": r"\partial",
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
    r"\cfrac": r"\frac",
    r"\dbinom": r"\binom",
    r"\tbinom": r"\binom",
    r"\infin": r"\infty",
    r"\varepsilon": r"\epsilon",
    r"\varphi": r"\phi",
    r"\ldots": r"\dots",
    r"\cdots": r"\dots",
    r"\dotsc": r"\dots",
    r"\dotsb": r"\dots",
    r"\vdots": r"\dots",
    r"\ddots": r"\dots",
    r"\oint": r"\int",
    r"\intop": r"\int",
    r"\Tr": r"\tr",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\lparen": "(",
    r"\rparen": ")",
    r"\langle": "<|",
    r"\rangle": "|>",
    r"\stackrel": r"\overset",
    r"\E": r"\E",
}
SIGNS = {  # commands that are signs of the language of formulas
    r"\cdot": "*",
    r"\cdotp": "*",
    r"\times": "*",
    r"\ast": "*",
    r"\div": "/",
    r"\pm": "+-",
    r"\mp": "-+",
    r"\|": "||",
    r"\Vert": "||",
    r"\lVert": "||",
    r"\rVert": "||",
    r"\parallel": "||",
    r"\mid": "|",
    r"\vert": "|",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\%": "%",
    r"\colon": ":",
    r"\{": r"\{",
    r"\}": r"\}",
    r"\#": "#",
    r"\&": "&",
    r"\_": "_",
    r"\$": "$",
    r"\prime": "'",
    r"\*": "*",
}
SIGN_OF_CHARACTER = {
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "＝": "=",
    "＋": "+",
    "－": "-",
    "｜": "|",
    "。": ".",
    "−": "-",
    "·": "*",
    "⋅": "*",
    "×": "*",
    "÷": "/",
    "‖": "||",
    "∥": "||",
    "∣": "|",
    "±": "+-",
    "′": "'",
    "’": "'",
}
COMMAND_OF_CHARACTER = {c: latex for c, latex in UNICODE.items() if latex.startswith("\\")}
LETTER_COMMANDS = (GREEK - {r"\varepsilon", r"\varphi"}) | _commands(
    "ell hbar top bot star dagger intercal aleph Re Im circ bullet"
)
LATIN_CAPITALS = {rf"\{name}": latin for name, latin in CAPITALS.items()}
FUNCTIONS = _words(
    "log ln lg exp sin cos tan sinh cosh tanh arctan erf det tr sqrt sign sgn diag rank"
)
OPTIMA = _words("max min sup inf argmax argmin limsup liminf lim")
WORDS = (
    FUNCTIONS
    | OPTIMA
    | _words(
        "KL JS JSD TV CE MSE ELBO NLL Var Cov Pr Bern Bin Cat Dir Gam Poiss Unif Exp Beta "
        "RelativeEntropy CrossEntropy Entropy NLLLoss CrossEntropyLoss softmax Softmax sigmoid "
        "logit logits data const constant Ent ReLU elbo kl real fake"
    )
)
OPERATORS = _commands(  # between two terms, of no meaning that is read here
    "otimes oplus ominus odot circ bullet wedge vee land lor cup cap setminus smallsetminus amalg "
    "bigcup bigcap bigoplus bigotimes forall exists neg lnot because therefore not mathbf mathbb "
    "mathcal mathrm mathop"
)
CONJUNCTIONS = _words(
    "and or with where if for when as since because given let thus so hence otherwise iff s.t. "
    "st such then i.e. that on by at which is are we have in to from the of 和 或 且 其中 若 当 "
    "如果 其 因为 所以 由于 令 设 及 与 对 是 假设 则"
)
ROW_ENVIRONMENTS = _words(
    "align aligned alignat alignedat flalign equation gather gathered split eqnarray multline "
    "displaymath math smallmatrix subequations dcases*"
)
