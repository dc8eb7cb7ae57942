namespace GradWatch.Storage.Runs;

/// <summary>What a person changes about a run; null leaves it as it is.</summary>
public sealed record RunChange
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>A new note.</summary>
    public string? Note { get; init; }

    /// <summary>Tags to set; an empty value removes one.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
