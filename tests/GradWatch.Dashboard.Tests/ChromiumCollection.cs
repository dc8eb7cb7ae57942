using Xunit;

namespace GradWatch.Dashboard.Tests;

/// <summary>Tests of one browser run one after the other: several pages at once would time each other.</summary>
[CollectionDefinition("chromium", DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
