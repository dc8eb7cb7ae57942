using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Csv;

/// <summary>The companion of a table: <c>X_tensors.csv</c> beside <c>X.csv</c>, a step and the gradient's L2 norm of each tensor.</summary>
internal static class TensorColumns
{
    private const string Suffix = "_tensors.csv";
    private const string Prefix = "grad_norm/";

    /// <summary>True for a path that is named as a companion.</summary>
    internal static bool IsCompanion(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The companion of a table; null when there is none beside it.</summary>
    internal static string? Of(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || IsCompanion(path))
            return null;
        string companion = path[..^".csv".Length] + Suffix;
        return File.Exists(companion) ? companion : null;
    }

    /// <summary>The rows of a companion, its columns named as norms of tensors.</summary>
    internal static IEnumerable<LogRow> Read(LogInput input)
    {
        var own = new LogInput(input.Path, input.Content, input.Notes);
        List<LogKey> renamed = [];
        var row = new LogRow();
        foreach (LogRow read in new CsvFormat().Read(own))
        {
            row.Clear(read.Place);
            foreach (LogValue value in read.Values)
            {
                while (renamed.Count <= value.Key.Index)
                    renamed.Add(Rename(own.Keys.Keys[renamed.Count].Name, input.Keys));
                row.Add(renamed[value.Key.Index], value.Value);
            }
            yield return row;
        }
    }

    /// <summary>The rows of a table, each after those of its companion up to the same step.</summary>
    internal static IEnumerable<LogRow> Join(IEnumerable<LogRow> table, IEnumerable<LogRow> companion, KeyTable keys)
    {
        LogKey step = keys.Intern("step");
        using IEnumerator<LogRow> tensors = companion.GetEnumerator();
        bool more = tensors.MoveNext();
        foreach (LogRow row in table)
        {
            double at = Value(row, step);
            for (; more && Value(tensors.Current, step) <= at; more = tensors.MoveNext())
                yield return tensors.Current;
            yield return row;
        }
        for (; more; more = tensors.MoveNext())
            yield return tensors.Current;
    }

    private static LogKey Rename(string name, KeyTable keys) =>
        keys.Intern(KeyNames.StepRank(name) >= 0 ? "step" : Prefix + name);

    private static double Value(LogRow row, LogKey key)
    {
        foreach (LogValue value in row.Values)
        {
            if (value.Key == key)
                return value.Value;
        }
        return double.NaN;
    }
}
