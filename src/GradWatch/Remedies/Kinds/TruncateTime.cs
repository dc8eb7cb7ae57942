using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>Back-propagation through a part of the sequence: amplification is a power of its length.</summary>
internal sealed class TruncateTime : IRemedy
{
    // Amplification that a part may keep: one decade.
    private const double Kept = 1;
    private const double Least = 0.05;

    /// <inheritdoc/>
    public string Id => "truncate_time";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        // ‖g‖/L of the first step is all there is to see of ρ^T: its logarithm is in proportion to the length.
        if (run.Start is not { PerLoss: > 10 } start)
            return null;
        double decades = Math.Log10(start.PerLoss);
        double share = Math.Max(Least, Setting.Round(Kept / decades));
        string written = Setting.Write(share);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["share_of_sequence"] = share },
            Action = RemedyTexts.Say(Id, "action", written),
            Why = RemedyTexts.Say(Id, "why", start.PerLoss, decades),
            TorchSharp = RemedyTexts.Code(
                $"var length = (long)({written} * sequence.size(1));", "foreach (var part in sequence.split(length, 1))", "    (output, hidden) = rnn.call(part, hidden.detach());"),
            PyTorch = RemedyTexts.Code(
                $"length = int({written} * sequence.size(1))", "for part in sequence.split(length, dim=1):", "    output, hidden = rnn(part, hidden.detach())"),
        };
    }
}
