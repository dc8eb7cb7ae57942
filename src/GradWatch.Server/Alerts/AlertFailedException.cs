using GradWatch.Wording;

namespace GradWatch.Server.Alerts;

/// <summary>Somebody could not be told.</summary>
/// <param name="say">Why, as a sentence in a language.</param>
internal sealed class AlertFailedException(Func<Language, string> say) : Exception(say(Language.English))
{
    /// <summary>True when another attempt would end the same way.</summary>
    internal bool ForGood { get; init; }

    internal static AlertFailedException Of(string key, int value, bool forGood = false) =>
        new(language => AlertTexts.Format(language, key, value)) { ForGood = forGood };

    internal string In(Language language) => say(language);
}
