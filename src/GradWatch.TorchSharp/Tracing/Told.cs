using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>Sentences of evidence with the numbers of a reading.</summary>
internal static class Told
{
    /// <summary>A sentence of Origins.resx.</summary>
    internal static Sentence Say(string key, params object[] arguments) => new("origin." + key, arguments);

    /// <summary>How many values of something are not finite.</summary>
    internal static Sentence NotFinite(string key, string name, TensorReading reading) =>
        Say(key, name, reading.Statistics.NaN, reading.Infinities, reading.Statistics.Count);

    /// <summary>The range of finite readings; nothing where there are none.</summary>
    internal static IEnumerable<Sentence> Range(string key, string name, IEnumerable<TensorReading> readings)
    {
        List<TensorReading> finite = [.. readings.Where(reading => reading.IsFinite && reading.Statistics.Count > 0)];
        return finite.Count == 0 ? [] : [Say(key, name, finite.Min(reading => reading.Least), finite.Max(reading => reading.Greatest))];
    }
}
