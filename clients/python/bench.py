"""What watching costs a step: `gradwatch serve` in one terminal, `python3 bench.py` in another.

Each line is one model trained by PyTorch on the CPU with one thread: the time of a step without GradWatch, what torch's own
clip_grad_norm_ adds to it, and what watching adds; medians of turns that take each other off, so that a busy machine harms all alike.
"""
import statistics
import time

import torch

import gradwatch


def transformer(width, layers):
    layer = torch.nn.TransformerEncoderLayer(width, 4, 4 * width, dropout=0.0, batch_first=True)
    return torch.nn.TransformerEncoder(layer, layers), torch.randn(8, 32, width)


def perceptron(width, layers):
    return torch.nn.Sequential(*[torch.nn.Linear(width, width) for _ in range(layers)]), torch.randn(32, width)


def steps(model, optimizer, data, count, clip=False, run=None):
    began = time.perf_counter()
    for _ in range(count):
        optimizer.zero_grad()
        loss = model(data).pow(2).mean()
        loss.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if run is not None:
            run.log(loss=loss)
    return (time.perf_counter() - began) / count * 1e6


def measure(name, build, count, turns=7):
    torch.manual_seed(1)
    model, data = build()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    tensors = sum(1 for _ in model.parameters())
    elements = sum(parameter.numel() for parameter in model.parameters())
    plain, clipped, watched = [], [], []
    steps(model, optimizer, data, 3)
    lost = 0
    for _ in range(turns):
        plain.append(steps(model, optimizer, data, count))
        clipped.append(steps(model, optimizer, data, count, clip=True))
        # The first steps read weights too; what is measured is the step in the middle of a run.
        run = gradwatch.watch(model, optimizer, name="bench " + name, step=gradwatch._TorchProbe.AT_START + 1)
        watched.append(steps(model, optimizer, data, count, run=run))
        run.flush(30)
        run.finish()
        lost += run.lost
    base, clip, watch = (statistics.median(each) for each in (plain, clipped, watched))
    print("%-24s %4d tensors %10s elements   step %8.0f us   clip_grad_norm_ %+7.0f us   watch %+7.0f us (%+.1f %%)   lost %d" % (
        name, tensors, "{:,}".format(elements), base, clip - base, watch - base, 100 * (watch - base) / base, lost), flush=True)


def main():
    torch.set_num_threads(1)
    measure("perceptron", lambda: perceptron(64, 4), 200)
    measure("transformer, small", lambda: transformer(64, 4), 40)
    measure("transformer, 25 layers", lambda: transformer(128, 25), 6)


if __name__ == "__main__":
    main()
