using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Of a sequence of numbers the two that are marked are to be added (Hochreiter and Schmidhuber 1997).</summary>
internal static class AddingProblem
{
    /// <summary>Inputs [batch, length, 2] of number and mark, targets [batch, 1].</summary>
    internal static (Tensor Inputs, Tensor Targets) Batch(int batch, int length)
    {
        Tensor numbers = rand(batch, length);
        Tensor marks = zeros(batch, length);
        int half = length / 2;
        marks.scatter_(1, randint(half, [batch, 1]), ones(batch, 1));
        marks.scatter_(1, randint(half, length, [batch, 1]), ones(batch, 1));
        return (stack([numbers, marks], 2), (numbers * marks).sum(1, keepdim: true));
    }
}
