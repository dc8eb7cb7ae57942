using GradWatch.Demo.Texts;
using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.Demo.Experiments;

/// <summary>A training that explodes, and the measures against it.</summary>
internal sealed record Chapter
{
    /// <summary>What is trained, in the texts of the demo.</summary>
    public required string TextKey { get; init; }

    /// <summary>The settings that the text names.</summary>
    public required double[] Settings { get; init; }

    /// <summary>The training without any measure.</summary>
    public required Experiment Untreated { get; init; }

    /// <summary>How grave the verdict must be at least.</summary>
    public Severity Least { get; init; } = Severity.Critical;

    /// <summary>The causes of which one must come first in the diagnosis.</summary>
    public required string[] Causes { get; init; }

    /// <summary>What the name of the tensor that is blamed must begin with; empty where all are to blame.</summary>
    public string Where { get; init; } = "";

    public required Measure[] Measures { get; init; }

    internal string In(Language language) => DemoTexts.Format(language, TextKey, [.. Settings]);
}
