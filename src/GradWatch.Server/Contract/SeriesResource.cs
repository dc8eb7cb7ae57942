using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Contract;

/// <summary>A series of a run and the number that rows name it by.</summary>
public sealed record SeriesResource(int Index, string Name, string Quantity, string? Tensor, string? Component)
{
    internal static SeriesResource Of(SeriesEntry entry) =>
        new(entry.Index, entry.Series.Name, entry.Series.Quantity.Name(), entry.Series.Tensor, entry.Series.Component);
}
