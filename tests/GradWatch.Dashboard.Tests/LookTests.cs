using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GradWatch.Dashboard.Tests;

[Collection("chromium")]
public class LookTests(Chromium chromium)
{
    private const string Explodes = "rnn_tanh_gain2_sgd_s0";

    [Fact]
    public async Task Words_and_sentences_change_with_the_language()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Explodes);

        await window["#top [data-value=ru]"].ClickAsync();
        await window.SeesAsync(".verdict h1", "Критично.");
        await window.SeesAsync("#why h2", "Почему");
        Assert.Equal("ru", await window["html"].GetAttributeAsync("lang"));
        await window.Page.ReloadAsync();
        await window.SeesAsync(".verdict h1", "Критично.");
    }

    [Fact]
    public async Task A_Russian_browser_is_spoken_to_in_Russian()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard, language: "ru-RU")).AtAsync("/");

        await window.SeesAsync(".blank h1", "Запусков пока нет");
    }

    [Fact]
    public async Task Dark_follows_the_system_until_somebody_chooses()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard, scheme: ColorScheme.Dark)).AtRunAsync(Explodes);
        const string Ground = "getComputedStyle(document.body).backgroundColor";
        Assert.Equal("rgb(14, 17, 20)", await window.Page.EvaluateAsync<string>(Ground));

        await window["#top [data-value=light]"].ClickAsync();
        Assert.Equal("rgb(246, 247, 247)", await window.Page.EvaluateAsync<string>(Ground));
        // The canvas takes its colours from the same tokens.
        Assert.Equal("255,255,255", await window.Page.EvaluateAsync<string>(
            "Array.from(document.querySelector('#heat').getContext('2d').getImageData(0, document.querySelector('#heat').height - 1, 1, 1).data).slice(0, 3).join()"));
    }

    [Theory]
    [InlineData(360, "en")]
    [InlineData(360, "ru")]
    [InlineData(820, "ru")]
    [InlineData(2560, "en")]
    public async Task Nothing_is_wider_than_the_window(int width, string language)
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard, width, language: language)).AtAsync("/?compare=" + Explodes);
        await Expect(window["td.v"]).ToBeVisibleAsync();
        Assert.Equal(0, await window.OverflowAsync());
        Assert.InRange(await window.Page.EvaluateAsync<double>("document.querySelector('main h1').getBoundingClientRect().left"), 16, width / 2);

        await window.AtRunAsync(Explodes);
        Assert.Equal(0, await window.OverflowAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_has_a_contrast_of_at_least_4_5(ColorScheme scheme)
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard, scheme: scheme)).AtRunAsync(Explodes);

        string[] faint = await window.Page.EvaluateAsync<string[]>(Contrast);
        Assert.Empty(faint);
    }

    [Fact]
    public async Task Every_button_link_and_field_has_a_name_and_a_focus_ring()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Explodes);

        string[] nameless = await window.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, a, input, canvas[tabindex]')].filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.title)).map(e => e.outerHTML)");
        Assert.Empty(nameless);
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("2px", await window.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineWidth"));
    }

    /// <summary>The texts whose contrast against what lies behind them is under 4.5 (WCAG 2.2, relative luminance).</summary>
    private const string Contrast = """
        () => {
          const rgb = c => c.match(/[\d.]+/g).map(Number);
          const lum = ([r, g, b]) => [r, g, b].map(v => (v /= 255) > 0.03928 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = e => {
            const layers = [];
            for (let at = e; at; at = at.parentElement) {
              const c = rgb(getComputedStyle(at).backgroundColor), a = c[3] ?? 1;
              if (a > 0) layers.push([c, a]);
              if (a === 1) break;
            }
            return layers.reverse().reduce((under, [c, a]) => under.map((v, i) => v * (1 - a) + c[i] * a), [255, 255, 255]);
          };
          const found = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
            if (!text || !e.checkVisibility() || e.closest('noscript, svg, .sr')) continue;
            const a = lum(rgb(getComputedStyle(e).color)), b = lum(ground(e));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) found.push(`${text.slice(0, 30)} ${ratio.toFixed(2)}`);
          }
          return found;
        }
        """;
}
