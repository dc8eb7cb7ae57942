namespace GradWatch.Storage.Runs;

/// <summary>What is known of a run when it begins.</summary>
public sealed record RunStart
{
    /// <summary>The identity: 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, not beginning with a dot. See <see cref="RunIds"/>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it. Need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where its numbers come from: a path, a host, a program.</summary>
    public string Source { get; init; } = "";

    /// <summary>By which way: <c>gradwatch</c>, <c>torchsharp</c>, <c>mlflow</c>, <c>otlp</c>, or the id of a log format.</summary>
    public string Format { get; init; } = "gradwatch";

    /// <summary>Names and values that the trainer gave it: model, optimizer, data.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
