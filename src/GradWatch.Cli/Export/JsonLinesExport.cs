using System.Text.Encodings.Web;
using System.Text.Json;
using GradWatch.Cli.Runs;

namespace GradWatch.Cli.Export;

/// <summary>A JSON object a step, its series in the order in which they came.</summary>
internal sealed class JsonLinesExport(Stream output, string[] names) : TableExport(names.Length)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BufferedStream _output = new(output, 1 << 16);
    private readonly JsonEncodedText[] _names = [.. names.Select(name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);

    /// <inheritdoc/>
    protected override ValueTask WriteAsync(StepLines line)
    {
        _json.Reset(_output);
        _json.WriteStartObject();
        _json.WriteNumber("step", line.Step);
        foreach (int series in line.Order)
        {
            _json.WritePropertyName(_names[series]);
            RunJson.WriteNumber(_json, line[series]);
        }
        _json.WriteEndObject();
        _json.Flush();
        _output.WriteByte((byte)'\n');
        return default;
    }

    /// <inheritdoc/>
    protected override async ValueTask EndAsync()
    {
        await _json.DisposeAsync().ConfigureAwait(false);
        await _output.DisposeAsync().ConfigureAwait(false);
    }
}
