using GradWatch.Wording;

namespace GradWatch.Diagnosis.Causes;

/// <summary>The log-odds of a cause, and the sentence behind each part of them.</summary>
/// <param name="prior">Log-odds before any evidence: how common the cause is among unstable runs.</param>
internal sealed class Weighing(double prior)
{
    private const int MostSentences = 4;
    private readonly List<(double Strength, Sentence Sentence)> _evidence = [];
    private readonly List<(double Strength, Sentence Sentence)> _against = [];

    /// <summary>The log-odds so far.</summary>
    internal double LogOdds { get; private set; } = prior;

    /// <summary>What speaks for the cause, strongest first.</summary>
    internal IReadOnlyList<Sentence> Evidence => Strongest(_evidence);

    /// <summary>What speaks against it, strongest first.</summary>
    internal IReadOnlyList<Sentence> Against => Strongest(_against);

    /// <summary>Adds evidence for the cause; the key is that of a sentence in Causes.resx without its prefix.</summary>
    internal Weighing Support(double strength, string key, params object[] arguments) => Add(_evidence, strength, strength, key, arguments);

    /// <summary>Adds evidence against the cause.</summary>
    internal Weighing Oppose(double strength, string key, params object[] arguments) => Add(_against, -strength, strength, key, arguments);

    private Weighing Add(List<(double, Sentence)> side, double change, double strength, string key, object[] arguments)
    {
        LogOdds += change;
        if (strength > 0)
            side.Add((strength, new Sentence("cause." + key, arguments)));
        return this;
    }

    private static IReadOnlyList<Sentence> Strongest(List<(double Strength, Sentence Sentence)> side) =>
        [.. side.OrderByDescending(item => item.Strength).Take(MostSentences).Select(item => item.Sentence)];
}
