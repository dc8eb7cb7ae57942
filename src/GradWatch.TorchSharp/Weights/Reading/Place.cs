namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>What a parameter's place in its module calls for.</summary>
internal readonly record struct Place(WeightKind Kind)
{
    internal Fans Fans { get; init; }

    internal int Blocks { get; init; } = 1;

    internal Activation? Activation { get; init; }

    internal double LibraryDeviation { get; init; }
}
