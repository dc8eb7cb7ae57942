using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.TorchSharp.Snapshots;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Trials;

/// <summary>Proves remedies: each is tried in a short re-run from the same state and on the same batches as an untreated control.</summary>
public static class RemedyTrials
{
    /// <summary>A course ends this many steps after the loss was lost: nothing new is learnt, and the episode has been told.</summary>
    private const int AfterLoss = 3;

    /// <summary>Tries every remedy of a report that can be applied from outside, best first.</summary>
    /// <returns>A trial each, for <see cref="Report.With"/>. Remedies that change the data or the architecture cannot be tried this way and
    /// have none; nor have those that only act on the start of a training when <see cref="TrialSetup.From"/> is later.</returns>
    /// <remarks>What the loss function throws comes out of the call; model, optimizer and random numbers are put back all the same.</remarks>
    public static IReadOnlyList<Trial> Run(Report report, TrialSetup setup)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(setup);
        List<(Remedy Remedy, Treatment Treatment)> triable =
            [.. report.Remedies.Select(remedy => (remedy, Treatment.Of(remedy, setup))).Where(pair => pair.Item2 is not null).Select(pair => (pair.remedy, pair.Item2!))];
        if (triable.Count == 0)
            return [];
        using TrainingSnapshot now = TrainingSnapshot.Take(setup.Model, setup.Optimizer);
        try
        {
            TrialCourse control = Course(setup, Treatment.None);
            List<Trial> trials = [];
            foreach ((Remedy remedy, Treatment treatment) in triable)
            {
                var trial = new Trial { Remedy = remedy.Id, Treated = Course(setup, treatment), Control = control };
                trials.Add(trial);
                setup.Finished?.Invoke(trial);
            }
            return trials;
        }
        finally
        {
            now.Restore();
            setup.Optimizer.zero_grad();
        }
    }

    private static TrialCourse Course(TrialSetup setup, Treatment treatment)
    {
        setup.From.Restore();
        treatment.Prepare?.Invoke();
        using TrainingWatch watch = TrainingWatch.Attach(setup.Model, setup.Optimizer, treatment.Configure);
        double first = double.NaN, last = double.NaN;
        long taken = 0;
        for (int lost = 0; taken < setup.Steps && lost < AfterLoss; taken++)
        {
            long step = setup.From.Step + taken;
            using DisposeScope scope = NewDisposeScope();
            setup.Optimizer.zero_grad();
            treatment.BeforeStep?.Invoke(taken);
            Tensor loss = setup.Loss(step);
            loss.backward();
            last = watch.Step(loss).Loss;
            if (taken == 0)
                first = last;
            lost = double.IsFinite(last) ? 0 : lost + 1;
        }
        watch.Monitor.Complete();
        return new TrialCourse
        {
            Steps = taken,
            FirstLoss = first,
            LastLoss = last,
            LargestNorm = watch.Monitor.Record.Find(Quantity.GradNorm)?.Max ?? double.NaN,
            Worst = watch.Monitor.Episodes is { Count: > 0 } episodes ? episodes.Max(episode => episode.Severity) : null,
        };
    }
}
