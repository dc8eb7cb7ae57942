using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>The batches to leave out, by the steps at which they came.</summary>
internal sealed class SkipBatch : IRemedy
{
    /// <inheritdoc/>
    public string Id => "skip_batch";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.Break is not { } once)
            return null;
        // A log of every hundredth step tells the hundred, not the step.
        bool one = once.Step - once.Before <= 1;
        string step = Wording.Figures.Plain(once.Step), after = Wording.Figures.Plain(once.Before);
        Dictionary<string, double> parameters = one
            ? new() { ["step"] = once.Step }
            : new() { ["first_step"] = once.Before + 1, ["last_step"] = once.Step };
        return new Remedy
        {
            Id = Id,
            Parameters = parameters,
            Action = one ? RemedyTexts.Say(Id, "action", once.Step) : RemedyTexts.Say(Id, "action_many", once.Before + 1, once.Step),
            Why = double.IsFinite(once.Times) ? RemedyTexts.Say(Id, "why", once.Times, once.Step) : RemedyTexts.Say(Id, "why_not_finite", once.Step),
            TorchSharp = RemedyTexts.Code(one ? $"if (step is {step})" : $"if (step is > {after} and <= {step})", "    continue;"),
            PyTorch = RemedyTexts.Code(one ? $"if step == {step}:" : $"if {after} < step <= {step}:", "    continue"),
        };
    }
}
