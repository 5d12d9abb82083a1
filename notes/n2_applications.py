r"""Note N2, lines 415-444: distillation by the KL divergence, and the actor-critic algorithm."""

from __future__ import annotations

from sympy import Expr, Symbol, log

from derivecheck.language import KL, Channel, FiniteLaw, given, total
from derivecheck.reading.claim import Claim, Kind, Reading, part

DISTILLATION, ACTOR = "知识蒸馏", "ACTOR-CRITIC"

N, M = (Symbol(name, integer=True, positive=True) for name in "NM")
teacher, student = Channel("p_2", N, M), Channel("p_1", N, M)
P, Q = FiniteLaw("p", M, zeros=True), FiniteLaw("q", M, zeros=True)
own_loss = Symbol("L_C", real=True)


def double_sum() -> Expr:
    """Σ_i Σ_m p₂(m|x_i) log(p₂(m|x_i)/p₁(m|x_i))."""
    return total(
        lambda i: total(
            lambda m: teacher.given(i).at(m) * log(teacher.given(i).at(m) / student.given(i).at(m)),
            1,
            M,
        ),
        1,
        N,
    )


over_samples = total(lambda i: KL(teacher.given(i), student.given(i)), 1, N)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="N2-145",
        lines=(415, 419),
        section=DISTILLATION,
        kind=Kind.PROSE,
        paraphrase="Knowledge distillation compares laws over classes.",
        reason="headings",
    ),
    Claim(
        id="N2-146",
        lines=(421, 421),
        section=DISTILLATION,
        kind=Kind.DEFINITION,
        paraphrase="The divergence of two networks: the KL divergences of their predictions, "
        "summed over the samples.",
        latex=r"D_{KL}(p_2 \parallel p_1) = \sum_{i=1}^N \sum_{m=1}^M p_2^m(x_i) \log "
        r"\frac{p_2^m(x_i)}{p_1^m(x_i)}",
        says=given(teacher, student).eq(over_samples, double_sum()),
        see_also=("N2-149",),
    ),
    Claim(
        id="N2-147",
        lines=(423, 423),
        section=DISTILLATION,
        kind=Kind.DEFINITION,
        paraphrase="The loss of the first network is its own loss plus that divergence.",
        latex=r"L_{\Theta_1} = L_{C_1} + D_{KL}(p_2 \parallel p_1)",
        says=given(teacher, student).eq(own_loss + over_samples, own_loss + double_sum()),
    ),
    Claim(
        id="N2-148",
        lines=(425, 425),
        section=DISTILLATION,
        kind=Kind.PROSE,
        paraphrase="KL measures how different two laws are.",
        says=given(P, Q).zero_iff_equal(KL, P, Q),
        covers=part(
            "how large it is for different laws is left; what is checked is that it is 0 exactly "
            "for equal laws"
        ),
        rests_on=("divergence.gibbs",),
        see_also=("N0-31", "N1-64", "N3-8"),
    ),
    Claim(
        id="N2-149",
        lines=(428, 428),
        section=DISTILLATION,
        kind=Kind.API,
        paraphrase="KLDivLoss with the reduction elementwise_mean, a former name of mean, stands "
        "for the divergence above: it divides by the number of entries, N times M.",
        latex=r"reduction='elementwise_mean'",
        says=given(teacher, student).eq(double_sum() / (N * M), over_samples),
        readings=(
            Reading(
                given(teacher, student).eq(double_sum(), over_samples),
                "with reduction='sum' ('batchmean' for the mean over samples); the default is now "
                "called 'mean' and is a mean over all N·M entries",
                latex=r"\texttt{torch.nn.KLDivLoss(reduction='sum')}",
            ),
        ),
        see_also=("N2-146",),
    ),
    Claim(
        id="N2-150",
        lines=(432, 434),
        section=ACTOR,
        kind=Kind.PROSE,
        paraphrase="Actor-critic joins a policy π(s, a), the actor, with a value function V(s), "
        "the critic, and updates in single steps.",
        latex=r"\pi_{\theta}(s, a)",
        reason="describes an algorithm; names, no formula that asserts anything",
    ),
    Claim(
        id="N2-151",
        lines=(436, 436),
        section=ACTOR,
        kind=Kind.PROSE,
        paraphrase="Policy and value function are both learned.",
        latex=r"V_{\phi}(s)",
        reason="describes an algorithm",
    ),
    Claim(
        id="N2-152",
        lines=(438, 444),
        section=ACTOR,
        kind=Kind.PROSE,
        paraphrase="The actor maps states to actions, the critic tells it the value; both may be "
        "networks.",
        quote="Critic (评委)：因为actor是基于策略policy的所以需要critic来计算出对应actor的value来"
        "反馈给actor，告诉他表现得好不好。所以就要使用到之前的Q值。（当然这个Q-function所以"
        "也可以用神经网络来近似。这个网络被称为critic。",
        reason="describes an algorithm",
    ),
)
