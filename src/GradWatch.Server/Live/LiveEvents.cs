using GradWatch.Server.Contract;

namespace GradWatch.Server.Live;

/// <summary>Series that appeared.</summary>
public sealed record SeriesListEvent(IReadOnlyList<SeriesResource> SeriesList);

/// <summary>A run that is gone.</summary>
public sealed record DeletedEvent(string Id);
