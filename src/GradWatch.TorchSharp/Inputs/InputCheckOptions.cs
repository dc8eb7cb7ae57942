namespace GradWatch.TorchSharp.Inputs;

/// <summary>Limits of <see cref="InputCheck"/>; docs/prevention.md tells where they were measured.</summary>
public sealed record InputCheckOptions
{
    /// <summary>The dimension that features lie along: −1 the last (tables), 1 the channels of images [N, C, H, W].</summary>
    public int Dimension { get; init; } = -1;

    /// <summary>√(mean² + deviation²) of a feature that warns. Measured: with 16 features of deviation 5 SGD at 0.01 trains, with 10 its loss
    /// is infinite within 200 steps.</summary>
    public double Size { get; init; } = 10;

    /// <summary>The same at which it is critical. Measured: with deviation 30 SGD at 0.001 diverges, too.</summary>
    public double CriticalSize { get; init; } = 30;

    /// <summary>|mean| that warns where it is also above <see cref="OffsetDeviations"/>. Measured: 16 features of mean 3 and deviation 1 end the
    /// training of a linear model by SGD at 0.01, those of mean 2 do not.</summary>
    public double Offset { get; init; } = 3;

    /// <summary>|mean| over the deviation that warns where the mean is also above <see cref="Offset"/>.</summary>
    public double OffsetDeviations { get; init; } = 3;

    /// <summary>The wide features' deviation over that of the narrow ones (90th and 10th percentile) that informs. Measured: where half
    /// of the features are a tenth as wide gradient descent takes more than 30 times the steps.</summary>
    public double ScaleTimes { get; init; } = 10;

    /// <summary>The wide features' deviation over the median one that warns. The curvature goes by the square: a
    /// hundredth as wide is 1e4 times as flat. Pixels at the edges of images are narrower still, but the median one is not.</summary>
    public double ScaleWarningTimes { get; init; } = 100;

    /// <summary>Rows from which on features that are always the same are told of.</summary>
    public int FewestRows { get; init; } = 16;

    /// <summary>Names of the features in order; <c>input[0]</c>, … when null.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
