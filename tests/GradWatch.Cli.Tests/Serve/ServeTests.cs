using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace GradWatch.Cli.Tests.Serve;

/// <summary>The server as a user starts and ends it.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task It_says_where_it_is_and_how_to_send_and_ends_in_good_order()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-serve-");
        using Process process = Tool.Start("serve", "--listen", "http://127.0.0.1:0", "--store", folder.FullName);
        process.StandardInput.Close();
        string address = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        Assert.StartsWith("GradWatch is at http://127.0.0.1:", address);
        using HttpClient client = new() { BaseAddress = new Uri(address[address.IndexOf("http", StringComparison.Ordinal)..]) };
        Assert.Equal("""{"status":"ok","detail":null}""", await client.GetStringAsync("/health", TestContext.Current.CancellationToken));
        using Process signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        ToolResult result = await Tool.End(process);
        Assert.Equal((0, ""), (result.Status, result.Error));
        Assert.Contains("curl -X PUT http://127.0.0.1:", result.Output);
        Assert.EndsWith("Ended. What the detectors know is saved.\n", result.Output);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_told_in_a_line()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-serve-");
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        ToolResult result = await Tool.Run("serve", "--listen", $"http://127.0.0.1:{port}", "--store", folder.FullName);
        Assert.Equal((2, $"gradwatch: 127.0.0.1:{port} is in use by another program. --listen takes another port.\n"), (result.Status, result.Error));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--listen http://0.0.0.0:0", "0.0.0.0 can be reached by others: give --ingest-token and --view-token")]
    [InlineData("--listen ftp://127.0.0.1", "--listen ftp://127.0.0.1: the form is http://ADDRESS:PORT")]
    [InlineData("--series-limit 0", "--series-limit: a number from 1 on.")]
    [InlineData("--store /dev/null/runs", "/dev/null/runs")]
    public async Task What_cannot_be_served_ends_with_status_2(string options, string message)
    {
        ToolResult result = await Tool.Run(["serve", .. options.Split(' ')]);
        Assert.Equal(2, result.Status);
        Assert.StartsWith("gradwatch: " + message, result.Error);
    }
}
