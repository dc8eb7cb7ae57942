using GradWatch.Storage.Runs;

namespace GradWatch.Server.Contract;

/// <summary>A run as docs/api.md describes it.</summary>
public sealed record RunResource
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required string Format { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public required string Status { get; init; }
    public required long Rows { get; init; }
    public required long Observations { get; init; }
    public required long FirstStep { get; init; }
    public required long LastStep { get; init; }
    public required int Series { get; init; }
    public required long RefusedSeries { get; init; }
    public required long Lost { get; init; }
    public required string Verdict { get; init; }
    public required int Episodes { get; init; }
    public WorstResource? Worst { get; init; }
    public double? LastLoss { get; init; }
    public double? LargestNorm { get; init; }
    public long? FirstNonfiniteStep { get; init; }
    public required IReadOnlyList<double> LossLine { get; init; }
    public required IReadOnlyList<double> NormLine { get; init; }
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
    public required string Note { get; init; }

    /// <summary>Of the run itself alone, not of a list: its series.</summary>
    public IReadOnlyList<SeriesResource>? SeriesList { get; init; }

    internal static RunResource Of(RunSummary run) => new()
    {
        Id = run.Id, Name = run.Name, Source = run.Source, Format = run.Format, Created = run.Created, Updated = run.Updated,
        Status = StatusNames.Name(run.Status), Rows = run.Rows, Observations = run.Observations, FirstStep = run.FirstStep, LastStep = run.LastStep,
        Series = run.Series, RefusedSeries = run.RefusedSeries, Lost = run.Lost, Verdict = run.Verdict, Episodes = run.Episodes,
        Worst = WorstResource.Of(run), LastLoss = run.LastLoss, LargestNorm = run.LargestNorm, FirstNonfiniteStep = run.FirstNonFiniteStep,
        LossLine = run.LossLine, NormLine = run.NormLine, Tags = run.Tags, Note = run.Note,
    };
}
