using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>Layers that multiply the gradient once for each time step.</summary>
internal static class RecurrenceJudge
{
    // A length to speak of where none is known.
    private const long SomeLength = 100;
    // Radius of the library's own start is 0.58; an orthogonal matrix has 1.
    private const double Forgets = 0.9;

    internal static IEnumerable<CheckFinding> Judge(
        IReadOnlyList<ModelWeight> weights, ArchitectureCheckOptions options, IReadOnlyDictionary<nn.Module, long> seen)
    {
        bool unclipped = false;
        ModelWeight[] recurrent = [.. weights.Where(weight => weight.Kind == WeightKind.Recurrent)];
        foreach (IGrouping<nn.Module, ModelWeight> layer in recurrent.GroupBy(weight => weight.Owner))
        {
            long? length = options.SequenceLength ?? (seen.TryGetValue(layer.Key, out long steps) ? steps : null);
            if (length < options.LongSequence)
                continue;
            if (!options.Clips && !unclipped)
                yield return Unclipped(layer.First(), length);
            unclipped = true;
            if (layer.Key is not (RNN or RNNCell))
                continue;
            ModelWeight widest = layer.MaxBy(weight => RecurrentSpectrum.Of(weight.Tensor).Radius)!;
            double radius = RecurrentSpectrum.Of(widest.Tensor).Radius;
            yield return Plain(widest, radius, length, options);
            if (radius < Forgets)
                yield return Forgetful(widest, radius, length ?? SomeLength);
        }
    }

    private static CheckFinding Plain(ModelWeight weight, double radius, long? length, ArchitectureCheckOptions options)
    {
        double growth = Math.Pow(radius, length ?? SomeLength);
        string layer = weight.OwnerName.Length > 0 ? weight.OwnerName : weight.Owner.GetName();
        return new CheckFinding
        {
            Rule = "plain_recurrence", Severity = growth >= options.Amplification && length is not null ? Severity.Warning : Severity.Info,
            Subject = layer, Value = growth, Reference = 1,
            Sentence = length is { } steps
                ? new Sentence("prevention.plain_recurrence", layer, steps, radius, growth)
                : new Sentence("prevention.plain_recurrence_unknown", layer, SomeLength, radius, growth),
            Remedy = "use_gated_recurrence",
            Advice = new Sentence("prevention.plain_recurrence.do", layer, Fans.Written(Inputs(weight)), Fans.Written(weight.Fans.In)),
        };
    }

    private static CheckFinding Forgetful(ModelWeight weight, double radius, long length) => new()
    {
        Rule = "forgetful_recurrence", Severity = Severity.Info, Subject = weight.Name, Value = radius, Reference = 1,
        Sentence = new Sentence("prevention.forgetful_recurrence", weight.Name, radius, length, Math.Pow(radius, length)),
        Remedy = "orthogonal_recurrence", Advice = new Sentence("prevention.recurrent_radius.do", weight.Name),
    };

    private static CheckFinding Unclipped(ModelWeight weight, long? length)
    {
        string layer = weight.OwnerName.Length > 0 ? weight.OwnerName : weight.Owner.GetName();
        return new CheckFinding
        {
            Rule = "unclipped_recurrence", Severity = Severity.Info, Subject = layer, Value = length ?? double.NaN,
            Sentence = length is { } steps
                ? new Sentence("prevention.unclipped_recurrence", layer, steps)
                : new Sentence("prevention.unclipped_recurrence_unknown", layer),
            Remedy = "clip_gradient_norm", Advice = new Sentence("prevention.unclipped_recurrence.do"),
        };
    }

    // Columns of the weight that leads from the input.
    private static double Inputs(ModelWeight weight) => weight.Owner.named_parameters(false)
        .First(parameter => parameter.name.StartsWith("weight_ih", StringComparison.Ordinal)).parameter.shape[1];
}
