using System.Text.Json;
using System.Text.RegularExpressions;

namespace GradWatch.Logs.Wandb;

/// <summary>A value that is a JSON object: a histogram, or a dictionary of numbers, whose keys are joined with a dot.</summary>
internal sealed partial class ObjectValue(KeyTable keys)
{
    private readonly NormKeys _norms = new(keys);

    /// <summary>Adds what numbers the object holds. Text, media and tables give none, and neither does what is no JSON.</summary>
    public void Add(LogRow row, string name, string json)
    {
        try
        {
            // Python writes NaN and Infinity bare, which is no JSON.
            using JsonDocument document = JsonDocument.Parse(BareNonFinite().Replace(json, "\"$0\""));
            Add(row, name, document.RootElement);
        }
        catch (JsonException)
        {
            // Not a number is all that matters here: the value is one of the many kinds that are passed over.
        }
    }

    [GeneratedRegex("""(?<=[:,\[]\s*)(-?Infinity|NaN)(?=\s*[,\]}])""")]
    private static partial Regex BareNonFinite();

    private void Add(LogRow row, string name, JsonElement value)
    {
        if (!value.TryGetProperty("_type", out JsonElement type))
            AddEach(row, name, value);
        else if (type.ValueKind == JsonValueKind.String && type.ValueEquals("histogram"u8))
            _norms.Add(row, _norms.Tag(name), Norms(value));
    }

    private void AddEach(LogRow row, string name, JsonElement dictionary)
    {
        foreach (JsonProperty property in dictionary.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
                Add(row, $"{name}.{property.Name}", property.Value);
            else if (TryGetNumber(property.Value, out double number))
                row.Add(keys.Intern($"{name}.{property.Name}"), number);
        }
    }

    private static HistogramNorms Norms(JsonElement histogram)
    {
        var norms = default(HistogramNorms);
        double[] counts = Numbers(histogram, "values");
        double[] edges = Numbers(histogram, "bins");
        if (edges.Length == 0 && histogram.TryGetProperty("packedBins", out JsonElement packed))
            edges = Unpack(packed);
        for (int i = 0; i < counts.Length && i + 1 < edges.Length; i++)
            norms.Add(edges[i], edges[i + 1], counts[i]);
        return norms;
    }

    private static double[] Unpack(JsonElement bins)
    {
        if (bins.ValueKind != JsonValueKind.Object
            || !bins.TryGetProperty("min", out JsonElement min) || !TryGetNumber(min, out double first)
            || !bins.TryGetProperty("size", out JsonElement size) || !TryGetNumber(size, out double width)
            || !bins.TryGetProperty("count", out JsonElement count)
            || !count.TryGetInt32(out int bars) || bars is < 0 or > 1 << 16)
            return [];
        return [.. Enumerable.Range(0, bars + 1).Select(i => first + (i * width))];
    }

    private static double[] Numbers(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(element => TryGetNumber(element, out double number) ? number : double.NaN)]
            : [];

    private static bool TryGetNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDouble(out number),
            JsonValueKind.String =>
                PythonFloat.TryParse(System.Text.Encoding.UTF8.GetBytes(element.GetString() ?? ""), out number)
                && !double.IsFinite(number),
            _ => false,
        };
    }
}
