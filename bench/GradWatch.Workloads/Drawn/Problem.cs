namespace GradWatch.Workloads.Drawn;

/// <summary>What a network is to learn.</summary>
internal enum Problem
{
    Regression,
    Classification,
    Autoencoder,
    Binary,
    Distances,
    Adding,
    Stripes,
    Text,
    Ring,
    Reward,
}
