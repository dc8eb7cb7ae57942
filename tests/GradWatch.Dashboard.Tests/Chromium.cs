using Microsoft.Playwright;
using Xunit;

namespace GradWatch.Dashboard.Tests;

/// <summary>The machine's own Chromium, started once. Where there is none the tests that need it are skipped and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly string? _program = Environment.GetEnvironmentVariable("GRADWATCH_CHROMIUM") ?? Array.Find(Places, File.Exists);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A window with a page in it that notes every complaint of the browser.</summary>
    internal async Task<Window> OpenAsync(SomeDashboard dashboard, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, string language = "en")
    {
        Assert.SkipWhen(_program is null, "There is no Chromium here: install the package chromium, or set GRADWATCH_CHROMIUM.");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _program, Args = Arguments });
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            BaseURL = dashboard.Address, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = language,
        });
        return new Window(context, await context.NewPageAsync());
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
