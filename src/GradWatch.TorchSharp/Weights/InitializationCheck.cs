using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights.Judging;
using GradWatch.TorchSharp.Weights.Reading;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>Compares the weights of a model with what their fans call for, before training.</summary>
public static class InitializationCheck
{
    /// <summary>Reads every parameter once; the model is left as it is.</summary>
    /// <remarks>For a model that will be trained from the start: trained weights have sizes of their own.</remarks>
    public static InitializationCheckReport Of(nn.Module model, InitializationCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new InitializationCheckOptions();
        ModelWeight[] weights = [.. ModelWeights.Of(model, options.ActivationOf)];
        CheckedTensor[] tensors = [.. weights.Select(weight => TensorJudge.Judge(weight, options))];
        ZeroJudge.Judge(weights, tensors);
        SmallJudge.Judge(weights, tensors, options);
        StackJudge.Judge(weights, tensors, options);
        return new InitializationCheckReport
        {
            Tensors = [.. tensors.Where((tensor, i) => tensor.Rule is not null || tensor.Findings.Count > 0 || weights[i].Kind == WeightKind.Other)],
            Findings = Checks.Findings.Ordered(tensors.SelectMany(tensor => tensor.Findings).Distinct()),
        };
    }
}
