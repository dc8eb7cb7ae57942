using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>A key's use, as far as its name tells.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Quantity">Which quantity, where it is one.</param>
/// <param name="Rank">How surely; of several keys of one quantity the lowest rank is the main one.</param>
/// <param name="Tensor">The tensor that the name ends with; null for the run.</param>
internal readonly record struct KeyRole(KeyUse Use, Quantity Quantity = default, int Rank = 0, string? Tensor = null)
{
    /// <summary>From this rank on a loss is a part of a loss.</summary>
    internal const int PartOfLoss = 10;
}
