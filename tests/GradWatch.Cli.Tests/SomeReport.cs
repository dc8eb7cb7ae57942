using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Tests;

/// <summary>Reports made by hand: what is shown does not depend on what detectors find today.</summary>
internal static class SomeReport
{
    internal static Report Healthy(string source = "runs/lstm.csv", int steps = 60) => Of(
        source,
        Record(steps, step => (2.3 / (1 + 0.05 * step), 1.9 / (1 + 0.03 * step) * (step % 5 == 0 ? 1.4 : 1), 0.05)),
        []);

    internal static Report Sick(string source = "runs/rnn_tanh_gain2.csv", string tensor = "rec.weight_hh_l0")
    {
        RunRecord record = Record(30, step => step < 20 ? (1.2 * Math.Pow(3, step), 5.3 * Math.Pow(10, step), 0.05)
            : step < 23 ? (double.PositiveInfinity, double.NaN, 0.05) : (double.NaN, double.NaN, 0.05));
        for (int step = 0; step < 30; step++)
        {
            record.Add(new Observation(step, new Series(Quantity.GradNorm, tensor), step < 20 ? 5 * Math.Pow(10, step) : double.NaN));
            record.Add(new Observation(step, new Series(Quantity.GradNorm, "head.weight"), step < 20 ? 0.5 : double.NaN));
        }
        Episode explosion = Episode("gradient_explosion", Severity.Critical, new Series(Quantity.GradNorm), 2, 3, 19, true, 5.3e3, 5.3, 3, 0);
        Episode spike = Episode("loss_spike", Severity.Warning, new Series(Quantity.Loss), 4, 4, 4, true, 97.2, 1.2, 81, 0);
        Episode nonFinite = Episode("non_finite", Severity.Critical, new Series(Quantity.Loss), 20, 20, 29, false, double.PositiveInfinity, 0, 0, 0, ".inf");
        return Of(source, record, [explosion with { Tensor = tensor }, spike, nonFinite]) with
        {
            Diagnosis = new RunDiagnosis(
                [
                    new Cause("recurrent_amplification", 0.66, [Said("At step 3 rec has norm 5.30e3, head 0.500: 1.06e4 times less.")], []),
                    new Cause(
                        "learning_rate_too_high", 0.34, [Said("Update ratio 0.400 at step 3; the alarm line is 0.1.")],
                        [Said("The gradient was 5.30 before the first update.")]),
                ],
                [Said("Log the spectral radius of rec.weight_hh_l0: above 1 it would settle the first cause.")]),
            Remedies =
            [
                new Remedy
                {
                    Id = "clip_gradient_norm", Parameters = new Dictionary<string, double> { ["max_norm"] = 1.3 }, Action = Said("Clip the gradient norm at 1.3."),
                    Why = Said("90th percentile of steps 0–1"), TorchSharp = "loss.backward();\nnn.utils.clip_grad_norm_(model.parameters(), max_norm: 1.3);",
                    PyTorch = "loss.backward()\ntorch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.3)",
                },
            ],
            Notes = [new Sentence("note.map.stride", 10L, 1L)],
        };
    }

    internal static Report Of(string source, RunRecord record, IReadOnlyList<Episode> episodes) => new()
    {
        Run = new RunDescription(source, "csv"), Record = record, Episodes = episodes, Diagnosis = RunDiagnosis.None, Remedies = [],
    };

    internal static RunRecord Record(int steps, Func<int, (double Loss, double Norm, double Rate)> at)
    {
        var record = new RunRecord();
        for (int step = 0; step < steps; step++)
        {
            (double loss, double norm, double rate) = at(step);
            record.Add(new Observation(step, new Series(Quantity.Loss), loss));
            record.Add(new Observation(step, new Series(Quantity.GradNorm), norm));
            record.Add(new Observation(step, new Series(Quantity.LearningRate), rate));
        }
        return record;
    }

    internal static Episode Episode(
        string detector, Severity severity, Series series, long first, long alarm, long last, bool closed,
        double value, double reference, double excess, double detail, string variant = "")
    {
        var finding = new Finding
        {
            Detector = detector, Key = $"finding.{detector}{variant}", Severity = severity, Series = series, Step = alarm, Since = first,
            Value = value, Reference = reference, Excess = excess, Detail = detail,
        };
        return new Episode
        {
            Detector = detector, Series = series, Severity = severity, FirstStep = first, AlarmStep = alarm, LastStep = last, Closed = closed,
            Findings = last - alarm + 1, First = finding, Worst = finding,
        };
    }

    private static Sentence Said(string text) => new("report.name", text);
}
