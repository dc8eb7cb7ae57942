using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradWatch.Reports;
using GradWatch.Statistics;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>The statistics of a standardizer on disk: one JSON object with its version and a checksum over all of its numbers.</summary>
internal static class StandardizerFile
{
    private const string Schema = "gradwatch.standardizer/1";

    internal static void Write(Standardizer standardizer, string path)
    {
        Content content = new() { Schema = Schema, Dimension = standardizer.Dimension, Features = [.. standardizer.Features.Select(Feature.Of)] };
        content = content with { Checksum = Checksum(content) };
        WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, content, StandardizerJson.Default.Content));
    }

    internal static Standardizer Read(string path)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize(File.ReadAllBytes(path), StandardizerJson.Default.Content);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}, line {fault.LineNumber + 1}: not a saved standardizer: {fault.Message}", fault);
        }
        if (content?.Schema != Schema)
            throw new InvalidDataException($"{path}: its schema is '{content?.Schema}', not '{Schema}'");
        if (content.Checksum != Checksum(content))
            throw new InvalidDataException($"{path}: its numbers do not have the checksum that they were written with");
        return content.Features.Count == 0
            ? new Standardizer(content.Dimension)
            : new Standardizer(content.Dimension, new FeatureStatistics(content.Features.Select(feature => feature.Statistics)));
    }

    // Over the numbers as they are written, not over the bytes of the file, which may be formatted anew.
    private static string Checksum(Content content)
    {
        StringBuilder text = new(content.Dimension.ToString(CultureInfo.InvariantCulture));
        foreach (Feature feature in content.Features)
            text.Append(CultureInfo.InvariantCulture, $";{feature}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    internal sealed record Content
    {
        public required string Schema { get; init; }

        public required int Dimension { get; init; }

        public required IReadOnlyList<Feature> Features { get; init; }

        public string Checksum { get; init; } = "";
    }

    internal sealed record Feature(
        long Count, long NaN, long Infinite, long ZeroOrOne, double Mean, double SquaredDeviations, double Minimum, double Maximum)
    {
        internal static Feature Of(ColumnStatistics column) => new(
            column.Count, column.NaN, column.Infinite, column.ZeroOrOne, column.Mean, column.SquaredDeviations, column.Minimum, column.Maximum);

        [JsonIgnore]
        internal ColumnStatistics Statistics => new()
        {
            Count = Count, NaN = NaN, Infinite = Infinite, ZeroOrOne = ZeroOrOne,
            Mean = Mean, SquaredDeviations = SquaredDeviations, Minimum = Minimum, Maximum = Maximum,
        };

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Count},{NaN},{Infinite},{ZeroOrOne},{Mean:R},{SquaredDeviations:R},{Minimum:R},{Maximum:R}");
    }
}
