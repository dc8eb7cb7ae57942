using System.Text.RegularExpressions;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>The part of MLflow's search language that finds runs by name, status, parameter or tag: comparisons joined by <c>and</c>.</summary>
internal static partial class MlflowFilter
{
    internal static Func<RunSummary, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return _ => true;
        List<Func<RunSummary, bool>> conditions = [.. And().Split(filter).Select(Condition)];
        return run => conditions.TrueForAll(condition => condition(run));
    }

    private static Func<RunSummary, bool> Condition(string text)
    {
        Match match = Comparison().Match(text);
        if (!match.Success)
            throw MlflowProblemException.Wrong($"Invalid filter '{text.Trim()}': only = and != of attributes, params and tags are understood here.");
        string key = match.Groups["key"].Value.Trim('`', '"'), value = match.Groups["value"].Value;
        bool equal = match.Groups["operator"].Value == "=";
        Func<RunSummary, string?> read = match.Groups["entity"].Value.ToLowerInvariant() switch
        {
            "tag" or "tags" => run => key == MlflowTags.RunName ? run.Name : run.Tags.GetValueOrDefault(key),
            "param" or "params" or "parameter" or "parameters" => run => run.Tags.GetValueOrDefault(MlflowTags.ParameterTag(key)),
            _ => key.ToLowerInvariant() switch
            {
                "run_id" => run => run.Id,
                "run_name" or "run name" => run => run.Name,
                "status" => run => MlflowJson.StatusOf(run.Status),
                _ => throw MlflowProblemException.Wrong($"Invalid attribute key '{key}': run_id, run_name and status are understood here."),
            },
        };
        return run => read(run) is { } actual ? actual == value == equal : !equal;
    }

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex("""^\s*(?:(?<entity>attributes?|attr|run|tags?|params?|parameters?)\.)?(?<key>`[^`]+`|"[^"]+"|[\w.]+)\s*(?<operator>=|!=)\s*['"](?<value>[^'"]*)['"]\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();
}
