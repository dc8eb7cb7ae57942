using System.Globalization;
using System.Resources;
using GradWatch.Wording;

namespace GradWatch.Cli.Texts;

/// <summary>Text of the command line, from Cli.resx and Cli.ru.resx.</summary>
internal static class CliTexts
{
    private static readonly ResourceManager File = new("GradWatch.Cli.Texts.Cli", typeof(CliTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    internal static string Get(Language language, string key) =>
        File.GetString(key, language == Language.Russian ? Russian : CultureInfo.InvariantCulture)
        ?? throw new KeyNotFoundException($"no text has the key '{key}'");

    internal static string Format(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Get(language, key), arguments);
}
