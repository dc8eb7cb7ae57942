using System.Buffers.Binary;
using System.Text;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Export;

/// <summary>An event file of TensorBoard: a scalar an observation, under the name of its series.</summary>
/// <remarks>Scalars are of single precision, as every reader takes them; a series that it cannot hold is written as a tensor of doubles, which
/// TensorBoard shows as a scalar all the same. When a step was made is not kept: all events carry the time at which the run began.</remarks>
internal sealed class EventFileExport : IRunExport
{
    private const int EventTime = 1, EventStep = 2, EventVersion = 3, EventSummary = 5;
    private const int SummaryValue = 1;
    private const int ValueTag = 1, ValueSimple = 2, ValueTensor = 8, ValueMetadata = 9;
    private const int TensorType = 1, TensorShape = 2, TensorDoubles = 6;
    private const int DoubleType = 2;
    private const int MetadataPlugin = 1, PluginName = 1;

    private readonly EventMessage _event = new(), _summary = new(), _value = new(), _tensor = new();
    private readonly byte[][] _tags;
    private readonly bool[] _doubles;
    private readonly bool[] _introduced;
    private readonly byte[] _plugin;
    private readonly double _time;
    private readonly BufferedStream _output;
    private readonly EventRecords _records;

    internal EventFileExport(Stream output, string[] names, bool[] doubles, DateTimeOffset time)
    {
        _tags = [.. names.Select(Encoding.UTF8.GetBytes)];
        (_doubles, _introduced) = (doubles, new bool[names.Length]);
        _time = time.ToUnixTimeMilliseconds() / 1e3;
        _plugin = new EventMessage().Blob(MetadataPlugin, new EventMessage().Text(PluginName, "scalars").Bytes).Bytes.ToArray();
        _output = new BufferedStream(output, 1 << 16);
        _records = new EventRecords(_output);
        _records.Write(_event.Double(EventTime, _time).Text(EventVersion, "brain.Event:2").Bytes);
    }

    /// <summary>True for a series whose extremes single precision makes infinite or zero.</summary>
    internal static bool NeedsDoubles(double min, double max) => !Fits(min) || !Fits(max);

    /// <inheritdoc/>
    public ValueTask WriteAsync(StepRows rows, CancellationToken cancel)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            if (series.Length == 0)
                continue;
            _summary.Clear();
            for (int i = 0; i < series.Length; i++)
                _summary.Blob(SummaryValue, Value(series[i], values[i]));
            _event.Clear().Double(EventTime, _time).Number(EventStep, rows.Steps[row]).Blob(EventSummary, _summary.Bytes);
            _records.Write(_event.Bytes);
        }
        cancel.ThrowIfCancellationRequested();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private ReadOnlySpan<byte> Value(int series, double value)
    {
        _value.Clear().Blob(ValueTag, _tags[series]);
        if (!_doubles[series])
            return _value.Single(ValueSimple, (float)value).Bytes;
        // A scalar is a tensor without dimensions: the message of its shape is empty.
        Span<byte> packed = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(packed, value);
        _tensor.Clear().Number(TensorType, DoubleType).Blob(TensorShape, []).Blob(TensorDoubles, packed);
        _value.Blob(ValueTensor, _tensor.Bytes);
        if (!_introduced[series])
            _value.Blob(ValueMetadata, _plugin);
        _introduced[series] = true;
        return _value.Bytes;
    }

    private static bool Fits(double value) => value == 0 || !double.IsFinite(value) || float.IsNormal((float)value);
}
