using GradWatch.Reports;
using Xunit;

namespace GradWatch.Cli.Tests;

public sealed class WholeFileTests
{
    [Fact]
    public void A_file_that_fails_half_way_leaves_the_one_before_it()
    {
        using var folder = new Folder();
        string file = folder.Write("report.html", "before");
        Assert.Throws<IOException>(() => WholeFile.Write(file, stream =>
        {
            stream.WriteByte((byte)'x');
            throw new IOException("no space left");
        }));
        Assert.Equal("before", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_file_is_replaced_when_it_is_complete()
    {
        using var folder = new Folder();
        string file = folder.Write("report.html", "a much longer text before");
        WholeFile.Write(file, stream => stream.Write("after"u8));
        Assert.Equal("after", File.ReadAllText(file));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        using var folder = new Folder();
        string file = folder.Write("real.html", "before"), link = folder["link.html"];
        File.CreateSymbolicLink(link, file);
        WholeFile.Write(link, stream => stream.Write("after"u8));
        Assert.NotNull(File.ResolveLinkTarget(link, false));
        Assert.Equal("after", File.ReadAllText(file));
    }

    [Fact]
    public void A_directory_is_refused()
    {
        using var folder = new Folder();
        Assert.ThrowsAny<IOException>(() => WholeFile.Write(folder["."], stream => stream.WriteByte(0)));
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no /dev");
        WholeFile.Write("/dev/null", stream => stream.WriteByte(0));
        Assert.False(new FileInfo("/dev/null").Length > 0);
    }
}
