using GradWatch.Cli.Serve;
using Xunit;

namespace GradWatch.Cli.Tests.Serve;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData(ListenAddress.Default, "127.0.0.1", 5151, true)]
    [InlineData("http://localhost:80", "127.0.0.1", 80, true)]
    [InlineData("localhost:8080", "127.0.0.1", 8080, true)]
    [InlineData("http://[::1]:5151", "::1", 5151, true)]
    [InlineData("http://0.0.0.0:5151", "0.0.0.0", 5151, false)]
    [InlineData("http://*:5151", "0.0.0.0", 5151, false)]
    [InlineData("http://192.168.1.4:5151", "192.168.1.4", 5151, false)]
    public void An_address_says_whether_others_can_reach_it(string text, string address, int port, bool loopback)
    {
        Assert.True(ListenAddress.TryParse(text, out ListenAddress listen));
        Assert.Equal((address, port, loopback), (listen.Address.ToString(), listen.Port, listen.IsLoopback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://127.0.0.1:5151")]
    [InlineData("http://example.com:5151")]
    [InlineData("http://127.0.0.1:5151/runs")]
    [InlineData("http://user@127.0.0.1:5151")]
    [InlineData("http://127.0.0.1:99999")]
    public void What_is_no_address_of_this_machine_is_not_taken(string text) => Assert.False(ListenAddress.TryParse(text, out _));
}
