namespace GradWatch.TorchSharp.Weights;

/// <summary>How the values of a weight are spread about 0.</summary>
public enum WeightDistribution
{
    /// <summary>Gaussian.</summary>
    Normal,
    /// <summary>Even between −√3 and √3 standard deviations.</summary>
    Uniform,
}
