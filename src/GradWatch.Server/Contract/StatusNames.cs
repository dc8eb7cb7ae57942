using GradWatch.Storage.Runs;

namespace GradWatch.Server.Contract;

/// <summary>How far a run has come, as written in data.</summary>
internal static class StatusNames
{
    private static readonly string[] Names = ["running", "finished", "failed", "stopped"];

    internal static string Known { get; } = string.Join(", ", Names);

    internal static string Name(RunStatus status) => Names[(int)status];

    internal static bool TryParse(string? name, out RunStatus status)
    {
        int index = Array.IndexOf(Names, name);
        status = (RunStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
