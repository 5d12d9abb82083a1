"""The characters of MathML: what each command without arguments stands for, and the alphabets."""

from __future__ import annotations

import unicodedata

from derivecheck.latex import words as words

GREEK_VARIANTS = {
    "varepsilon": "ε",
    "epsilon": "ϵ",
    "vartheta": "ϑ",
    "varpi": "ϖ",
    "varrho": "ϱ",
    "varsigma": "ς",
    "varphi": "φ",
    "phi": "ϕ",
}
SIGNS = (
    "leq ≤ le ≤ geq ≥ ge ≥ ll ≪ gg ≫ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ in ∈ "
    "notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ mid ∣ nmid ∤ parallel ∥ "
    "perp ⟂ to → gets ← rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ "
    "Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ "
    "Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ "
    "uparrow ↑ downarrow ↓ prec ≺ preceq ⪯ succ ≻ succeq ⪰ models ⊨ vdash ⊢ triangleq ≜ doteq ≐ "
    "colon : coloneq ≔ lesssim ≲ gtrsim ≳ leqslant ⩽ geqslant ⩾ times × cdot · div ÷ pm ± mp ∓ "
    "ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ cup ∪ cap ∩ smallsetminus ∖ "
    "land ∧ lor ∨ wedge ∧ vee ∨ neg ¬ lnot ¬ forall ∀ exists ∃ nexists ∄ therefore ∴ because ∵ "
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ "
    "bigvee ⋁ bigwedge ⋀ cdots ⋯ ldots … dots … vdots ⋮ ddots ⋱ dotsb ⋯ dotsc …"
)
LETTERS = (
    "infty ∞ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ prime ′ "
    "angle ∠ top ⊤ bot ⊥ mdlgwhtsquare □ mdlgblksquare ■ checkmark ✓ dagger † triangle △"
)
DELIMITERS = {
    r"\{": "{",
    r"\}": "}",
    r"\|": "‖",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\lVert": "‖",
    r"\rVert": "‖",
    r"\langle": "⟨",
    r"\rangle": "⟩",
    r"\lfloor": "⌊",
    r"\rfloor": "⌋",
    r"\lceil": "⌈",
    r"\rceil": "⌉",
    "<": "⟨",
    ">": "⟩",
    ".": "",
}
WIDTHS = {  # em
    r"\,": 0.167,
    r"\thinspace": 0.167,
    r"\:": 0.222,
    r"\>": 0.222,
    r"\;": 0.278,
    r"\!": -0.167,
    r"\ ": 0.25,
    "~": 0.25,
    r"\enspace": 0.5,
    r"\quad": 1.0,
    r"\qquad": 2.0,
}
ACCENTS = {
    r"\hat": "^",
    r"\widehat": "^",
    r"\tilde": "~",
    r"\widetilde": "~",
    r"\bar": "¯",
    r"\overline": "¯",
    r"\underline": "_",
    r"\vec": "→",
    r"\dot": "˙",
    r"\ddot": "¨",
    r"\check": "ˇ",
    r"\breve": "˘",
    r"\acute": "´",
    r"\grave": "`",
}
ALPHABETS = {
    r"\mathbb": "DOUBLE-STRUCK",
    r"\mathcal": "SCRIPT",
    r"\mathscr": "SCRIPT",
    r"\mathfrak": "FRAKTUR",
    r"\mathbf": "BOLD",
    r"\symbfup": "BOLD",
    r"\boldsymbol": "BOLD ITALIC",
    r"\bm": "BOLD ITALIC",
    r"\pmb": "BOLD ITALIC",
    r"\symbf": "BOLD ITALIC",
    r"\mathsf": "SANS-SERIF",
    r"\mathtt": "MONOSPACE",
}


def _greek(name: str) -> str:
    if name in GREEK_VARIANTS:
        return GREEK_VARIANTS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    spelt = "lamda" if name.lower() == "lambda" else name
    return unicodedata.lookup(f"GREEK {size} LETTER {spelt.upper()}")


def _pairs(listing: str) -> dict[str, str]:
    names = listing.split()
    return {rf"\{k}": v for k, v in zip(names[::2], names[1::2], strict=True)}


IDENTIFIERS = {g: _greek(g[1:]) for g in words.GREEK} | _pairs(LETTERS)
OPERATORS = _pairs(SIGNS) | {rf"\{c}": c for c in "%_#&$"}


def styled(character: str, alphabet: str) -> str:
    """Return a letter or digit in a mathematical alphabet; what that alphabet lacks stays.

    >>> styled("E", "DOUBLE-STRUCK"), styled("N", "SCRIPT"), styled("μ", "BOLD ITALIC")
    ('𝔼', '𝒩', '𝝁')
    """
    try:
        name = unicodedata.name(character)
    except ValueError:
        return character
    plain = name.replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    if name.startswith("DIGIT") and alphabet == "BOLD ITALIC":
        alphabet = "BOLD"
    for prefix in (f"MATHEMATICAL {alphabet} ", f"{alphabet} "):
        try:
            return unicodedata.lookup(prefix + plain)
        except KeyError:
            continue
    return character
