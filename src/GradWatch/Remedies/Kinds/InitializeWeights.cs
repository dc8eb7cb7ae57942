using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>He standard deviation √(2/fan) for rectified units, Xavier √(1/fan) for tanh and sigmoid, for each tensor's own fan.</summary>
internal sealed class InitializeWeights : IRemedy
{
    /// <inheritdoc/>
    public string Id => "initialize_weights";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        // A gradient that vanishes with depth is the sign of units that saturate.
        bool xavier = run.Onset.Vanishing;
        double times = run.Profile is { } profile ? Math.Pow(10, Math.Abs(profile.DecadesPerLayer)) : 1;
        bool measured = times > 1.05 && !xavier;
        Dictionary<string, double> parameters = new() { ["gain"] = xavier ? 1 : Math.Round(Math.Sqrt(2), 4) };
        if (measured)
            parameters["excess_per_layer"] = Setting.Round(times);
        return new Remedy
        {
            Id = Id,
            Parameters = parameters,
            Action = RemedyTexts.Say(Id, xavier ? "action_xavier" : "action_he"),
            Why = measured
                ? RemedyTexts.Say(Id, "why", times, run.Profile!.Layers.Count)
                : RemedyTexts.Say(Id, xavier ? "why_xavier" : "why_he"),
            TorchSharp = RemedyTexts.Code(
                "// He before ReLU, Xavier before tanh and sigmoid: what follows a layer is found in the model.",
                "Console.WriteLine(Initialization.Apply(model));"),
            PyTorch = RemedyTexts.Code(
                "for w in (w for w in model.parameters() if w.dim() > 1):",
                xavier ? "    torch.nn.init.xavier_normal_(w)" : "    torch.nn.init.kaiming_normal_(w, nonlinearity=\"relu\")"),
        };
    }
}
