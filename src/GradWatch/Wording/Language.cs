namespace GradWatch.Wording;

/// <summary>The languages that text for people is written in. Identifiers and numbers are the same in both.</summary>
public enum Language
{
    /// <summary>English, the default.</summary>
    English,
    /// <summary>Russian.</summary>
    Russian,
}
