using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>Where MLflow's parameters, tags and experiment stand among the tags of a run.</summary>
internal static class MlflowTags
{
    internal const string Experiment = "mlflow.experimentName";
    internal const string RunName = "mlflow.runName";
    internal const string User = "mlflow.user";
    private const string Parameter = "param.";
    private const int MostTags = 500;
    private const int LongestName = 250;
    private const int LongestValue = 6000;

    internal static string ParameterTag(string name) => Parameter + name;

    internal static IEnumerable<KeyValuePair<string, string>> Parameters(RunSummary run) => run.Tags
        .Where(tag => tag.Key.StartsWith(Parameter, StringComparison.Ordinal)).Select(tag => KeyValuePair.Create(tag.Key[Parameter.Length..], tag.Value));

    internal static IEnumerable<KeyValuePair<string, string>> Tags(RunSummary run) => run.Tags
        .Where(tag => !tag.Key.StartsWith(Parameter, StringComparison.Ordinal) && tag.Key != Experiment);

    /// <summary>What fits: a list of a thousand runs shows their tags. A value that is too long is cut, a tag too many is left out.</summary>
    internal static Dictionary<string, string> Fitting(IEnumerable<KeyValuePair<string, string>> tags, RunSummary? run)
    {
        Dictionary<string, string> fitting = new(StringComparer.Ordinal);
        foreach ((string name, string value) in tags)
        {
            bool known = run?.Tags.ContainsKey(name) == true || fitting.ContainsKey(name);
            if (name.Length is > 0 and <= LongestName && (known || fitting.Count + (run?.Tags.Count ?? 0) < MostTags))
                fitting[name] = value.Length <= LongestValue ? value : value[..LongestValue];
        }
        return fitting;
    }
}
