using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Text of 32 letters in which the next letter depends on the last one.</summary>
internal sealed class MarkovText
{
    internal const int Letters = 32;
    // Log-odds of this spread leave about 2 nats a letter, between chance (ln 32 = 3.5) and certainty.
    private const double Sharpness = 1.8;

    private readonly Tensor _transitions = (randn(Letters, Letters) * Sharpness).softmax(1);

    /// <summary>Letters [batch, length + 1]: all but the last are the input, all but the first the targets.</summary>
    internal Tensor Batch(int batch, int length)
    {
        List<Tensor> letters = [randint(Letters, [batch])];
        for (int i = 0; i < length; i++)
            letters.Add(_transitions[letters[^1]].multinomial(1).squeeze(1));
        return stack(letters, 1);
    }
}
