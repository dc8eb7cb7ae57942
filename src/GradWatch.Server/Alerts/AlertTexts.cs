using System.Globalization;
using System.Resources;
using GradWatch.Wording;

namespace GradWatch.Server.Alerts;

/// <summary>Text of alerts, from Alerts.resx and Alerts.ru.resx.</summary>
internal static class AlertTexts
{
    private static readonly ResourceManager File = new("GradWatch.Server.Alerts.Alerts", typeof(AlertTexts).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    internal static string Get(Language language, string key) =>
        File.GetString(key, language == Language.Russian ? Russian : CultureInfo.InvariantCulture)
        ?? throw new KeyNotFoundException($"no text has the key '{key}'");

    internal static string Format(Language language, string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Get(language, key), values);
}
