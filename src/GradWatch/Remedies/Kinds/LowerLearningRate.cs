using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>A rate at which the observed update ratio comes back to the middle of 1e-3 … 1e-2.</summary>
internal sealed class LowerLearningRate : IRemedy
{
    // Where no ratio is known a tenth is the usual first try; where the ratio was fine, a half.
    private const double WithoutRatio = 0.1;
    private const double LeastChange = 0.5;
    private const double Jump = 1.5;
    // Slower growth than this is that of the steepest direction of gradient descent: |1 − ηλ| a step.
    private const double Slow = 2;

    /// <inheritdoc/>
    public string Id => "lower_learning_rate";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        double ratio = run.Update?.BeforeTrouble ?? double.NaN;
        if (run.Rate is { JumpTimes: >= Jump } jump && !run.Onset.AtStart)
            return Make(jump.BeforeJump, jump.BeforeJump / jump.AtOnset, RemedyTexts.Say(Id, "why_jump", Rate(jump.BeforeJump), Rate(jump.AtOnset), jump.JumpStep));
        if (run.Update is { Adaptive: false } && run.Grave("gradient_growth")?.Worst.Excess is > 1 and < Slow and var growth && run.Rate is { } stepped)
            return Make(stepped.AtOnset / (1 + growth), 1 / (1 + growth), RemedyTexts.Say(Id, "why_growth", growth, 1 + growth, Rate(stepped.AtOnset)));
        if (double.IsNaN(ratio))
            return run.Rate is { } only
                ? Make(only.AtOnset * WithoutRatio, WithoutRatio, RemedyTexts.Say(Id, "why_no_ratio", Rate(only.AtOnset)))
                : Make(double.NaN, WithoutRatio, RemedyTexts.Say(Id, "why_unknown"));
        double factor = Math.Min(LeastChange, Usual.RatioTarget / ratio);
        string part = factor < LeastChange ? "why" : "why_half";
        return run.Rate is { } rate
            ? Make(rate.AtOnset * factor, factor, RemedyTexts.Say(Id, part, ratio, run.Update!.BeforeStep, Rate(rate.AtOnset)))
            : Make(double.NaN, factor, RemedyTexts.Say(Id, part + "_factor", ratio, run.Update!.BeforeStep));
    }

    private Remedy Make(double rate, double factor, Wording.Sentence why)
    {
        bool known = double.IsFinite(rate) && rate > 0;
        double number = Setting.Round(known ? rate : factor);
        string written = Setting.Write(number), change = known ? $"= {written}" : $"*= {written}";
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { [known ? "learning_rate" : "factor"] = number },
            Action = RemedyTexts.Say(Id, known ? "action" : "action_factor", written),
            Why = why,
            TorchSharp = RemedyTexts.Code("foreach (var group in optimizer.ParamGroups)", $"    group.LearningRate {change};"),
            PyTorch = RemedyTexts.Code("for group in optimizer.param_groups:", $"    group[\"lr\"] {change}"),
        };
    }

    // A rate of the log is a setting: as it is, not rounded.
    private static string Rate(double rate) => Wording.Figures.Plain(rate);
}
