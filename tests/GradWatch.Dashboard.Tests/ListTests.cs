using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GradWatch.Dashboard.Tests;

[Collection("chromium")]
public class ListTests(Chromium chromium)
{
    [Fact]
    public async Task Verdicts_and_text_filter_the_list()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync("lstm_sgd_s0", "unnorm_sgd_s0");
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");
        await Expect(window["tbody tr[data-run]"]).ToHaveCountAsync(2);
        await window.SeesAsync(".head p", "2 in all; 1 critical, 0 warning, 1 healthy");

        await window[".filters [data-value=healthy]"].ClickAsync();
        await Expect(window["tbody tr[data-run]"]).ToHaveCountAsync(1);
        await window.SeesAsync("td.r", "lstm_sgd_s0");
        await window["#find"].FillAsync("unnorm");
        await window.SeesAsync("tbody", "No run matches the filter.");
        await window[".filters [data-value=all]"].ClickAsync();
        await window.SeesAsync("td.r", "unnorm_sgd_s0");
        Assert.Contains("text=unnorm", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_chosen_runs_are_compared_on_the_same_axes()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync("lstm_sgd_s0", "unnorm_sgd_s0");
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");

        await window["tr[data-run=lstm_sgd_s0] input"].CheckAsync();
        await window.SeesAsync(".cmp", "Select one more run");
        await window["tr[data-run=unnorm_sgd_s0] input"].CheckAsync();
        await Expect(window[".cmp .two svg"]).ToHaveCountAsync(2);
        await Expect(window[".cmp .line.second"]).ToHaveCountAsync(2);
        await window.SeesAsync(".cmp .nan-text", "not finite from step 5");
        await window[".cmp .btn"].ClickAsync();
        await Expect(window[".cmp"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_run_that_begins_appears_and_its_verdict_follows()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");
        await window.SeesAsync(".blank h1", "No run yet");

        RecordedRun recorded = new("unnorm_sgd_s0");
        await dashboard.OpenAsync("live");
        await dashboard.SendAsync("live", """{ "rows": [ { "step": 0, "values": { "loss": 1.5, "grad_norm": 0.25 } } ] }""");
        await window.SeesAsync("tr[data-run=live] td.v", "Healthy");
        await dashboard.SendAsync("live", recorded.Batch(1, recorded.Count));
        await window.SeesAsync("tr[data-run=live] td.v", "Critical");
    }
}
