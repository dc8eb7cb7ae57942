using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GradWatch.Dashboard.Tests;

[Collection("chromium")]
public class LiveTests(Chromium chromium)
{
    private const string Explodes = "rnn_tanh_gain2_sgd_s0";

    [Fact]
    public async Task Rows_that_arrive_are_drawn_and_an_alarm_brings_its_card()
    {
        RecordedRun recorded = new("lr_jump_x1000_at150_s0");
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await dashboard.OpenAsync("live");
        await dashboard.SendAsync("live", recorded.Batch(0, 140));
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync("live");
        await window.SeesAsync("#status", "Live, step 139");
        await window.SeesAsync(".verdict h1", "Healthy.");
        await Expect(window["#what .eps li"]).ToHaveCountAsync(0);

        await dashboard.SendAsync("live", recorded.Batch(140, recorded.Count));
        await window.SeesAsync("#status", $"Live, step {recorded.Count - 1}");
        await window.SeesAsync(".verdict h1", "Critical.");
        await Expect(window["#what .eps li"].First).ToBeVisibleAsync();
        await window.SeesAsync("#v_loss", "NaN");
    }

    [Fact]
    public async Task A_paused_page_stays_and_goes_on_when_asked_to()
    {
        RecordedRun recorded = new(Explodes);
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await dashboard.OpenAsync("live");
        await dashboard.SendAsync("live", recorded.Batch(0, 10));
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync("live");
        await window["#pause"].ClickAsync();
        string before = await window["#v_grad_norm"].InnerTextAsync();

        await dashboard.SendAsync("live", recorded.Batch(10, 20));
        await window.SeesAsync("#status", "Paused, step 19");
        Assert.Equal(before, await window["#v_grad_norm"].InnerTextAsync());
        Assert.Equal("Step 9", await window["#step"].InnerTextAsync());
        await window["#pause"].ClickAsync();
        await window.SeesAsync("#step", "Step 19");
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_again_and_the_data_stay()
    {
        RecordedRun recorded = new(Explodes);
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await dashboard.OpenAsync("live");
        await dashboard.SendAsync("live", recorded.Batch(0, 20));
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync("live");
        window.Expected = "ERR_";

        await dashboard.EndAsync();
        await window.SeesAsync(".state.amber", "the last was step 19");
        await window.SeesAsync("#status", "Disconnected");
        await Expect(window["#v_grad_norm"]).Not.ToBeEmptyAsync();

        await dashboard.BeginAsync();
        await dashboard.SendAsync("live", recorded.Batch(20, 30));
        await window[".state.amber .btn"].ClickAsync();
        await Expect(window[".state.amber"]).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await window.SeesAsync("#step", "Step 29");
    }
}
