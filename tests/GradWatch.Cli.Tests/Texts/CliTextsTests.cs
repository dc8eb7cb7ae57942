using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using GradWatch.Cli.Texts;
using Xunit;

namespace GradWatch.Cli.Tests.Texts;

public sealed partial class CliTextsTests
{
    private static readonly ResourceManager File = new("GradWatch.Cli.Texts.Cli", typeof(CliTexts).Assembly);

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(
        Of(CultureInfo.InvariantCulture).Keys.Order(StringComparer.Ordinal), Of(CultureInfo.GetCultureInfo("ru")).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_text_takes_the_same_arguments_in_both_languages()
    {
        Dictionary<string, string> russian = Of(CultureInfo.GetCultureInfo("ru"));
        Assert.All(Of(CultureInfo.InvariantCulture), text => Assert.Equal(Places(text.Value), Places(russian[text.Key])));
    }

    [Fact]
    public void Russian_texts_are_Russian()
    {
        // Words that are the same in both: placeholders alone.
        Assert.All(
            Of(CultureInfo.GetCultureInfo("ru")),
            text => Assert.True(text.Value.Any(letter => letter is >= 'а' and <= 'я' or >= 'А' and <= 'Я'), text.Key));
    }

    [Fact]
    public void Nobody_shouts() =>
        Assert.All(Of(CultureInfo.InvariantCulture).Concat(Of(CultureInfo.GetCultureInfo("ru"))), text => Assert.DoesNotContain('!', text.Value));

    private static Dictionary<string, string> Of(CultureInfo culture) => File.GetResourceSet(culture, true, false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
