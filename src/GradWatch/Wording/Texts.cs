using System.Globalization;
using System.Resources;

namespace GradWatch.Wording;

/// <summary>Text for people, from the resource files beside this class.</summary>
/// <remarks>The part of a key before its first dot names the file: <c>finding.…</c> is in <c>Findings.resx</c>.</remarks>
public static class Texts
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    private static readonly Dictionary<string, ResourceManager> Files = new()
    {
        ["finding"] = Open("Findings"),
        ["cause"] = Open("Causes"),
        ["remedy"] = Open("Remedies"),
        ["origin"] = Open("Origins"),
        ["guard"] = Open("Guard"),
        ["report"] = Open("Reports"),
        ["note"] = Open("Notes"),
        ["checkpoint"] = Open("Checkpoints"),
        ["prevention"] = Open("Prevention"),
    };

    /// <summary>The text of a key with its arguments filled in. Throws <see cref="KeyNotFoundException"/> for an unknown key.</summary>
    public static string Format(Language language, string key, IReadOnlyList<object> arguments)
    {
        string text = Get(language, key);
        if (arguments.Count == 0)
            return text;
        return string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Select(argument => Word(language, argument))]);
    }

    /// <summary>The text of a key as it stands in the file. Throws <see cref="KeyNotFoundException"/> for an unknown key.</summary>
    public static string Get(Language language, string key)
    {
        int dot = key.IndexOf('.', StringComparison.Ordinal);
        string file = dot < 0 ? key : key[..dot];
        return (Files.TryGetValue(file, out ResourceManager? texts)
                ? texts.GetString(key, language == Language.Russian ? Russian : English)
                : null)
            ?? throw new KeyNotFoundException($"no text has the key '{key}'");
    }

    private static object Word(Language language, object argument) => argument switch
    {
        double value => Figures.Format(value),
        float value => Figures.Format(value),
        long value => Figures.Plain(value),
        int value => Figures.Plain(value),
        Sentence sentence => sentence.In(language),
        _ => argument,
    };

    private static ResourceManager Open(string name) => new($"GradWatch.Wording.{name}", typeof(Texts).Assembly);
}
