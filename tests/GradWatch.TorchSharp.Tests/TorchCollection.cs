using Xunit;

namespace GradWatch.TorchSharp.Tests;

/// <summary>Tests that train: torch's random numbers are global, so they run one after the other. <c>[Collection("torch")]</c>.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
public sealed class TorchCollection;
