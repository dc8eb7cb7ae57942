using GradWatch.Detectors;
using GradWatch.Reports;

namespace GradWatch.Cli;

/// <summary>What the tool answers to the shell.</summary>
internal static class ExitStatus
{
    /// <summary>No critical episode.</summary>
    internal const int Calm = 0;

    /// <summary>A critical episode was found.</summary>
    internal const int Critical = 1;

    /// <summary>Wrong usage, or an input that cannot be read.</summary>
    internal const int Unusable = 2;

    /// <summary>Stopped by Ctrl-C.</summary>
    internal const int Interrupted = 130;

    /// <summary>The status of reports that were all made.</summary>
    internal static int Of(IEnumerable<Report> reports) => reports.Any(report => report.Worst == Severity.Critical) ? Critical : Calm;
}
