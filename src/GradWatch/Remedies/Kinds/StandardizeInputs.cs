using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>Mean 0 and standard deviation 1 for each feature, by statistics of the training set.</summary>
internal sealed class StandardizeInputs : IRemedy
{
    /// <inheritdoc/>
    public string Id => "standardize_inputs";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        Dictionary<string, double> parameters = [];
        Wording.Sentence why = RemedyTexts.Say(Id, "why_unknown");
        if (run.Input is { } input)
        {
            (parameters["mean"], parameters["std"]) = (input.Mean, input.Deviation);
            why = RemedyTexts.Say(Id, "why", input.Name ?? "input", input.Mean, input.Deviation);
        }
        else if (run.Profile is { Layers: [{ InputSize: > 0 and < double.MaxValue } first, ..] })
        {
            parameters["input_norm"] = Setting.Round(first.InputSize);
            why = RemedyTexts.Say(Id, "why_size", first.InputSize, first.Name);
        }
        return new Remedy
        {
            Id = Id,
            Parameters = parameters,
            Action = RemedyTexts.Say(Id, "action"),
            Why = why,
            TorchSharp = RemedyTexts.Code(
                "var standardizer = new Standardizer().Fit(trainingInputs);", "inputs = standardizer.Transform(inputs);   // for validation and use as well",
                "standardizer.Save(\"inputs.json\");"),
            PyTorch = RemedyTexts.Code(
                "mean = inputs.mean(dim=0, keepdim=True)", "std = inputs.std(dim=0, keepdim=True) + 1e-8", "inputs = (inputs - mean) / std"),
        };
    }
}
