using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>bfloat16, which has the range of single precision; or half precision with a loss scale that leaves room.</summary>
internal sealed class ChangePrecision : IRemedy
{
    // Room for gradients eight times the largest seen, and the scale that most recipes start from when nothing was seen.
    private const double Room = 8;
    private const double WithoutHistory = 1024;

    /// <inheritdoc/>
    public string Id => "change_precision";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        double seen = run.Precision.LastGradMax;
        bool measured = seen > 0 && seen < Usual.HalfMax;
        double scale = !double.IsNaN(run.Precision.LowestScale) && run.Precision.Lowered > 0 ? run.Precision.LowestScale
            : measured ? Math.Max(1, Math.Pow(2, Math.Floor(Math.Log2(Usual.HalfMax / (Room * seen)))))
            : WithoutHistory;
        string written = Wording.Figures.Plain(scale);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["loss_scale"] = scale },
            Action = RemedyTexts.Say(Id, "action", written),
            Why = run.Precision.Lowered > 0 ? RemedyTexts.Say(Id, "why_lowered", written)
                : measured ? RemedyTexts.Say(Id, "why", seen) : RemedyTexts.Say(Id, "why_default"),
            TorchSharp = RemedyTexts.Code("model.to(torch.bfloat16);", "var optimizer = torch.optim.AdamW(model.parameters());"),
            PyTorch = RemedyTexts.Code(
                "with torch.autocast(\"cuda\", dtype=torch.bfloat16):", "    loss = criterion(model(inputs), targets)",
                $"scaler = torch.amp.GradScaler(\"cuda\", init_scale={written})  # with float16 instead"),
        };
    }
}
