using static TorchSharp.torch;

namespace GradWatch.Demo.Batches;

/// <summary>Sequences of numbers, two of them marked; the answer is the sum of the two (Hochreiter and Schmidhuber, 1997).</summary>
/// <remarks>Inputs are (batch, time, 2): the number and the mark. What is marked first may lie a whole sequence back.</remarks>
internal sealed class AddingProblem(int time, int batch, int seed)
{
    /// <summary>The mean squared error of always answering 1: the variance of a sum of two uniform numbers.</summary>
    internal const double LossOfAConstant = 1.0 / 6;

    private readonly Random _random = new(seed);
    private readonly float[] _inputs = new float[batch * time * 2];
    private readonly float[] _targets = new float[batch];

    internal (Tensor Inputs, Tensor Targets) Next()
    {
        for (int i = 0; i < batch; i++)
        {
            Span<float> sequence = _inputs.AsSpan(i * time * 2, time * 2);
            for (int t = 0; t < time; t++)
                (sequence[2 * t], sequence[2 * t + 1]) = (_random.NextSingle(), 0);
            int first = _random.Next(time / 2), second = time / 2 + _random.Next(time / 2);
            sequence[2 * first + 1] = sequence[2 * second + 1] = 1;
            _targets[i] = sequence[2 * first] + sequence[2 * second];
        }
        return (tensor(_inputs, [batch, time, 2]), tensor(_targets, [batch, 1]));
    }
}
