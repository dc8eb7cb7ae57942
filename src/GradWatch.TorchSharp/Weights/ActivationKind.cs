namespace GradWatch.TorchSharp.Weights;

/// <summary>What a function does to large signals.</summary>
public enum ActivationKind
{
    /// <summary>Keeps them: Xavier's rule.</summary>
    Linear,
    /// <summary>Cuts one side off: He's rule.</summary>
    Rectifying,
    /// <summary>Bounds both sides: Xavier's rule, with the function's gain.</summary>
    Saturating,
}
