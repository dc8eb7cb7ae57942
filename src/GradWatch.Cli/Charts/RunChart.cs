using GradWatch.Detectors;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using GradWatch.Wording;
using SkiaSharp;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Charts;

/// <summary>One run in full: verdict, episodes, and a strip for each series over one axis of steps.</summary>
internal sealed class RunChart
{
    internal const float Width = 1000;
    private const float Margin = 20;
    private const float Gutter = 172;
    private const float FrameLeft = Margin + Gutter + StripPlot.TickRoom;
    private const float FrameWidth = Width - FrameLeft - Margin;
    private const float Gap = 12;
    private const float AxisRoom = 40;
    private const int MostColumns = 760;
    private const int MostStrips = 8;

    private readonly Report _report;
    private readonly Language _language;
    private readonly StepAxis _steps;
    private readonly List<Strip> _strips;
    private readonly List<string> _title;

    internal RunChart(Report report, Language language)
    {
        (_report, _language) = (report, language);
        _steps = new StepAxis(report.Record);
        _strips = [.. StripStack.Of(report, _steps, MostColumns).Take(MostStrips)];
        using SKFont font = Lettering.Strong(17);
        string verdict = string.Join(' ', Headline.For(report).Select(sentence => sentence.In(language)));
        _title = Lettering.Wrap($"{Headline.Word(report).In(language)}. {verdict}", Width - 2 * Margin, font, 3);
    }

    internal float Height => HeaderHeight + EpisodeLanes.HeightOf(_report) + Gap
        + _strips.Sum(strip => (float)strip.Style.Height + MarkLane.Height + Gap) + AxisRoom;

    private float HeaderHeight => Margin + 24 * _title.Count + 34;

    internal void Draw(SKCanvas canvas)
    {
        var lettering = new Lettering(canvas);
        DrawHeader(lettering);
        float y = HeaderHeight;
        new EpisodeLanes(canvas).Draw(_report, _steps, Margin, FrameLeft, y, FrameWidth);
        y += EpisodeLanes.HeightOf(_report) + Gap;
        if (_strips.Count == 0)
        {
            using SKFont none = Lettering.Plain(13);
            lettering.Draw(WordingTexts.Get(_language, "report.plots.none"), Margin, y + 20, none, ChartColours.Soft);
        }
        for (int i = 0; i < _strips.Count; i++)
        {
            Strip strip = _strips[i];
            float height = (float)strip.Style.Height;
            y += MarkLane.Height;
            List<Episodes.Episode> own = [.. StripStack.Episodes(_report, strip.Series).Where(episode => episode.Severity > Severity.Info)];
            double? alarm = own.Count > 0 ? own.Min(episode => episode.AlarmStep) : null;
            using (var plot = new StripPlot(strip, height))
                plot.Draw(canvas, FrameLeft, y, FrameWidth, Tint.Of(own, _steps), alarm, i == _strips.Count - 1);
            new MarkLane(canvas).Draw(strip, FrameLeft, y, FrameWidth, height);
            DrawGutter(lettering, strip, y);
            y += height + Gap;
        }
        using SKFont axis = Lettering.Plain(11);
        lettering.Draw(WordingTexts.Get(_language, "report.plots.step"), FrameLeft + FrameWidth, y + 24, axis, ChartColours.Faint, SKTextAlign.Right);
    }

    private void DrawHeader(Lettering lettering)
    {
        using SKFont strong = Lettering.Strong(17);
        using SKFont plain = Lettering.Plain(12);
        float y = Margin + 16;
        string word = Headline.Word(_report).In(_language) + ".";
        for (int i = 0; i < _title.Count; i++, y += 24)
        {
            bool first = i == 0 && _title[i].StartsWith(word, StringComparison.Ordinal);
            float x = first ? lettering.Draw(word, Margin, y, strong, ChartColours.Of(_report.Worst == Severity.Info ? null : _report.Worst)) : Margin;
            lettering.Draw(first ? _title[i][word.Length..] : _title[i], x, y, strong, ChartColours.Ink);
        }
        string facts = $"{_report.Run.Format}, {Headline.Span(_report).In(_language)}";
        string source = _report.Run.Name is null ? _report.Run.Source : $"{_report.Run.Source} {_report.Run.Name}";
        source = Lettering.Fit(source, Width - 2 * Margin - plain.MeasureText(facts) - 16, plain);
        lettering.Draw($"{source}, {facts}", Margin, y, plain, ChartColours.Faint);
    }

    private void DrawGutter(Lettering lettering, Strip strip, float y)
    {
        using SKFont strong = Lettering.Strong(12.5f);
        using SKFont mono = Lettering.Mono(10.5f);
        using SKFont small = Lettering.Plain(10.5f);
        float room = Gutter - 4;
        string title = strip.Style.TitleKey is { } key && strip.Series.Component is null
            ? WordingTexts.Get(_language, "report." + key)
            : Lettering.Fit(strip.Series.Name, room, strong, false);
        strong.Size = Math.Min(strong.Size, strong.Size * room / strong.MeasureText(title));
        lettering.Draw(title, Margin, y + 11, strong, ChartColours.Ink);
        string scale = strip.Values.Scale switch
        {
            ValueScale.Log => ", " + WordingTexts.Get(_language, "report.plots.log"),
            ValueScale.SignedLog => ", " + WordingTexts.Get(_language, "report.plots.signed_log"),
            _ => "",
        };
        string below = strip.Series.Component is null ? strip.Series.Name + scale : scale.TrimStart(',', ' ');
        lettering.Draw(Lettering.Fit(below, room, mono, false), Margin, y + 27, mono, ChartColours.Faint);
        if (strip.Style.Height < 80)
            return;
        if (strip.Style.Band)
            lettering.Draw(WordingTexts.Get(_language, "report.strip.usual"), Margin, y + 45, small, ChartColours.Band);
        if (strip.Style.LimitKey is { } limit)
            lettering.Draw(WordingTexts.Get(_language, "report." + limit), Margin, y + (strip.Style.Band ? 60 : 45), small, ChartColours.Warning);
    }
}
