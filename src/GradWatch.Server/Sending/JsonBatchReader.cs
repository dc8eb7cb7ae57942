using System.Text.Json;
using GradWatch.Observations;
using GradWatch.Server.Contract;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>Reads the tokens of a batch. It knows at any moment where it stands, so that a fault can be told with its place.</summary>
internal sealed class JsonBatchReader(Intake intake, bool decided)
{
    private const int MostNewNames = 10_000;
    private const int MostIgnoredTold = 100;
    private readonly JsonRow _row = new();
    private readonly HashSet<string> _newNames = [], _ignored = [];
    private long _lost;
    private RunStatus? _status;
    private string? _section, _name, _tensor;
    private int _rowNumber = -1;

    /// <summary>Names of which it is not decided yet what they mean.</summary>
    internal IReadOnlySet<string> NewNames => _newNames;

    /// <summary>Where it stands: <c>rows[3].values.loss</c>.</summary>
    internal string Place => _rowNumber < 0 ? _name ?? "$"
        : string.Join('.', new[] { $"rows[{_rowNumber}]", _section, _name, _tensor }.Where(part => part is not null));

    internal ReadBatch Batch() =>
        new(new RunBatch { Series = _row.Series, Rows = _row.Rows, Lost = _lost, Status = _status }, [.. _ignored.Order(StringComparer.Ordinal)]);

    internal void Read(ref Utf8JsonReader json)
    {
        json.Read();
        Expect(json, JsonTokenType.StartObject, "an object");
        while (Next(ref json))
        {
            _name = Name(ref json);
            switch (_name)
            {
                case "rows":
                    ReadRows(ref json);
                    break;
                case "lost":
                    _lost = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long lost) && lost >= 0 ? lost : throw Fault("a count is expected");
                    break;
                case "status":
                    ReadStatus(ref json);
                    break;
                default:
                    throw Fault("is not known here; there are rows, lost, status");
            }
        }
        _name = null;
        if (json.Read())
            throw Fault("nothing may follow the object");
    }

    private void ReadStatus(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        string? name = json.TokenType == JsonTokenType.String ? json.GetString() : null;
        _status = StatusNames.TryParse(name, out RunStatus status) ? status : throw Fault($"one of {StatusNames.Known} is expected");
    }

    private void ReadRows(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartArray, "an array");
        for (_rowNumber = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; _rowNumber++)
        {
            (_section, _name) = (null, null);
            Expect(json, JsonTokenType.StartObject, "an object");
            ReadRow(ref json);
        }
        _rowNumber = -1;
    }

    private void ReadRow(ref Utf8JsonReader json)
    {
        long? step = null;
        _row.Clear();
        while (Next(ref json))
        {
            _section = Name(ref json);
            switch (_section)
            {
                case "step":
                    step = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long whole) ? whole : throw Fault("a whole number is expected");
                    break;
                case "values":
                    ReadValues(ref json);
                    break;
                case "tensors":
                    ReadQuantities(ref json);
                    break;
                default:
                    throw Fault("is not known here; there are step, values, tensors");
            }
            (_name, _tensor) = (null, null);
        }
        _section = "step";
        _row.End(step ?? throw Fault("is missing"));
        if (_row.Rows.Values > intake.MostValues)
            throw RequestProblemException.TooLarge($"rows[{_rowNumber}]: a batch has {intake.MostValues} values at most; send it in parts");
    }

    private void ReadValues(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartObject, "an object");
        Span<char> buffer = stackalloc char[SchemaColumns.LongestName];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<char> name = Characters(json, buffer);
            bool known = intake.Names.TryFind(name, out Series? series);
            json.Read();
            if (known && series is not null)
            {
                if (JsonNumber.TryRead(ref json, out double value))
                    _row.Add(series, value);
                else if (json.TokenType != JsonTokenType.Null)
                    throw Fault(name, JsonNumber.Expected);
                continue;
            }
            Pass(ref json, name, isNew: !known);
        }
    }

    // A text or a list under a name that means nothing here harms nobody.
    private void Pass(ref Utf8JsonReader json, scoped ReadOnlySpan<char> name, bool isNew)
    {
        json.Skip();
        if (isNew && !decided)
        {
            _newNames.Add(name.ToString());
            if (_newNames.Count > MostNewNames)
                throw Fault($"a batch has {MostNewNames} names at most that are new to the run");
        }
        else if (_ignored.Count < MostIgnoredTold)
        {
            _ignored.Add(name.ToString());
        }
    }

    private void ReadQuantities(ref Utf8JsonReader json)
    {
        Expect(json, JsonTokenType.StartObject, "an object");
        while (Next(ref json))
        {
            _name = Name(ref json);
            Quantity? quantity = TensorQuantity.Of(_name);
            if (quantity is null)
                Pass(ref json, _name, isNew: false);
            else
                ReadTensors(ref json, quantity.Value);
        }
    }

    private void ReadTensors(ref Utf8JsonReader json, Quantity quantity)
    {
        Expect(json, JsonTokenType.StartObject, "an object of values by tensor");
        Span<char> buffer = stackalloc char[SchemaColumns.LongestName];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<char> tensor = Characters(json, buffer);
            if (tensor.IsEmpty)
                throw Fault("a tensor has a name");
            json.Read();
            if (JsonNumber.TryRead(ref json, out double value))
                _row.Add(intake.Names.Tensor(quantity, tensor), value);
            else if (json.TokenType != JsonTokenType.Null)
                throw Fault(tensor, JsonNumber.Expected);
        }
    }

    private string Name(ref Utf8JsonReader json)
    {
        Span<char> buffer = stackalloc char[SchemaColumns.LongestName];
        string name = Characters(json, buffer).ToString();
        json.Read();
        return name;
    }

    private ReadOnlySpan<char> Characters(in Utf8JsonReader json, Span<char> buffer) => json.ValueSpan.Length > buffer.Length
        ? throw Fault($"a name has {buffer.Length} bytes at most")
        : buffer[..json.CopyString(buffer)];

    private static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private void Expect(in Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (json.TokenType != type)
            throw Fault($"{what} is expected");
    }

    private RequestProblemException Fault(ReadOnlySpan<char> last, string what)
    {
        _tensor = last.ToString();
        return Fault(what);
    }

    private RequestProblemException Fault(string what) => RequestProblemException.BadRequest($"{Place}: {what}");
}
