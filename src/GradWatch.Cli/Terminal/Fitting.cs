namespace GradWatch.Cli.Terminal;

/// <summary>Names that must fit a column.</summary>
internal static class Fitting
{
    /// <summary>Keeps the end: it tells paths apart.</summary>
    internal static string End(string name, int columns) => name.Length <= columns ? name : "…" + name[^(columns - 1)..];

    /// <summary>Keeps both ends: of a tensor the model and the weight.</summary>
    internal static string Middle(string name, int columns)
    {
        if (name.Length <= columns)
            return name;
        int tail = (columns - 1) * 2 / 3;
        return name[..(columns - 1 - tail)] + "…" + name[^tail..];
    }
}
