using System.Globalization;
using System.Text.RegularExpressions;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Explain;
using GradWatch.Cli.Explain.Markdown;
using GradWatch.Wording;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Xunit;

namespace GradWatch.Cli.Tests.Explain;

/// <summary>The pages of detectors and causes say what the code does, in both languages, and show a picture.</summary>
public sealed partial class PagesTests
{
    private const int LargestPicture = 60 * 1024;

    public static TheoryData<string> Detectors => [.. DetectorLimits.Detectors];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (Subject subject in PageShelf.All.Where(subject => subject.Kind != "remedies"))
                pages.Add(subject.Kind, subject.Id);
            return pages;
        }
    }

    /// <summary>With GRADWATCH_APPROVE=1 the numbers are written; a new limit gets a row that wants its words.</summary>
    [Theory]
    [MemberData(nameof(Detectors))]
    public void The_defaults_on_a_page_are_those_of_the_code(string detector)
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            if (Environment.GetEnvironmentVariable("GRADWATCH_APPROVE") == "1")
                DefaultsTable.Write(FileOf("detectors", detector, language), DetectorLimits.Of(detector));
            IReadOnlyList<string[]> rows = DefaultsTable.Read(File.ReadAllText(FileOf("detectors", detector, language)));
            Assert.Equal(DetectorLimits.Of(detector).Select(limit => limit.Name), rows.Select(row => row[0]));
            Assert.Equal(DetectorLimits.Of(detector).Select(limit => limit.Default), rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)));
            Assert.All(rows, row => Assert.True(row[1].Length > 1 && row[3].Length > 1, $"{row[0]} has no unit or no reason"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_the_same_parts_and_numbers_in_both_languages(string kind, string id)
    {
        string english = File.ReadAllText(FileOf(kind, id, Language.English)), russian = File.ReadAllText(FileOf(kind, id, Language.Russian));
        Assert.Equal(Shape(english), Shape(russian));
        Assert.Equal(Numbers(english), Numbers(russian));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_begins_with_a_sentence_and_a_picture_and_ends_with_its_sources(string kind, string id)
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            List<Block> blocks = [.. Document.Parse(File.ReadAllText(FileOf(kind, id, language)))];
            Assert.Equal(id, Document.PlainText(blocks[0]));
            Assert.EndsWith(".", PageShelf.Sentence(new Subject(kind, id), language), StringComparison.Ordinal);
            string last = Document.PlainText(blocks.OfType<HeadingBlock>().Last());
            Assert.Equal(language == Language.Russian ? "Источники" : "Sources", last);
            Assert.Contains($"](../images/{kind}/{id}.png)", File.ReadAllText(FileOf(kind, id, language)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_picture_is_there_is_small_and_can_be_drawn_again(string kind, string id)
    {
        var picture = new FileInfo(Path.Combine(Docs(), "images", kind, id + ".png"));
        Assert.InRange(picture.Length, 1024, LargestPicture);
        Assert.Contains(File.ReadLines(Path.Combine(Docs(), "images", "plots.tsv")), line => line.StartsWith($"{kind}\t{id}\t", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_points_to_exists(string kind, string id)
    {
        foreach (string file in new[] { FileOf(kind, id, Language.English), FileOf(kind, id, Language.Russian) })
        {
            IEnumerable<string> targets = Target().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .Where(target => !target.StartsWith("http", StringComparison.Ordinal));
            Assert.All(targets, target => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)), $"{file}: {target}"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Explain_prints_a_page_within_a_hundred_columns(string kind, string id)
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            string text = Terminal.Printed.By(console => new Printer(console, language, 100).Write(PageShelf.Blocks(new Subject(kind, id), language)));
            Assert.All(Terminal.Printed.Lines(text), line => Assert.True(line.Length <= 100 || line.StartsWith("    ", StringComparison.Ordinal), line));
            Assert.DoesNotContain('|', Terminal.Printed.Lines(text)[0]);
        }
    }

    private static IEnumerable<string> Shape(string text) => Document.Parse(text).Select(block => block switch
    {
        HeadingBlock head => $"heading {head.Level}",
        Table table => $"table of {table.Count} rows",
        ListBlock list => $"list of {list.Count}",
        _ => "text",
    });

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static string FileOf(string kind, string id, Language language) =>
        Path.Combine(Docs(), kind, id + (language == Language.Russian ? ".ru.md" : ".md"));

    private static string Docs() => Path.Combine(Path.GetDirectoryName(Recorded.Run("x"))!, "..", "..", "..", "docs");

    [GeneratedRegex(@"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Target();
}
