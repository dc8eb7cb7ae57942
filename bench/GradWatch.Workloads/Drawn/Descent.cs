namespace GradWatch.Workloads.Drawn;

/// <summary>Optimizers.</summary>
internal enum Descent
{
    Sgd,
    Momentum,
    Adam,
    AdamW,
    RmsProp,
    Adagrad,
}
