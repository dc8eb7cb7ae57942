using GradWatch.Wording;

namespace GradWatch.Demo.Experiments;

/// <summary>A change to a training that should make it stable.</summary>
/// <param name="Id">The id of the remedy.</param>
/// <param name="TextKey">Its imperative in the texts of the demo.</param>
/// <param name="Number">The number in it, e.g. the norm to clip at.</param>
/// <param name="Treated">The training with it; everything else as in the untreated one.</param>
internal sealed record Measure(string Id, string TextKey, double Number, Experiment Treated)
{
    /// <summary>The detector whose episode stays: the measure keeps the run finite without curing the cause. Null when it cures.</summary>
    public string? Leaves { get; init; }

    internal string In(Language language) => Texts.DemoTexts.Format(language, TextKey, Figures.Plain(Number));
}
