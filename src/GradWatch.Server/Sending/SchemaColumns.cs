using GradWatch.Observations;
using GradWatch.Server.Contract;

namespace GradWatch.Server.Sending;

/// <summary>The columns of a schema, checked.</summary>
internal static class SchemaColumns
{
    internal const int LongestName = 1024;
    private const int Most = 50_000;

    internal static Series[] Of(SchemaRequest? told)
    {
        if (told?.Series is not { Count: > 0 and <= Most } columns)
            throw RequestProblemException.BadRequest($"series: 1 to {Most} columns are expected");
        Series[] series = new Series[columns.Count];
        HashSet<Series> once = [];
        for (int i = 0; i < series.Length; i++)
        {
            SchemaColumn column = columns[i] ?? throw RequestProblemException.BadRequest($"series[{i}]: an object is expected");
            if (!QuantityNames.TryParse(column.Quantity ?? "", out Quantity quantity))
                throw RequestProblemException.BadRequest($"series[{i}].quantity: there is no '{column.Quantity}'; there are {string.Join(", ", QuantityNames.All)}");
            series[i] = new Series(quantity, Name(column.Tensor, i, "tensor"), Name(column.Component, i, "component"));
            if (!once.Add(series[i]))
                throw RequestProblemException.BadRequest($"series[{i}]: {series[i]} is there twice");
        }
        return series;
    }

    private static string? Name(string? name, int column, string what) => name is { Length: 0 or > LongestName }
        ? throw RequestProblemException.BadRequest($"series[{column}].{what}: 1 to {LongestName} characters are expected, or null")
        : name;
}
