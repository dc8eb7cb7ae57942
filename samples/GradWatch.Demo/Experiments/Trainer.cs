using GradWatch.Detectors;
using GradWatch.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.Demo.Experiments;

/// <summary>The training loop: an ordinary one, with a watch on it.</summary>
internal sealed class Trainer(int seed, IProgress progress)
{
    /// <summary>Steps after the loss is no longer finite: enough to see that it does not come back.</summary>
    private const int StepsAfterTheEnd = 10;

    internal Outcome Run(Experiment experiment)
    {
        // The networks are small: more threads would only wait for one another.
        set_num_threads(1);
        manual_seed(seed);
        using Problem problem = experiment.Start();
        using optim.Optimizer optimizer = optim.SGD(problem.Model.parameters(), experiment.LearningRate);
        using TrainingWatch watch = TrainingWatch.Attach(problem.Model, optimizer, options =>
        {
            options.Name = experiment.Name;
            experiment.Guard?.Invoke(options);
            options.Trace(new TraceOptions { NameOperation = false });
        });
        watch.Faulted += fault => throw new InvalidOperationException("a fault in the watch", fault);
        watch.Monitor.EpisodeOpened += progress.Alarm;
        progress.Begin(experiment, watch.Monitor.Record);
        int broken = 0;
        for (int step = 0; step < experiment.Steps && broken <= StepsAfterTheEnd; step++)
        {
            using IDisposable scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = problem.Loss();
            if (step == 0 && problem.Check().FirstOrDefault(finding => finding.Severity >= Severity.Warning) is { } foretold)
                progress.Foretold(foretold);
            loss.backward();
            StepResult result = watch.Step(loss, problem.Again);
            progress.Step();
            if (!double.IsFinite(result.Loss))
                broken++;
        }
        watch.Monitor.Complete();
        var outcome = new Outcome(watch.Report());
        progress.End(outcome);
        return outcome;
    }
}
