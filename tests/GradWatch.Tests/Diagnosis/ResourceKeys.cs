using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using GradWatch.Wording;

namespace GradWatch.Tests.Diagnosis;

/// <summary>The keys of a resource file, so that a test can go over all of them.</summary>
internal static class ResourceKeys
{
    internal static IReadOnlyList<string> Of(string file)
    {
        var manager = new ResourceManager($"GradWatch.Wording.{file}", typeof(Texts).Assembly);
        return [.. manager.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];
    }

    internal static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Distinct().Order();
}
