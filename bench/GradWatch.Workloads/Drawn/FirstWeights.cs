namespace GradWatch.Workloads.Drawn;

/// <summary>How the first weights are drawn.</summary>
internal enum FirstWeights
{
    Default,
    He,
    Xavier,
}
