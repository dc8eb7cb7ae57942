using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Wording;

/// <summary>Both languages say the same: the same keys, the same numbers and names in them.</summary>
public sealed partial class LanguagesTests
{
    public static TheoryData<string> Files => ["Causes", "Checkpoints", "Findings", "Guard", "Notes", "Origins", "Prevention", "Remedies", "Reports"];

    [Fact]
    public void Every_resource_of_the_library_is_in_this_test() => Assert.Equal(
        Files.Select(file => $"GradWatch.Wording.{file.Data}.resources"),
        typeof(Texts).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Russian_has_the_keys_of_English(string file) =>
        Assert.Equal(All(file, CultureInfo.InvariantCulture).Keys, All(file, Russian).Keys);

    [Theory]
    [MemberData(nameof(Files))]
    public void Russian_has_the_placeholders_of_English(string file)
    {
        SortedDictionary<string, string> russian = All(file, Russian);
        foreach ((string key, string english) in All(file, CultureInfo.InvariantCulture))
            Assert.Equal((key, Placeholders(english)), (key, Placeholders(russian[key])));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_is_empty_shouts_or_pleads(string file)
    {
        foreach (string text in All(file, CultureInfo.InvariantCulture).Values.Concat(All(file, Russian).Values))
        {
            Assert.NotEqual("", text.Trim());
            Assert.DoesNotMatch(@"!|\bplease\b|\boops\b|пожалуйста", text.ToLowerInvariant());
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void English_has_no_Russian_letters_and_a_Russian_sentence_has_some(string file)
    {
        Assert.All(All(file, CultureInfo.InvariantCulture).Values, text => Assert.DoesNotMatch(@"\p{IsCyrillic}", text));
        // A text of numbers, names and symbols is the same in both: it has no word of four small letters.
        foreach ((string key, string english) in All(file, CultureInfo.InvariantCulture).Where(pair => Word().IsMatch(pair.Value)))
            Assert.Matches(@"\p{IsCyrillic}", All(file, Russian)[key]);
    }

    private static CultureInfo Russian => CultureInfo.GetCultureInfo("ru");

    private static SortedDictionary<string, string> All(string file, CultureInfo culture)
    {
        ResourceSet? set = new ResourceManager("GradWatch.Wording." + file, typeof(Texts).Assembly).GetResourceSet(culture, true, false);
        return set is null ? [] : new SortedDictionary<string, string>(set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!));
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![_\w])[a-z]{4,}(?![_\w.=(])")]
    private static partial Regex Word();
}
