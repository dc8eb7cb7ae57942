using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>One parameter of a model with what its place calls for.</summary>
internal sealed record ModelWeight
{
    /// <summary>The name in the model, e.g. <c>encoder.0.weight</c>.</summary>
    internal required string Name { get; init; }

    internal required Parameter Tensor { get; init; }

    internal required WeightKind Kind { get; init; }

    /// <summary>The module that holds it.</summary>
    internal required nn.Module Owner { get; init; }

    /// <summary>The name of the module that holds it; empty for the model itself.</summary>
    internal required string OwnerName { get; init; }

    /// <summary>Of one block.</summary>
    internal Fans Fans { get; init; }

    /// <summary>Equal blocks of rows that are weights of their own: 4 gates of an LSTM, 3 of a GRU, query, key and value.</summary>
    internal int Blocks { get; init; } = 1;

    /// <summary>What follows; null when that cannot be seen.</summary>
    internal Activation? Activation { get; init; }

    /// <summary>Standard deviation that the library itself draws it with; 0 when not known.</summary>
    internal double LibraryDeviation { get; init; }

    /// <summary>True of a convolution, whose usual rules count either fan.</summary>
    internal bool IsConvolution { get; init; }

    /// <summary>True where the module stands in a Sequential: what comes before and after it is known, not guessed.</summary>
    internal bool InSequence { get; init; }

    /// <summary>True where a residual branch may go around it: a module of the user's own begins here.</summary>
    internal bool StartsBranch { get; init; }
}
