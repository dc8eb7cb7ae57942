using Parquet;
using Parquet.Schema;

namespace GradWatch.Cli.Export;

/// <summary>A Parquet file with a column a series, nulls where nothing was measured.</summary>
internal sealed class ParquetExport : TableExport
{
    // A group is held in memory: some 64 MB of values, and at least so many lines that columns of it are worth reading.
    private const int GroupValues = 4 << 20;
    private const int FewestLines = 64;

    private readonly DataField<long> _stepField = new("step");
    private readonly DataField[] _fields;
    private readonly List<long> _steps = [];
    private readonly double?[][] _columns;
    private readonly int _lines;
    private readonly Stream _output;
    private ParquetWriter? _writer;

    internal ParquetExport(Stream output, string[] names) : base(names.Length)
    {
        _output = output;
        _fields = [.. names.Select(name => new DataField<double?>(name))];
        _lines = Math.Max(FewestLines, GroupValues / (names.Length + 1));
        _columns = [.. names.Select(_ => Array.Empty<double?>())];
    }

    /// <inheritdoc/>
    protected override async ValueTask WriteAsync(StepLines line)
    {
        if (_steps.Count == _lines)
            await WriteGroupAsync().ConfigureAwait(false);
        int at = _steps.Count;
        _steps.Add(line.Step);
        foreach (int series in line.Order)
        {
            if (_columns[series].Length <= at)
                Array.Resize(ref _columns[series], Math.Min(_lines, Math.Max(FewestLines, 2 * (at + 1))));
            _columns[series][at] = line[series];
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask EndAsync()
    {
        await WriteGroupAsync().ConfigureAwait(false);
        await _writer!.DisposeAsync().ConfigureAwait(false);
        await _output.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteGroupAsync()
    {
        _writer ??= await ParquetWriter.CreateAsync(new ParquetSchema([_stepField, .. _fields]), _output).ConfigureAwait(false);
        if (_steps.Count == 0)
            return;
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        await group.WriteAsync<long>(_stepField, _steps.ToArray()).ConfigureAwait(false);
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_columns[i].Length < _steps.Count)
                Array.Resize(ref _columns[i], _steps.Count);
            await group.WriteAsync<double>(_fields[i], _columns[i].AsMemory(0, _steps.Count)).ConfigureAwait(false);
            Array.Clear(_columns[i]);
        }
        group.CompleteValidate();
        _steps.Clear();
    }
}
