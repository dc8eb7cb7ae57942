using System.Buffers;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Whether the words before the loss of a line say that it is of evaluation.</summary>
internal static class EvaluationWords
{
    private static readonly string[] Words =
        ["validation", "validating", "validate", "valid", "val", "eval", "evaluating", "evaluation", "evaluate", "testing", "test", "dev",
         "проверка", "валидация", "тест", "тестирование"];

    private static readonly string[] Signs = ["验证", "驗證", "测试", "評価", "评估"];

    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["val", "test", "eval", "dev", "провер", "вал", "тест", .. Signs], StringComparison.OrdinalIgnoreCase);

    /// <summary>A quick answer that errs towards true.</summary>
    internal static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAny(Marks);

    internal static bool In(ReadOnlySpan<char> text)
    {
        for (int start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }
            int end = NameFinder.EndOfWord(text, start);
            ReadOnlySpan<char> word = text[start..end];
            foreach (string known in Words)
            {
                if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            foreach (string sign in Signs)
            {
                if (word.Contains(sign, StringComparison.Ordinal))
                    return true;
            }
            start = end;
        }
        return false;
    }
}
