using GradWatch.Wording;

namespace GradWatch.Remedies;

/// <summary>The sentences of remedies, from Remedies.resx.</summary>
internal static class RemedyTexts
{
    /// <summary>A sentence of a remedy: its key is the id and a part of it.</summary>
    internal static Sentence Say(string id, string part, params object[] arguments) => new($"remedy.{id}.{part}", arguments);

    /// <summary>Lines of code joined as they are written in a file.</summary>
    internal static string Code(params string[] lines) => string.Join('\n', lines);
}
