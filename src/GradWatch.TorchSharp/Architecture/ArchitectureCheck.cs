using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>Looks at how a model is built for what makes its training unstable, and says what would be steadier.</summary>
public static class ArchitectureCheck
{
    /// <summary>Of a model as it stands; the model is left as it is.</summary>
    public static ArchitectureReport Of(nn.Module model, ArchitectureCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Judge(
            model, options ?? new ArchitectureCheckOptions(), new Dictionary<nn.Module, long>(), new Dictionary<string, Activation>());
    }

    /// <summary>Of a model that is run twice, which shows how long its sequences are and which functions stand between its layers.</summary>
    /// <param name="model">Left as it is; buffers and random numbers are put back after the run.</param>
    /// <param name="run">Runs the model on a batch. Recurrent layers are seen where they are called by <c>call</c>.</param>
    /// <param name="options">What is known of the training, and the lines.</param>
    public static ArchitectureReport Of(nn.Module model, Action run, ArchitectureCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        return Judge(model, options ?? new ArchitectureCheckOptions(), SequenceLengths.Seen(model, run), SeenActivations.Of(model, run));
    }

    private static ArchitectureReport Judge(
        nn.Module model, ArchitectureCheckOptions options, IReadOnlyDictionary<nn.Module, long> seen,
        IReadOnlyDictionary<string, Activation> functions)
    {
        IReadOnlyList<ModelWeight> weights = ModelWeights.Of(model, Told.Or(options.ActivationOf, functions));
        IReadOnlyList<ModelWeight[]> stacks = [.. PlainStacks.Of(weights).Select(stack => stack.Select(i => weights[i]).ToArray())];
        long? longest = options.SequenceLength ?? (seen.Count > 0 ? seen.Values.Max() : null);
        return new ArchitectureReport
        {
            Depth = stacks.Select(stack => stack.Length).DefaultIfEmpty(0).Max(),
            SequenceLength = longest,
            Findings = Checks.Findings.Ordered(
                [.. RecurrenceJudge.Judge(weights, options, seen), .. DepthJudge.Judge(stacks, options, functions)]),
        };
    }
}
