using GradWatch.Detectors;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights.Reading;
using GradWatch.Wording;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Judging;

/// <summary>What the values of one weight say by themselves.</summary>
internal static class TensorJudge
{
    // Under that many values a standard deviation is chance.
    private const int FewestValues = 16;

    internal static CheckedTensor Judge(ModelWeight weight, InitializationCheckOptions options)
    {
        TensorStatistics values = TensorReading.Statistics(weight.Tensor);
        var tensor = new CheckedTensor
        {
            Name = weight.Name, Shape = weight.Tensor.shape, Fans = weight.Fans, Activation = weight.Activation, Observed = values.StandardDeviation,
        };
        if (values.NonFinite > 0)
            return tensor with { Findings = [NonFinite(weight, values)] };
        if (weight.Kind is not (WeightKind.Feedforward or WeightKind.Recurrent or WeightKind.RecurrentInput) || values.Count < FewestValues)
            return tensor;
        if (IsConstant(values))
            return values.Max == 0 ? tensor : tensor with { Findings = [Constant(weight, values)] };
        tensor = weight.Kind == WeightKind.Recurrent ? Recurrent(weight, tensor, options) : Feedforward(weight, tensor, values, options);
        return Outlier(weight, values, options) is { } outlier ? tensor with { Findings = [.. tensor.Findings, outlier] } : tensor;
    }

    internal static bool IsConstant(TensorStatistics values) => values.StandardDeviation <= 1e-6 * Math.Abs(values.Mean);

    private static CheckedTensor Feedforward(ModelWeight weight, CheckedTensor tensor, TensorStatistics values, InitializationCheckOptions options)
    {
        (string rule, double called) = UsualRules.Nearest(weight, tensor.Observed);
        tensor = tensor with { Rule = rule, Called = called };
        double widest = UsualRules.Widest(weight), chance = 1 + 3 / Math.Sqrt(2.0 * values.Count);
        if (tensor.Observed <= widest * options.WideTimes * chance)
            return tensor;
        CheckFinding wide = new()
        {
            Rule = "wide_weights", Severity = Severity.Warning, Subject = weight.Name, Value = tensor.Observed, Reference = called,
            Sentence = new Sentence(
                "prevention.wide_weights", weight.Name, tensor.Observed, tensor.Times, rule, called,
                Fans.Written(weight.Fans.In), Fans.Written(weight.Fans.Out)),
            Remedy = "initialize_weights", Advice = new Sentence("prevention.wide_weights.do", weight.Name, called),
        };
        return tensor with { Findings = [wide] };
    }

    private static CheckedTensor Recurrent(ModelWeight weight, CheckedTensor tensor, InitializationCheckOptions options)
    {
        RecurrentSpectrum spectrum = default;
        WeightFill.EachBlock(weight.Tensor, weight.Blocks, block =>
        {
            RecurrentSpectrum own = RecurrentSpectrum.Of(block);
            spectrum = new RecurrentSpectrum(Math.Max(spectrum.Radius, own.Radius), Math.Max(spectrum.Norm, own.Norm));
        });
        tensor = tensor with { Rule = "orthogonal", Called = 1, Spectrum = spectrum };
        bool gated = weight.Blocks > 1;
        double line = gated ? options.GateRadius : options.Radius;
        if (spectrum.Radius <= line)
            return tensor;
        CheckFinding amplifies = new()
        {
            Rule = "recurrent_radius", Severity = !gated && spectrum.Radius >= options.CriticalRadius * 0.99 ? Severity.Critical : Severity.Warning,
            Subject = weight.Name, Value = spectrum.Radius, Reference = 1,
            Sentence = gated
                ? new Sentence("prevention.gate_radius", weight.Name, spectrum.Radius, line)
                : new Sentence("prevention.recurrent_radius", weight.Name, spectrum.Radius, Math.Pow(spectrum.Radius, 100)),
            Remedy = "orthogonal_recurrence", Advice = new Sentence("prevention.recurrent_radius.do", weight.Name),
        };
        return tensor with { Findings = [amplifies] };
    }

    private static CheckFinding NonFinite(ModelWeight weight, TensorStatistics values) => new()
    {
        Rule = "non_finite", Severity = Severity.Critical, Subject = weight.Name, Value = values.NonFinite, Reference = 0,
        Sentence = new Sentence("prevention.non_finite", weight.Name, values.NonFinite, values.Count),
        Remedy = "initialize_weights", Advice = new Sentence("prevention.non_finite.do"),
    };

    private static CheckFinding Constant(ModelWeight weight, TensorStatistics values) => new()
    {
        Rule = "constant_weights", Severity = weight.Tensor.shape[0] > 1 ? Severity.Warning : Severity.Info, Subject = weight.Name,
        Value = values.Mean, Sentence = new Sentence("prevention.constant_weights", weight.Name, values.Count, values.Mean),
        Remedy = "initialize_weights", Advice = new Sentence("prevention.constant_weights.do", weight.Name, UsualRules.Nearest(weight, 0).Called),
    };

    private static CheckFinding? Outlier(ModelWeight weight, TensorStatistics values, InitializationCheckOptions options)
    {
        double deviations = values.Max / values.StandardDeviation;
        // The identity and other sparse starts are mostly zeros: their few values are no outliers.
        if (deviations < options.OutlierDeviations || values.Zeros * 2 > values.Count)
            return null;
        return new CheckFinding
        {
            Rule = "outlier_weights", Severity = Severity.Info, Subject = weight.Name, Value = values.Max, Reference = values.StandardDeviation,
            Sentence = new Sentence("prevention.outlier_weights", weight.Name, values.Max, deviations, values.StandardDeviation),
        };
    }
}
