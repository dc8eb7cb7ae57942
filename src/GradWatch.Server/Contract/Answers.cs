namespace GradWatch.Server.Contract;

/// <summary>What the server says of itself.</summary>
public sealed record ServerAnswer(string Version, DateTimeOffset Started, string Place, double ObservationsASecond, long Lost);

/// <summary>Runs by verdict, of those that the text and status let pass.</summary>
public sealed record RunCounts(int All, int Critical, int Warning, int Healthy);

/// <summary>A page of the list of runs.</summary>
public sealed record RunsAnswer(IReadOnlyList<RunResource> Runs, RunCounts Counts);

/// <summary>Series, folded for a screen.</summary>
public sealed record SeriesAnswer(IReadOnlyList<BinColumns> Series);

/// <summary>The largest value of each tensor in each column of steps; null where nothing was logged.</summary>
public sealed record HeatAnswer(string Quantity, IReadOnlyList<long> First, IReadOnlyList<long> Last, IReadOnlyList<string> Tensors, IReadOnlyList<double?[]> Cells);

/// <summary>The episodes of a run, by number.</summary>
public sealed record EpisodesAnswer(IReadOnlyList<EpisodeResource> Episodes);

/// <summary>What happened to a run beside its numbers.</summary>
public sealed record EntriesAnswer(IReadOnlyList<EntryResource> Entries);
