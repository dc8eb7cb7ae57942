using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Causes;
using GradWatch.Diagnosis.Facts;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;

namespace GradWatch.Tests.Diagnosis;

/// <summary>A run put together row by row, with the episodes that detectors would have said: no detector, no file.</summary>
internal sealed class MadeRun
{
    private readonly RunRecord _record = new();
    private readonly List<Episode> _episodes = [];
    private readonly List<NonFiniteOrigin> _origins = [];

    internal RunFacts Facts => RunFacts.Of(_record, _episodes, _origins)!;

    internal RunDiagnosis Diagnosis => Diagnostician.Diagnose(_record, _episodes, _origins);

    internal IReadOnlyList<Remedy> Remedies => Prescription.For(_record, _episodes, Diagnosis, _origins);

    internal Cause? Cause(string id) => Diagnosis.Causes.FirstOrDefault(cause => cause.Id == id);

    internal string First => Diagnosis.Causes[0].Id;

    internal double LogOdds(ICause cause) => cause.Weigh(Facts).LogOdds;

    internal string? Locate() => Localization.Locate(_record, _episodes[0]);

    internal MadeRun With(Quantity quantity, params double[] values) => With(quantity, null, values);

    internal MadeRun With(Quantity quantity, string? tensor, params double[] values)
    {
        var series = new Series(quantity, tensor);
        for (int step = 0; step < values.Length; step++)
            _record.Add(new Observation(step, series, values[step]));
        return this;
    }

    /// <summary>Values of which only every so many steps is logged.</summary>
    internal MadeRun Every(int stride, Quantity quantity, params double[] values)
    {
        for (int row = 0; row < values.Length; row++)
            _record.Add(new Observation(row * stride, new Series(quantity), values[row]));
        return this;
    }

    internal MadeRun Says(string detector, long first, Severity severity = Severity.Critical, Series? of = null, long? last = null, double value = 1, long? alarm = null)
    {
        var finding = new Finding
        {
            Detector = detector, Key = "finding." + detector, Severity = severity, Series = of ?? new Series(Quantity.GradNorm), Step = first, Since = first,
            Value = value, Excess = 2,
        };
        _episodes.Add(new Episode
        {
            Detector = detector, Series = finding.Series, Severity = severity, FirstStep = first, AlarmStep = alarm ?? first, LastStep = last ?? _record.LastStep,
            Closed = false, Findings = 1, First = finding, Worst = finding,
        });
        return this;
    }

    internal MadeRun Traced(NonFiniteOrigin origin)
    {
        _origins.Add(origin);
        return this;
    }

    /// <summary>The value so many times, then the rest.</summary>
    internal static double[] Then(int count, double value, params double[] rest) => [.. Enumerable.Repeat(value, count), .. rest];

    /// <summary>Values that grow by a factor each step.</summary>
    internal static double[] Growing(double from, double factor, int count) => [.. Enumerable.Range(0, count).Select(i => from * Math.Pow(factor, i))];
}
