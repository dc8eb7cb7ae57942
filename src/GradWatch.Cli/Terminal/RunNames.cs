using GradWatch.Reports;

namespace GradWatch.Cli.Terminal;

/// <summary>What runs are called where several are shown: what all paths begin with tells nothing apart.</summary>
internal static class RunNames
{
    internal static string[] Of(IReadOnlyList<Report> reports) =>
        Of([.. reports.Select(report => report.Run.Name is null ? report.Run.Source : $"{report.Run.Source} {report.Run.Name}")]);

    internal static string[] Of(string[] names)
    {
        string common = names[0];
        foreach (string name in names)
            common = common[..common.AsSpan().CommonPrefixLength(name)];
        int cut = names.Min(name => name.Length) > common.Length ? common.LastIndexOf('/') + 1 : 0;
        return [.. names.Select(name => name[cut..])];
    }
}
