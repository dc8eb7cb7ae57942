using System.Globalization;
using System.Text;

namespace GradWatch.Cli.Export;

/// <summary>A table with a column a series; a cell is empty where nothing was measured. Numbers read back to the same bits.</summary>
internal sealed class CsvExport : TableExport
{
    private readonly int _columns;
    private readonly StreamWriter _writer;

    internal CsvExport(Stream output, string[] names) : base(names.Length)
    {
        _columns = names.Length;
        _writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        _writer.Write("step");
        foreach (string name in names)
        {
            _writer.Write(',');
            _writer.Write(Quoted(name));
        }
        _writer.WriteLine();
    }

    /// <inheritdoc/>
    protected override ValueTask WriteAsync(StepLines line)
    {
        Span<char> text = stackalloc char[32];
        line.Step.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        _writer.Write(text[..length]);
        for (int column = 0; column < _columns; column++)
        {
            _writer.Write(',');
            if (!line.Has(column))
                continue;
            line[column].TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
            _writer.Write(text[..length]);
        }
        _writer.WriteLine();
        return default;
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync() => _writer.DisposeAsync();

    private static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
