using System.Globalization;
using System.Resources;
using GradWatch.Cli;
using GradWatch.Wording;

namespace GradWatch.Demo.Texts;

/// <summary>Text of the demo, from Demo.resx and Demo.ru.resx.</summary>
internal static class DemoTexts
{
    private static readonly ResourceManager File = new("GradWatch.Demo.Texts.Demo", typeof(DemoTexts).Assembly);

    internal static string Get(Language language, string key) => File.GetString(key, Languages.Culture(language))
        ?? throw new KeyNotFoundException($"no text has the key '{key}'");

    /// <summary>A text with what goes into it: numbers that are settings stand as they are.</summary>
    internal static string Format(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Get(language, key), [.. arguments.Select(Plain)]);

    private static object Plain(object argument) => argument is double setting ? Figures.Plain(setting) : argument;
}
