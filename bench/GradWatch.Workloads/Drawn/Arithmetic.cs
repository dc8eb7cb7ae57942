namespace GradWatch.Workloads.Drawn;

/// <summary>Types of the weights and how the loss is scaled for them.</summary>
internal enum Arithmetic
{
    Single,
    BFloat,
    Half,
    DynamicHalf,
}
