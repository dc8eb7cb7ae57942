using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>The batches to leave out, by the step at which they came.</summary>
internal sealed class SkipBatch : IRemedy
{
    private const int Most = 8;

    /// <inheritdoc/>
    public string Id => "skip_batch";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.Break is not { } once)
            return null;
        List<long> steps = [.. run.Spikes.Steps.Append(once.Step).Distinct().Order().Take(Most)];
        Dictionary<string, double> parameters = new() { ["step"] = once.Step };
        for (int i = 0; steps.Count > 1 && i < steps.Count; i++)
            parameters[$"step_{i + 1}"] = steps[i];
        string list = string.Join(", ", steps.Select(Wording.Figures.Plain)), pattern = string.Join(" or ", steps.Select(Wording.Figures.Plain));
        return new Remedy
        {
            Id = Id,
            Parameters = parameters,
            Action = RemedyTexts.Say(Id, steps.Count == 1 ? "action" : "action_many", list),
            Why = double.IsFinite(once.Times) ? RemedyTexts.Say(Id, "why", once.Times, once.Step) : RemedyTexts.Say(Id, "why_not_finite", once.Step),
            TorchSharp = RemedyTexts.Code($"if (step is {pattern})", "    continue;"),
            PyTorch = RemedyTexts.Code($"if step in {{{list}}}:", "    continue"),
        };
    }
}
