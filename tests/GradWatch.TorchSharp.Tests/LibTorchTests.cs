using Xunit;

namespace GradWatch.TorchSharp.Tests;

public sealed class LibTorchTests
{
    /// <summary>Where everything is checked, a machine without libtorch is a failure and not a skipped test.</summary>
    [Fact]
    public void Libtorch_loads_where_all_is_checked()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Null(LibTorch.WhyNot);
        else
            LibTorch.Require();
    }
}
