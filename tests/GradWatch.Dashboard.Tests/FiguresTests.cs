using GradWatch.Reports.Html;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Dashboard.Tests;

[Collection("chromium")]
public class FiguresTests(Chromium chromium)
{
    [Fact]
    public async Task The_browser_writes_numbers_as_the_library_does()
    {
        Random random = new(5);
        double[] values =
        [
            0, 1, -1, 0.001, 0.00099999, 0.0009995, 999.4, 999.5, 999.99, 1000, 1e-3, 0.0226, 7.06e-4, 432, 4617, 0.089, 1.005, 2.675, 1e300, 5e-324, 123456789, 1e9, 0.05,
            .. Enumerable.Range(0, 2000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 13))),
        ];
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");

        string[] formatted = await window.Page.EvaluateAsync<string[]>("async values => { const f = await import('/figures.js'); return values.map(f.format); }", values);
        string[] settings = await window.Page.EvaluateAsync<string[]>("async values => { const f = await import('/figures.js'); return values.map(f.setting); }", values);
        Assert.Equal(values.Select(Figures.Format), formatted);
        Assert.Equal(values.Select(Readout.Setting), settings);
    }

    [Fact]
    public async Task What_is_not_finite_keeps_its_name()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");

        string[] names = await window.Page.EvaluateAsync<string[]>(
            "async () => { const f = await import('/figures.js'); return ['NaN', 'Infinity', '-Infinity', null].map(f.number).map(f.format); }");
        Assert.Equal([Figures.Format(double.NaN), Figures.Format(double.PositiveInfinity), Figures.Format(double.NegativeInfinity), "NaN"], names);
    }

    [Fact]
    public async Task Both_languages_have_the_same_texts()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/");

        string[] differing = await window.Page.EvaluateAsync<string[]>("""
            async () => {
              const [en, ru] = (await Promise.all([import('/text/en.js'), import('/text/ru.js')])).map(one => one.words);
              const places = text => (text ?? '').match(/\{\d\}/g)?.sort().join() ?? '';
              return [...new Set([...Object.keys(en), ...Object.keys(ru)])].filter(key => !(key in en) || !(key in ru) || places(en[key]) !== places(ru[key]));
            }
            """);
        Assert.Empty(differing);
    }
}
