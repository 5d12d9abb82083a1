"""Two small trainings with proved losses, and with PyTorch's own: `python examples/training.py`.

A variational autoencoder and a classifier distilled from a teacher, each trained twice from one
start.  The curves agree, for the losses are the same numbers where PyTorch's have digits.  Last, a
student that is nearly its teacher, where these have none.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from derivecheck.closed_forms import torch as losses

STEPS = 60
Loss = Callable[..., Tensor]


def curve(model: nn.Module, loss_of: Callable[[nn.Module], Tensor]) -> list[float]:
    """The loss at every step of a training."""
    optimiser, found = torch.optim.Adam(model.parameters(), lr=1e-2), []
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = loss_of(model)
        loss.backward()
        optimiser.step()
        found.append(loss.item())
    return found


def autoencoder(kl: Loss) -> list[float]:
    """Points near a circle, coded by two normal variables."""
    torch.manual_seed(0)
    angle = 6.28 * torch.rand(256)
    points = torch.stack([angle.cos(), angle.sin()], 1) + 0.05 * torch.randn(256, 2)
    model = nn.ModuleList(
        [
            nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 4)),
            nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2)),
        ]
    )
    noise = torch.randn(STEPS, 256, 2).unbind()
    draws = iter(noise)

    def loss_of(model: Any) -> Tensor:
        mu, log_variance = model[0](points).chunk(2, dim=1)
        code = mu + (log_variance / 2).exp() * next(draws)
        fit = (model[1](code) - points).square().sum(1).mean() / (2 * 0.1**2)
        return fit + kl(mu, log_variance).sum(1).mean()

    return curve(model, loss_of)


def torch_kl(mu: Tensor, log_variance: Tensor) -> Tensor:
    """The usual line of a variational autoencoder."""
    return -0.5 * (1 + log_variance - mu.square() - log_variance.exp())


def classifier(distillation: Loss) -> list[float]:
    """A linear student of a fixed teacher with five classes."""
    torch.manual_seed(0)
    points = torch.randn(256, 8)
    teacher = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 5))
    targets = 3 * teacher(points).detach()
    return curve(
        nn.Linear(8, 5), lambda student: distillation(targets, student(points), 2.0).mean()
    )


def torch_distillation(teacher: Tensor, student: Tensor, temperature: float) -> Tensor:
    """T² KL by the logarithms of both laws."""
    log_p = F.log_softmax(teacher / temperature, -1)
    log_q = F.log_softmax(student / temperature, -1)
    return temperature**2 * F.kl_div(log_q, log_p, log_target=True, reduction="none").sum(-1)


def near_the_teacher() -> dict[str, float]:
    """Relative errors of the loss of a student that is off by about 1e-5, in single precision."""
    torch.manual_seed(0)
    teacher = torch.randn(64, 10)
    student = teacher + 1e-5 * torch.randn(64, 10)
    exact = losses.distillation(teacher.double(), student.double(), 2.0).mean()
    means = {
        "proved": losses.distillation(teacher, student, 2.0).mean(),
        "torch": torch_distillation(teacher, student, 2.0).mean(),
    }
    return {name: abs(value.double() / exact - 1).item() for name, value in means.items()}


def main() -> None:
    """Both trainings by both losses, and the case without digits."""
    pairs = {
        "autoencoder": (
            autoencoder(losses.kl_standard_log_variance),
            autoencoder(torch_kl),
        ),
        "classifier": (classifier(losses.distillation), classifier(torch_distillation)),
    }
    for name, (proved, usual) in pairs.items():
        apart = max(abs(a - b) / abs(b) for a, b in zip(proved, usual, strict=True))
        print(f"{name}: {proved[0]:.4f} -> {proved[-1]:.4f}, curves agree within {apart:.0e}")
    errors = near_the_teacher()
    told = ", ".join(f"{name} {error:.0e}" for name, error in errors.items())
    print(f"student near its teacher, relative error of the loss: {told}")


if __name__ == "__main__":
    main()
