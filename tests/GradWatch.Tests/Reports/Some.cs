using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Tests.Reports;

/// <summary>Reports made by hand: what a report looks like does not depend on what detectors and causes say today.</summary>
internal static class Some
{
    internal static readonly Series Norm = new(Quantity.GradNorm);

    internal static RunRecord Record(IEnumerable<double> norms) => new RunRecord().With(Norm, norms);

    internal static Report Report(RunRecord record, IReadOnlyList<Episode>? episodes = null, RunDiagnosis? diagnosis = null) => new()
    {
        Run = new RunDescription("runs/some.csv", "csv"),
        Record = record,
        Episodes = episodes ?? [],
        Diagnosis = diagnosis ?? RunDiagnosis.None,
        Remedies = [],
    };

    internal static Episode Episode(
        long first, long last, Severity severity, Series? series = null, string detector = "gradient_explosion", bool closed = true)
    {
        Finding finding = Finding(first, severity, series ?? Norm, detector);
        return new Episode
        {
            Detector = detector,
            Series = series ?? Norm,
            Severity = severity,
            FirstStep = first,
            AlarmStep = first,
            LastStep = last,
            Closed = closed,
            Findings = last - first + 1,
            First = finding,
            Worst = finding,
        };
    }

    internal static Finding Finding(long step, Severity severity, Series series, string detector = "gradient_explosion") => new()
    {
        Detector = detector,
        // Wording of this folder's own: sentences of detectors may change without changing what a report looks like.
        Key = "report.answer.norm",
        Severity = severity,
        Series = series,
        Step = step,
        Since = step,
        Value = 4620,
        Reference = 2.31,
        Excess = 3.3,
    };

    /// <summary>A run of 12 steps that explodes at step 6 and is NaN from step 9 on, with two tensors, causes, remedies and notes.</summary>
    internal static Report Sick()
    {
        const double NaN = double.NaN;
        RunRecord record = new RunRecord()
            .With(new Series(Quantity.Loss), [1.3, 1.2, 1.1, 1.2, 1.0, 1.1, 8e3, 4e7, double.PositiveInfinity, NaN, NaN, NaN])
            .With(Norm, [2.3, 2.2, 0, 2.4, 2.1, 2.3, 4620, 8e5, 9e7, NaN, NaN, NaN])
            .With(new Series(Quantity.LearningRate), Enumerable.Repeat(0.05, 12))
            .With(new Series(Quantity.GradNorm, "rec.weight"), [2, 2, 0, 2, 2, 2, 4600, 8e5, 9e7, NaN, NaN, NaN])
            .With(new Series(Quantity.GradNorm, "head.bias"), [1.1, 0.9, 0, 1.3, 0.6, 1.1, 430, 1e4, 2e6, 3e8, NaN, NaN]);
        Episode explosion = Episode(6, 8, Severity.Critical, closed: false) with { AlarmStep = 7 };
        Episode loss = Episode(8, 11, Severity.Critical, new Series(Quantity.Loss), "non_finite", closed: false);
        return Report(record, [explosion, loss, Episode(2, 2, Severity.Info, detector: "vanishing_gradient")], Why()) with
        {
            Remedies = [Clip()],
            Notes = [new Sentence("report.read.tensors", 2)],
        };
    }

    /// <summary>A run of 8 steps with nothing to say.</summary>
    internal static Report Healthy() => Report(Trace.Record(Quantity.Loss, [1.17, 0.9, 0.7, 0.5, 0.4, 0.3, 0.2, 0.164])
        .With(Norm, [2.38, 1.9, 1.2, 0.8, 0.6, 0.3, 0.1, 0.0226])
        .With(new Series(Quantity.UpdateRatio), [0.0125, 0.01, 9e-3, 8e-3, 7e-3, 6e-3, 5e-3, 7.06e-4]));

    internal static RunDiagnosis Why() => new(
        [
            new Cause("recurrent_amplification", 0.75, [new Sentence("report.answer.largest", 4600.0, "rec.weight")], []),
            new Cause(
                "learning_rate_too_high", 0.25, [new Sentence("report.answer.weight", "0.05")], [new Sentence("report.answer.norm", 2.3, 5)]),
        ],
        [new Sentence("report.answer.no_tensors")]);

    internal static Remedy Clip() => new()
    {
        Id = "clip_gradient_norm",
        Parameters = new Dictionary<string, double> { ["max_norm"] = 2.4 },
        Action = new Sentence("report.verdict.norm", 1.0, 2.4),
        Why = new Sentence("report.answer.norm", 2.4, 3),
        TorchSharp = "nn.utils.clip_grad_norm_(model.parameters(), max_norm: 2.4);",
        PyTorch = "nn.utils.clip_grad_norm_(model.parameters(), max_norm=2.4)",
    };
}
