using System.Globalization;
using System.Resources;
using GradWatch.Wording;

namespace GradWatch.Cli.Texts;

/// <summary>Text of the command line, from Cli.resx and Cli.ru.resx.</summary>
internal static class CliTexts
{
    private static readonly ResourceManager File = new("GradWatch.Cli.Texts.Cli", typeof(CliTexts).Assembly);

    internal static string Get(Language language, string key) =>
        Find(language, key) ?? throw new KeyNotFoundException($"no text has the key '{key}'");

    /// <summary>The text of a key; null where there is none.</summary>
    internal static string? Find(Language language, string key) => File.GetString(key, Languages.Culture(language));

    internal static string Format(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Get(language, key), arguments);
}
