using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>What the server keeps for itself among a run's entries, so that it survives a restart.</summary>
internal static class OwnEntries
{
    /// <summary>The columns of a schema.</summary>
    internal const string Schema = "schema";

    /// <summary>Which name of a log is which quantity.</summary>
    internal const string Naming = "naming";

    internal static bool IsForPeople(RunEntry entry) => entry.Kind is not (Schema or Naming);

    internal static RunEntry Entry(string kind, RunSummary run, byte[] payload) => new()
    {
        Kind = kind, Row = run.Rows, FirstStep = run.LastStep, LastStep = run.LastStep, English = "", Russian = "", Payload = payload,
    };
}
