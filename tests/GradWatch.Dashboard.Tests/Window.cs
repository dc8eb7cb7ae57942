using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GradWatch.Dashboard.Tests;

/// <summary>A browser window. When it is closed, nothing may have been complained of: no error, no break of the content security policy.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(10_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Complaints with this text in them are expected: a server that is away is one.</summary>
    public string? Expected { get; set; }

    public ILocator this[string selector] => Page.Locator(selector);

    public async Task<Window> AtAsync(string path)
    {
        await Page.GotoAsync(path);
        return this;
    }

    /// <summary>Opens a run and waits until numbers and words are there.</summary>
    public async Task<Window> AtRunAsync(string run)
    {
        await Page.GotoAsync($"/runs/{run}");
        await Expect(this[".verdict h1"]).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(this["#v_loss"]).Not.ToBeEmptyAsync();
        return this;
    }

    public Task SeesAsync(string selector, string text) => Expect(this[selector].First).ToContainTextAsync(text, new() { Timeout = 15_000 });

    /// <summary>How much wider the page is than the window, in px.</summary>
    public async Task<int> OverflowAsync() => await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        if (Expected is not null)
            _complaints.RemoveAll(text => text.Contains(Expected, StringComparison.Ordinal));
        Assert.Empty(_complaints);
    }
}
