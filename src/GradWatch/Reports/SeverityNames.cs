using GradWatch.Detectors;

namespace GradWatch.Reports;

/// <summary>Names of severities as they are written in data and used as style classes.</summary>
internal static class SeverityNames
{
    /// <summary><c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    public static string Name(this Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };
}
