namespace GradWatch.Server.Contract;

/// <summary>A run that was created or found, and how far the writer has come who asked.</summary>
public sealed record OpenedAnswer(RunResource Run, long? WriterSequence);

/// <summary>A schema that rows can be sent by.</summary>
public sealed record SchemaAnswer(long Schema, int Columns);

/// <summary>What became of a batch: all of it is durable.</summary>
public sealed record BatchAnswer(long Sequence, bool Repeated, int RefusedSeries, IReadOnlyList<string> Ignored, string Verdict, long LastStep);

/// <summary>What is told of a new run.</summary>
public sealed record OpenRequest(string? Name, string? Source, string? Format, Dictionary<string, string>? Tags);

/// <summary>The columns that binary rows of a schema have.</summary>
public sealed record SchemaRequest(IReadOnlyList<SchemaColumn>? Series);

/// <summary>A column: a quantity, of a tensor or of the run.</summary>
public sealed record SchemaColumn(string? Quantity, string? Tensor, string? Component);

/// <summary>What a run has become.</summary>
public sealed record EndRequest(string? Status);

/// <summary>What a person changes about a run.</summary>
public sealed record ChangeRequest(string? Name, string? Note, Dictionary<string, string>? Tags);
