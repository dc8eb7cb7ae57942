using System.CommandLine;
using System.Globalization;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli;

/// <summary>The language of text for people: <c>--lang</c>, else the locale of the environment.</summary>
internal static class Languages
{
    private const string Name = "--lang";
    private static readonly string[] Locales = ["LC_ALL", "LC_MESSAGES", "LANG"];
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    /// <summary>The culture whose texts are taken. Numbers are written the same way in all of them.</summary>
    internal static CultureInfo Culture(Language language) => language == Language.Russian ? Russian : CultureInfo.InvariantCulture;

    internal static Option<string> Option(Language language)
    {
        var option = new Option<string>(Name) { Description = CliTexts.Get(language, "help.lang"), HelpName = "en|ru" };
        option.AcceptOnlyFromAmong("en", "ru");
        return option;
    }

    /// <summary>The language, before the command line is parsed: its help is in that language too.</summary>
    internal static Language Of(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            string value = args[i] == Name && i + 1 < args.Length ? args[i + 1]
                : args[i].StartsWith(Name + "=", StringComparison.Ordinal) || args[i].StartsWith(Name + ":", StringComparison.Ordinal)
                    ? args[i][(Name.Length + 1)..]
                : "";
            if (value.Length > 0)
                return value == "ru" ? Language.Russian : Language.English;
        }
        string? locale = Locales
            .Select(Environment.GetEnvironmentVariable).FirstOrDefault(set => !string.IsNullOrEmpty(set));
        return locale?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true ? Language.Russian : Language.English;
    }
}
