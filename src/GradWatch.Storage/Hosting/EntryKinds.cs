namespace GradWatch.Storage.Hosting;

/// <summary>What can happen to a run beside its numbers.</summary>
public static class EntryKinds
{
    /// <summary>What a guard did; the payload is as <c>GuardActionBytes</c> writes it.</summary>
    public const string Guard = "guard";

    /// <summary>Where a NaN came from; the payload is as <c>OriginBytes</c> writes it.</summary>
    public const string Origin = "origin";

    /// <summary>Somebody was told of an episode.</summary>
    public const string Alert = "alert";

    /// <summary>Observations were lost before they could be written, or a limit kept series out.</summary>
    public const string Gap = "gap";

    /// <summary>What a person or program remarked.</summary>
    public const string Note = "note";
}
