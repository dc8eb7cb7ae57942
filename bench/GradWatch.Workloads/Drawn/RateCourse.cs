namespace GradWatch.Workloads.Drawn;

/// <summary>Learning rates over the run.</summary>
internal enum RateCourse
{
    Constant,
    WarmUpCosine,
    StepDecay,
}
