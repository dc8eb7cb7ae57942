using static TorchSharp.torch;

/// <summary>Sequences of random digits, and the same sequences backwards.</summary>
internal sealed class ReversedDigits(int length)
{
    internal const int Vocabulary = 10;

    internal int Length => length;

    /// <summary>Both are (count, length).</summary>
    internal (Tensor Inputs, Tensor Targets) Next(int count)
    {
        Tensor digits = randint(0, Vocabulary, [count, length], dtype: int64);
        return (digits, digits.flip(1));
    }
}
