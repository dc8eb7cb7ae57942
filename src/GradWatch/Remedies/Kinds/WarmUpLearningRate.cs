using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>A linear warm-up, ten times as long as the run lasted before the trouble.</summary>
/// <remarks>Long enough that the rate is a tenth at that step; at most 2/(1 − β₂) = 2000 steps, where Adam's second moments are full (Ma and Yarats 2021).</remarks>
internal sealed class WarmUpLearningRate : IRemedy
{
    private const double Times = 10;
    private const double Shortest = 100;
    private const double Longest = 2000;

    /// <inheritdoc/>
    public string Id => "warm_up_learning_rate";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.Rate is { WarmsUp: true } && !run.Onset.Early)
            return null;
        long lasted = Math.Max(0, run.Onset.Step - run.Onset.First);
        double steps = Setting.Round(Math.Clamp(Times * (lasted + 1), Shortest, Longest));
        string count = Wording.Figures.Plain((long)steps);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["warmup_steps"] = steps },
            Action = RemedyTexts.Say(Id, "action", (long)steps),
            Why = RemedyTexts.Say(Id, "why", run.Onset.Step, (long)steps),
            TorchSharp = RemedyTexts.Code(
                $"var warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor: 0.01, end_factor: 1.0, total_iters: {count});",
                "optimizer.step();", "warmup.step();"),
            PyTorch = RemedyTexts.Code(
                $"warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters={count})", "optimizer.step()", "warmup.step()"),
        };
    }
}
