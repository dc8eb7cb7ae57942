using GradWatch.Demo.Batches;
using GradWatch.Demo.Networks;
using GradWatch.Detectors;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Demo.Experiments;

/// <summary>The trainings of the demo.</summary>
internal static class Chapters
{
    /// <summary>The name of the untreated run of the adding problem.</summary>
    internal const string Adding = "rnn";

    private const int Seed = 1;

    internal static Chapter[] All => [Recurrence(), DeepRelu(), DeepTanh(), RawInputs(), HighRate(), CorruptBatch()];

    /// <summary>A plain RNN over 100 steps of time whose recurrent weights double what they carry back.</summary>
    internal static Chapter Recurrence()
    {
        const int Time = 100, Batch = 32;
        const double Gain = 2, Rate = 0.05, Norm = 1;
        Experiment untreated = new() { Name = Adding, LearningRate = Rate, Start = () => Sums(new Recurrent(Gain)) };
        return new Chapter
        {
            TextKey = "chapter.rnn", Settings = [Time, Gain, Rate],
            Untreated = untreated, Causes = ["recurrent_amplification"], Where = "rec",
            Measures =
            [
                new("clip_gradient_norm", "measure.clip", Norm, untreated with { Name = "rnn_clipped", Guard = options => options.ClipGradientNorm(Norm) })
                {
                    Leaves = "clip_saturation",
                },
                new("orthogonal_recurrence", "measure.orthogonal", 1, untreated with { Name = "rnn_orthogonal", Start = () => Sums(new Recurrent(1)) }),
                new("use_gated_recurrence", "measure.lstm", 0, untreated with { Name = "lstm", Start = () => Sums(new Gated()) }),
            ],
        };

        Problem Sums(nn.Module<Tensor, Tensor> model) => new(model, new AddingProblem(Time, Batch, Seed).Next);
    }

    internal static Chapter DeepRelu() => Deep("relu", 0.2, 0.001, "measure.he", () => nn.ReLU());

    /// <summary>tanh bounds what a layer passes on: the first gradients explode, the weights jump, and the units saturate before anything overflows.</summary>
    internal static Chapter DeepTanh()
    {
        Chapter chapter = Deep("tanh", 0.5, 0.005, "measure.xavier", () => nn.Tanh());
        return chapter with { Least = Severity.Warning, Causes = [.. chapter.Causes, "depth_attenuation"] };
    }

    private static Chapter Deep(string activation, double std, double rate, string measure, Func<nn.Module<Tensor, Tensor>> layer)
    {
        const int Depth = 30, Width = 128, Batch = 256;
        string name = "deep_" + activation;
        Experiment untreated = new() { Name = name, LearningRate = rate, Start = () => Learning(false) };
        return new Chapter
        {
            TextKey = "chapter." + name, Settings = [Depth, Width, std, rate],
            Untreated = untreated, Causes = ["bad_initialization", "depth_amplification"],
            Measures = [new("initialize_weights", measure, 0, untreated with { Name = $"{name}_initialized", Start = () => Learning(true) })],
        };

        Problem Learning(bool initialized)
        {
            var data = new Regression(Batch);
            Sequential model = Stack.Of(Depth, Width, Regression.Features, layer).WithStd(std);
            // He's rule before a ReLU, Xavier's before tanh: it sees which of the two follows a layer.
            if (initialized)
                Initialization.Apply(model);
            return new Problem(model, data.Next, data);
        }
    }

    internal static Chapter RawInputs()
    {
        const int Batch = 64;
        const double Mean = 1000, Std = 1000, Rate = 0.01;
        Experiment untreated = new() { Name = "raw_inputs", LearningRate = Rate, Start = () => Learning(false) };
        return new Chapter
        {
            TextKey = "chapter.raw_inputs", Settings = [Mean, Std, Rate],
            Untreated = untreated, Causes = ["unnormalized_inputs"],
            Measures = [new("standardize_inputs", "measure.standardize", 0, untreated with { Name = "standardized", Start = () => Learning(true) })],
        };

        static Problem Learning(bool standardize)
        {
            var data = new Regression(Batch, Mean, Std);
            Standardizer standardizer = new Standardizer().Fit(data.Inputs);
            return new Problem(Stack.Of(2, 32, Regression.Features, () => nn.ReLU()), () =>
            {
                (Tensor inputs, Tensor targets) = data.Next();
                return (standardize ? standardizer.Transform(inputs) : inputs, targets);
            }, data);
        }
    }

    internal static Chapter HighRate()
    {
        const int Batch = 64;
        const double Rate = 2, Lower = 0.02;
        Experiment untreated = new() { Name = "rate_2", LearningRate = Rate, Start = Learning };
        return new Chapter
        {
            TextKey = "chapter.high_rate", Settings = [Rate],
            Untreated = untreated, Causes = ["learning_rate_too_high"],
            Measures = [new("lower_learning_rate", "measure.rate", Lower, untreated with { Name = "rate_0.02", LearningRate = Lower })],
        };

        static Problem Learning()
        {
            var data = new Regression(Batch);
            return new Problem(Stack.Of(2, 32, Regression.Features, () => nn.ReLU()), data.Next, data);
        }
    }

    internal static Chapter CorruptBatch()
    {
        const int Batch = 64, At = 100;
        const double Rate = 0.02, Times = 1000, Percentile = 90;
        Experiment untreated = new() { Name = "corrupt_batch", LearningRate = Rate, Start = Learning };
        return new Chapter
        {
            TextKey = "chapter.corrupt_batch", Settings = [Times, At, Rate],
            Untreated = untreated, Causes = ["bad_batch"],
            Measures = [new("clip_gradient_norm", "measure.percentile", Percentile, untreated with { Name = "corrupt_batch_clipped", Guard = options => options.ClipAtPercentile(Percentile) })],
        };

        static Problem Learning()
        {
            var data = new Regression(Batch);
            int batches = 0;
            return new Problem(Stack.Of(2, 32, Regression.Features, () => nn.ReLU()), () =>
            {
                (Tensor inputs, Tensor targets) = data.Next();
                return (inputs, batches++ == At ? targets * Times : targets);
            }, data);
        }
    }
}
