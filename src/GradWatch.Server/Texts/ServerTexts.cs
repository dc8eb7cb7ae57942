using System.Globalization;
using System.Resources;
using GradWatch.Wording;

namespace GradWatch.Server.Texts;

/// <summary>Text of the server's own pages, from Server.resx and Server.ru.resx.</summary>
internal static class ServerTexts
{
    private static readonly ResourceManager File = new("GradWatch.Server.Texts.Server", typeof(ServerTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    internal static string Get(Language language, string key) =>
        File.GetString(key, language == Language.Russian ? Russian : CultureInfo.InvariantCulture)
        ?? throw new KeyNotFoundException($"no text has the key '{key}'");
}
