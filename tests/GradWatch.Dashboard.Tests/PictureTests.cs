using Microsoft.Playwright;
using Xunit;

namespace GradWatch.Dashboard.Tests;

/// <summary>The pictures of docs/dashboard.md, made anew with GRADWATCH_PICTURES=FOLDER.</summary>
[Collection("chromium")]
public class PictureTests(Chromium chromium)
{
    private static readonly string[] Runs =
        ["lstm_sgd_s0", "gru_adam_s0", "mlp30_sigmoid_vanish_s0", "nan_input_at73_skip_s0", "bce_log0_s0", "mlp30_std0.2_sgd_s0", "lr_jump_x1000_at150_s0", "rnn_tanh_gain2_sgd_s0"];

    [Fact]
    public async Task Pictures_for_the_documentation()
    {
        string? folder = Environment.GetEnvironmentVariable("GRADWATCH_PICTURES");
        Assert.SkipWhen(folder is null, "Pictures are made when GRADWATCH_PICTURES names a folder.");
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Runs);
        await Picture("dashboard-runs", "/?compare=rnn_tanh_gain2_sgd_s0,lstm_sgd_s0", 1280, 1000, ColorScheme.Light, "en");
        await Picture("dashboard-run", "/runs/rnn_tanh_gain2_sgd_s0", 1280, 1180, ColorScheme.Light, "en");
        await Picture("dashboard-run-dark", "/runs/mlp30_std0.2_sgd_s0", 1280, 1180, ColorScheme.Dark, "en");
        await Picture("dashboard-run.ru", "/runs/lr_jump_x1000_at150_s0", 1280, 1180, ColorScheme.Light, "ru");

        async Task Picture(string name, string path, int width, int height, ColorScheme scheme, string language)
        {
            await using Window window = await (await chromium.OpenAsync(dashboard, width, height, scheme, language)).AtAsync(path);
            await window.Page.WaitForLoadStateAsync(LoadState.Load);
            await window.SeesAsync(path.StartsWith("/runs", StringComparison.Ordinal) ? "#v_loss" : ".cmp .two", "");
            await window.Page.WaitForTimeoutAsync(1500);
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
