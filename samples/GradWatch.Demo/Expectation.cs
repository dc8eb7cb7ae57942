using GradWatch.Demo.Texts;
using GradWatch.Wording;

namespace GradWatch.Demo;

/// <summary>What must hold, as a sentence with what was seen.</summary>
internal sealed record Expectation(bool Held, string TextKey, object[] Seen)
{
    internal string In(Language language) => DemoTexts.Format(language, TextKey, Seen);
}
