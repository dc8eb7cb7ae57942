using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>Tells the names in a sentence from its words: tensors, series and files are set as code and never translated.</summary>
internal static class CodeNames
{
    /// <summary>Stands before a name until the text is escaped: a code point for private use, never a part of a name.</summary>
    public const char Open = '\uE000';
    /// <summary>Stands after a name.</summary>
    public const char Close = '\uE001';

    private static readonly string[] OfNames = ["report.name", "report.place"];

    /// <summary>The same sentence with its names between <see cref="Open"/> and <see cref="Close"/>.</summary>
    public static Sentence Quote(Sentence sentence)
    {
        bool names = Array.IndexOf(OfNames, sentence.Key) >= 0;
        object[] arguments = new object[sentence.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = sentence.Arguments[i] switch
            {
                string text when names || IsIdentifier(text) => Open + Plain(text) + Close,
                string text => Plain(text),
                Sentence part => Quote(part),
                object other => other,
            };
        }
        return new Sentence(sentence.Key, arguments);
    }

    /// <summary>True for what nobody writes in prose: <c>0.weight</c>, <c>grad_norm fc1.weight</c>, <c>runs/a.csv</c>; not for numbers.</summary>
    private static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || text[^1] == '.' || text.AsSpan().IndexOfAny("._/\\") < 0 || !text.Zip(text.Skip(1), AreLetters).Contains(true))
            return false;
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 || text.IndexOf('_', StringComparison.Ordinal) is var mark && mark >= 0 && mark < space;
    }

    private static bool AreLetters(char first, char second) => char.IsLetter(first) && char.IsLetter(second);

    private static string Plain(string text) => text.Replace(Open, '\uFFFD').Replace(Close, '\uFFFD');
}
