using System.Globalization;
using System.Text.Json.Nodes;

namespace GradWatch.Dashboard.Tests;

/// <summary>A run that ships with the project, as batches of the HTTP interface.</summary>
internal sealed class RecordedRun
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "Runs", "torchsharp");

    private static readonly Dictionary<string, string> Quantities = new()
    {
        ["loss"] = "loss", ["grad_norm"] = "grad_norm", ["grad_max"] = "grad_max", ["update_ratio"] = "update_ratio", ["param_norm"] = "param_norm",
        ["learning_rate"] = "learning_rate",
    };

    private readonly List<JsonObject> _rows = [];

    internal RecordedRun(string name)
    {
        string[][] run = Cells(Path.Combine(Folder, name + ".csv"));
        string tensorFile = Path.Combine(Folder, name + "_tensors.csv");
        string[][]? tensors = File.Exists(tensorFile) ? Cells(tensorFile) : null;
        for (int i = 1; i < run.Length; i++)
        {
            JsonObject values = [];
            for (int column = 1; column < run[0].Length && column < run[i].Length; column++)
            {
                if (Quantities.TryGetValue(run[0][column], out string? quantity) && Number(run[i][column]) is { } value)
                    values[quantity] = value;
            }
            JsonObject row = new() { ["step"] = long.Parse(run[i][0], CultureInfo.InvariantCulture), ["values"] = values };
            if (tensors is not null && i < tensors.Length)
                row["tensors"] = new JsonObject { ["grad_norm"] = Norms(tensors[0], tensors[i]) };
            _rows.Add(row);
        }
    }

    internal int Count => _rows.Count;

    /// <summary>The body of a batch of some of its rows.</summary>
    internal string Batch(int from, int to) => new JsonObject { ["rows"] = new JsonArray([.. _rows[from..to].Select(row => row.DeepClone())]) }.ToJsonString();

    internal static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GradWatch.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests run outside the project");
        return folder;
    }

    private static JsonObject Norms(string[] names, string[] cells)
    {
        JsonObject norms = [];
        for (int column = 1; column < names.Length && column < cells.Length; column++)
            norms[names[column]] = Number(cells[column]);
        return norms;
    }

    private static string[][] Cells(string path) => [.. File.ReadLines(path).Select(line => line.Split(','))];

    private static JsonValue? Number(string cell)
    {
        // As Python writes it.
        cell = cell.Replace("inf", "Infinity", StringComparison.Ordinal);
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return null;
        return double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
