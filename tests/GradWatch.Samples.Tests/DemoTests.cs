using System.Xml.Linq;
using Xunit;

namespace GradWatch.Samples.Tests;

public sealed class DemoTests
{
    private const string Demo = "GradWatch.Demo";

    [Fact]
    public void A_training_explodes_with_raw_inputs_and_is_stable_with_standardized_ones()
    {
        using var folder = new TemporaryFolder();

        BuiltProgram ran = BuiltProgram.Run(Demo, "--chapter", "4", "--output", folder.Name, "--lang", "en");

        Assert.True(ran.Status == 0, ran.Output + ran.Errors);
        Assert.Matches(@"Standardize the inputs +critical .* healthy ", ran.Output);
        Assert.Contains("unnormalized_inputs", ran.Output);
        foreach (string file in new[] { "report.html", "measures.png", "first.png" })
            Assert.True(new FileInfo(folder.File(file)).Length > 10_000, file);
    }

    [Fact]
    public void The_demo_speaks_Russian()
    {
        using var folder = new TemporaryFolder();

        BuiltProgram ran = BuiltProgram.Run(Demo, "--chapter", "5", "--output", folder.Name, "--lang", "ru");

        Assert.True(ran.Status == 0, ran.Output + ran.Errors);
        Assert.Matches(@"Скорость обучения 0\.02 +критично .* в норме ", ran.Output);
        Assert.DoesNotMatch(@"\b(step|alarm|verdict) \d", ran.Output);
    }

    [Fact]
    public void A_word_that_it_does_not_know_is_told_and_nothing_is_trained()
    {
        BuiltProgram ran = BuiltProgram.Run(Demo, "--chapters");

        Assert.Equal(2, ran.Status);
        Assert.Empty(ran.Output);
        Assert.Contains("--chapters", ran.Errors);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_places_for_numbers()
    {
        Dictionary<string, string> english = Texts("Demo.resx"), russian = Texts("Demo.ru.resx");
        Assert.Equal(english.Keys.Order(), russian.Keys.Order());
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(russian[text.Key])));
    }

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(Path.Combine(BuiltProgram.Root, "samples", Demo, "Texts", file)).Root!.Elements("data")
            .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static string Places(string text) =>
        string.Concat(Enumerable.Range(0, 10).Where(i => text.Contains($"{{{i}}}", StringComparison.Ordinal)));
}
