using System.Diagnostics;
using TraceOptions = GradWatch.TorchSharp.TraceOptions;
using System.Globalization;
using GradWatch.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TraceCost;

/// <summary>Medians of times, in one process.</summary>
internal static class TraceCost
{
    private const int Steps = 300;
    private const int Traces = 9;

    internal static string Row(SomeNetwork network)
    {
        using optim.Optimizer optimizer = optim.SGD(network.Model.parameters(), 1e-4);
        using TrainingWatch plain = TrainingWatch.Attach(network.Model, optimizer);
        using TrainingWatch ready = TrainingWatch.Attach(network.Model, optimizer, options => options.Trace());
        using TrainingWatch bare = TrainingWatch.Attach(network.Model, optimizer, options => options.Trace(new TraceOptions { NameOperation = false }));
        List<double> steps = [], without = [], with = [];
        for (int i = 0; i < Steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            steps.Add(Milliseconds(() =>
            {
                optimizer.zero_grad();
                network.Loss().backward();
                optimizer.step();
            }));
            Tensor loss = network.Loss();
            loss.backward();
            // Alternating, so that what disturbs the machine disturbs both.
            without.Add(Milliseconds(() => plain.Observe(loss)));
            with.Add(Milliseconds(() => ready.Observe(loss)));
        }
        double step = Median(steps), kept = (Median(with) - Median(without)) * 1000;
        // A loss that is not finite: only then the operation is looked for.
        Tensor Broken() => network.Loss() * float.NaN;
        double run = Median([.. Enumerable.Range(0, Traces).Select(_ => Milliseconds(() => bare.TraceNow(Broken)))]);
        double named = Median([.. Enumerable.Range(0, Traces).Select(_ => Milliseconds(() => ready.TraceNow(Broken)))]);
        return string.Create(CultureInfo.InvariantCulture, $"| {network.Name} | {step:F2} | {kept:F1} | {run / step:F1} | {named / step:F1} |");
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
