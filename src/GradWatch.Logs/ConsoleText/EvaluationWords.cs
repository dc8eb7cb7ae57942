namespace GradWatch.Logs.ConsoleText;

/// <summary>Whether the words before the first number of a line say that it is of evaluation.</summary>
internal static class EvaluationWords
{
    private static readonly string[] Words =
        ["validation", "validating", "valid", "eval", "evaluating", "evaluation", "testing", "evaluate", "проверка"];

    internal static bool In(ReadOnlySpan<char> text)
    {
        for (int start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }
            int end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            foreach (string word in Words)
            {
                if (text[start..end].Equals(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            start = end;
        }
        return false;
    }
}
