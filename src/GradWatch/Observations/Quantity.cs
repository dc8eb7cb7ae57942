namespace GradWatch.Observations;

/// <summary>What is measured. All dimensionless; the snake_case names used in data are in <see cref="QuantityNames"/>.</summary>
public enum Quantity
{
    /// <summary>Training loss as the loop reports it: raw, not smoothed.</summary>
    Loss,
    /// <summary>Learning rate in force at the step.</summary>
    LearningRate,
    /// <summary>Factor that half precision training multiplies the loss with.</summary>
    LossScale,
    /// <summary>L2 norm of the gradient before clipping, unscaled: sqrt(sum g²).</summary>
    GradNorm,
    /// <summary>L2 norm of the gradient after clipping.</summary>
    GradNormClipped,
    /// <summary>Factor that clipping applied: 1 none, 0 the step was skipped.</summary>
    ClipCoefficient,
    /// <summary>L∞ norm of the gradient: max |g|.</summary>
    GradMax,
    /// <summary>Count of gradient elements that are NaN or infinite.</summary>
    GradNonFinite,
    /// <summary>L2 norm of the weights.</summary>
    ParamNorm,
    /// <summary>L∞ norm of the weights: max |w|.</summary>
    ParamMax,
    /// <summary>L2 norm of the applied change of the weights, ‖Δw‖.</summary>
    UpdateNorm,
    /// <summary>‖Δw‖ / ‖w‖ of one step.</summary>
    UpdateRatio,
    /// <summary>‖w − w₀‖ / ‖w₀‖, w₀ the first weights seen.</summary>
    Displacement,
    /// <summary>Root mean square of a module's forward output.</summary>
    ActivationRms,
    /// <summary>max |a| of a module's forward output.</summary>
    ActivationMax,
    /// <summary>Mean of an input feature.</summary>
    InputMean,
    /// <summary>Standard deviation of an input feature.</summary>
    InputStd,
}
