using System.Diagnostics;
using System.Globalization;
using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchBenchmarks;

/// <summary>What watching a training step costs, beside what is usually written by hand. All of it in turn after the same backward pass.</summary>
internal sealed class Overhead : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Configuration _configuration;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly optim.Optimizer _optimizer;
    private readonly NoStep _still;
    private readonly List<Way> _ways = [];
    private readonly List<TrainingWatch> _watches = [];
    private readonly Way _step = new("step");
    private readonly Parameter[] _parameters;
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("gradwatch-bench");
    private const string Recorded = "watch + record";

    internal Overhead(Configuration configuration)
    {
        manual_seed(1);
        _configuration = configuration;
        _network = configuration.Network();
        _inputs = configuration.Inputs();
        _targets = configuration.Targets();
        _parameters = [.. _network.parameters()];
        _optimizer = configuration.IsAdam ? optim.Adam(_parameters, 1e-5) : optim.SGD(_parameters, 1e-5);
        _still = new NoStep(_parameters);
        Add("norm + max + isfinite by hand", ReadByHand);
        Add("`clip_grad_norm_`", () => nn.utils.clip_grad_norm_(_parameters, 1e9));
        Add("watch", Watch(options => options.WithoutWeights()));
        Add("watch + clip, not needed", Watch(options => options.WithoutWeights().ClipGradientNorm(1e9)));
        // The factor is 1 − 1e-7: every gradient is multiplied, and the next way finds the same gradients.
        Add("watch + clip, engaged", WatchClipped());
        Add(Recorded, WatchRecorded());
        Add("everything, default schedule", Watch(options => options.ClipGradientNorm(1e9).SkipNonFiniteSteps()));
    }

    /// <summary>Prints the line of the table.</summary>
    internal void Print()
    {
        double step = _step.Milliseconds();
        string[] cells =
        [
            _configuration.Name, Number(step),
            .. _ways.Select(way => Share(way == _ways[^1] ? way.Mean() : way.Milliseconds(), step)),
            _ways[^1].Bytes.ToString(CultureInfo.InvariantCulture),
            _ways.Single(way => way.Name == Recorded).Bytes.ToString(CultureInfo.InvariantCulture),
        ];
        Console.WriteLine("| " + string.Join(" | ", cells) + " |");
    }

    internal static void PrintHead()
    {
        Console.WriteLine("| | step, ms | norm + max + isfinite by hand | `clip_grad_norm_` | watch | watch + clip, not needed | watch + clip, engaged | watch + record | everything | bytes | bytes, record |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    }

    /// <summary>Trains for a period of the default schedule and more, after a warm-up that also leaves the dense readings at the start behind.</summary>
    internal void Run(int steps)
    {
        for (int i = -110; i < steps; i++)
        {
            bool counts = i >= 0;
            _step.Time(Train, counts);
            // The small networks fit the cache: each way is given the state that a backward pass leaves.
            foreach (Way way in _ways)
                way.Time(counts);
        }
    }

    public void Dispose()
    {
        foreach (TrainingWatch watch in _watches)
            watch.Dispose();
        _runs.Delete(recursive: true);
        _optimizer.Dispose();
        _still.Dispose();
        _network.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
    }

    private void Train()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.zero_grad();
        _configuration.Loss(_network, _inputs, _targets).backward();
        _optimizer.step();
    }

    private void ReadByHand()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Parameter parameter in _parameters)
        {
            Tensor gradient = parameter.grad!;
            gradient.norm().item<float>();
            gradient.abs().max().item<float>();
            gradient.isfinite().all().item<bool>();
        }
    }

    private Action Watch(Action<WatchOptions> configure)
    {
        TrainingWatch watch = TrainingWatch.Attach(_network, _still, configure);
        _watches.Add(watch);
        return () => watch.Step(1.0);
    }

    private Action WatchClipped()
    {
        TrainingWatch watch = TrainingWatch.Attach(_network, _still, options => options.WithoutWeights().ClipGradientNorm(1e-3));
        _watches.Add(watch);
        return () => watch.Step(1.0);
    }

    // The median of the bytes: the buffers grow while the first steps are taken.
    private Action WatchRecorded()
    {
        TrainingWatch watch = TrainingWatch.Attach(_network, _still, options => options.WithoutWeights().Record(_runs.FullName));
        _watches.Add(watch);
        return () => watch.Step(1.0);
    }

    private void Add(string name, Action act) => _ways.Add(new Way(name) { Act = act });

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Share(double milliseconds, double step) =>
        $"{Number(milliseconds)} ({(100 * milliseconds / step).ToString("0.0", CultureInfo.InvariantCulture)} %)";
}
