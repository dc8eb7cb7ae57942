namespace GradWatch.Workloads.Drawn;

/// <summary>A training drawn at random: all that is to be known to build it.</summary>
internal sealed record Plan
{
    /// <summary>Of libtorch's random numbers: first weights and data.</summary>
    public required int Seed { get; init; }

    public required Network Network { get; init; }

    public required Problem Problem { get; init; }

    public required Nonlinearity Nonlinearity { get; init; }

    public required int Depth { get; init; }

    public required int Width { get; init; }

    /// <summary>BatchNorm in an MLP or CNN; the norm before the sub-layers in a transformer.</summary>
    public required bool Normalized { get; init; }

    public required FirstWeights FirstWeights { get; init; }

    /// <summary>Of a plain recurrent network, without a fault.</summary>
    public required double Gain { get; init; }

    public required Descent Descent { get; init; }

    /// <summary>Without a fault.</summary>
    public required double Rate { get; init; }

    public required RateCourse RateCourse { get; init; }

    public required int Batch { get; init; }

    /// <summary>Steps of time of a sequence.</summary>
    public required int Length { get; init; }

    public required int Steps { get; init; }

    /// <summary>The norm that gradients are clipped at; null for none.</summary>
    public double? Clip { get; init; }

    /// <summary>Whether steps that are not finite are skipped.</summary>
    public bool Skips { get; init; }

    public Arithmetic Arithmetic { get; init; }

    /// <summary>The share of the classes that are wrong.</summary>
    public double LabelNoise { get; init; }

    public Fault Fault { get; init; } = Fault.None;

    internal bool IsHalf => Arithmetic is Arithmetic.Half or Arithmetic.DynamicHalf;

    internal bool IsAdam => Descent is Descent.Adam or Descent.AdamW;

    /// <summary>In a few words, for a name.</summary>
    public override string ToString()
    {
        string size = Fault.Size == 1 ? "" : FormattableString.Invariant($"_x{Fault.Size:0.##}");
        return $"{Network}_{Descent}_{Fault.Kind}{size}".ToLowerInvariant();
    }
}
