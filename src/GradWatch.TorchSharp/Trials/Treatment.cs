using GradWatch.Remedies;
using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Trials;

/// <summary>What a remedy does to a training, from outside of its code.</summary>
internal sealed record Treatment
{
    private const long Seed = 1;

    internal static Treatment None { get; } = new();

    /// <summary>Guards to switch on.</summary>
    internal Action<WatchOptions>? Configure { get; init; }

    /// <summary>Called once, with the model and optimizer put back to where the trial begins.</summary>
    internal Action? Prepare { get; init; }

    /// <summary>Called before each step, with its number in the trial.</summary>
    internal Action<long>? BeforeStep { get; init; }

    /// <summary>The treatment of a remedy with its own numbers; null when it cannot be applied from outside.</summary>
    internal static Treatment? Of(Remedy remedy, TrialSetup setup) => remedy.Id switch
    {
        "clip_gradient_norm" => new Treatment { Configure = options => options.ClipGradientNorm(remedy.Parameters["max_norm"]) },
        "clip_gradient_value" => new Treatment { Configure = options => options.ClipGradientValue(remedy.Parameters["clip_value"]) },
        "clip_adaptive" => new Treatment { Configure = options => options.ClipAdaptively(remedy.Parameters["clip_factor"]) },
        "lower_learning_rate" => new Treatment { Prepare = () => Lower(setup.Optimizer, remedy.Parameters) },
        "warm_up_learning_rate" => WarmUp(setup.Optimizer, remedy.Parameters["warmup_steps"]),
        // Weights can be set afresh at the start of a training alone: later that would throw away what was learnt.
        "initialize_weights" when setup.From.Step == 0 => new Treatment { Prepare = () => Initialization.Apply(setup.Model, Drawn) },
        "orthogonal_recurrence" when setup.From.Step == 0 => new Treatment { Prepare = () => Orthogonal(setup.Model, remedy.Parameters["gain"]) },
        _ => null,
    };

    // The seed is the trial's own: the batches that the training draws stay those of the control.
    private static InitializationOptions Drawn => new() { Seed = Seed };

    private static void Orthogonal(nn.Module model, double gain)
    {
        using Generator generator = new(Seed);
        foreach ((string name, Parameter weight) in model.named_parameters())
        {
            if (name.Contains("weight_hh", StringComparison.Ordinal))
                Initialization.Orthogonal(weight, gain, (int)(weight.shape[0] / weight.shape[1]), generator);
        }
    }

    // A rate is that of the first group; the others keep their proportion to it.
    private static void Lower(optim.Optimizer optimizer, IReadOnlyDictionary<string, double> parameters)
    {
        double factor = parameters.TryGetValue("factor", out double given) ? given : parameters["learning_rate"] / optimizer.ParamGroups.First().LearningRate;
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            group.LearningRate *= factor;
    }

    private static Treatment WarmUp(optim.Optimizer optimizer, double steps)
    {
        double[] full = [];
        return new Treatment
        {
            Prepare = () => full = [.. optimizer.ParamGroups.Select(group => group.LearningRate)],
            BeforeStep = step =>
            {
                int at = 0;
                foreach (optim.ILearningRateController group in optimizer.ParamGroups)
                    group.LearningRate = full[at++] * Math.Min(1, (step + 1) / steps);
            },
        };
    }
}
