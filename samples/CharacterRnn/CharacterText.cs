using static TorchSharp.torch;

/// <summary>A short text as numbers: one for each different character.</summary>
internal sealed class CharacterText
{
    private const string Text =
        "the gradient of a recurrent network is a product of as many factors as there are steps in time. when the factors are larger " +
        "than one the product grows without bound, and the gradient explodes. when they are smaller than one the product shrinks to " +
        "nothing, and the gradient vanishes. a gated network adds to its state instead of multiplying it, and so the gradient can " +
        "travel far. clipping the gradient keeps its direction and bounds its length, so that one bad step does not undo the work of " +
        "a thousand good ones. watch the norm of the gradient, and the network will tell what it needs. ";

    private readonly char[] _letters = [.. Text.Distinct().Order()];
    private readonly long[] _numbers;
    private readonly Random _random = new(1);

    internal CharacterText() => _numbers = [.. Text.Select(Number)];

    internal int Vocabulary => _letters.Length;

    internal long Number(char letter) => Array.IndexOf(_letters, letter);

    internal char Letter(long number) => _letters[number];

    /// <summary>Pieces of the text (batch, length), and the same pieces one character further.</summary>
    internal (Tensor Inputs, Tensor Targets) Next(int batch, int length)
    {
        long[] inputs = new long[batch * length], targets = new long[batch * length];
        for (int piece = 0; piece < batch; piece++)
        {
            int start = _random.Next(_numbers.Length - length - 1);
            _numbers.AsSpan(start, length).CopyTo(inputs.AsSpan(piece * length));
            _numbers.AsSpan(start + 1, length).CopyTo(targets.AsSpan(piece * length));
        }
        return (tensor(inputs, [batch, length]), tensor(targets, [batch, length]));
    }
}
