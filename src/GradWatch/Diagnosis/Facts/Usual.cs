namespace GradWatch.Diagnosis.Facts;

/// <summary>What is usual in training: the values that evidence is compared with. The first five are the founding document's.</summary>
internal static class Usual
{
    /// <summary>‖g‖₂ at the upper end of the usual range.</summary>
    internal const double NormHigh = 1e1;

    /// <summary>‖g‖₂ above which to check.</summary>
    internal const double NormCheck = 1e2;

    /// <summary>‖Δw‖/‖w‖ of a step that is too large.</summary>
    internal const double RatioAlarm = 0.1;

    /// <summary>‖Δw‖/‖w‖ to look at when it lasts.</summary>
    internal const double RatioCaution = 0.01;

    /// <summary>‖Δw‖/‖w‖ to aim at: the middle of 1e-3 … 1e-2 on a log scale.</summary>
    internal const double RatioTarget = 3e-3;

    /// <summary>The largest finite value of half precision (IEEE 754 binary16).</summary>
    internal const double HalfMax = 65504;

    /// <summary>A loss at the start that no chance level explains: ln of a vocabulary is at most 13, a standardized target gives about 1.</summary>
    internal const double LossCheck = 1e2;
}
