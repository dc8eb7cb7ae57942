namespace GradWatch.Logs.Mapping;

/// <summary>Whether a text beside the numbers of a row says that it is of evaluation: <c>"mode": "val"</c>, a column <c>split</c>.</summary>
internal static class RowPhase
{
    private static readonly string[] Names =
        ["mode", "split", "phase", "stage", "set", "subset", "type", "kind", "dataset", "part", "event", "partition"];

    private static readonly string[] Phases =
        ["val", "valid", "validation", "validate", "eval", "evaluation", "evaluate", "test", "testing", "dev", "проверка", "тест", "验证", "测试"];

    /// <summary>True for a key whose texts name a phase.</summary>
    internal static bool IsNamedBy(ReadOnlySpan<char> key)
    {
        ReadOnlySpan<char> name = key[(key.LastIndexOf('/') + 1)..].Trim();
        foreach (string known in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>True for a text that names evaluation.</summary>
    internal static bool IsEvaluation(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (string phase in Phases)
        {
            if (text.StartsWith(phase, StringComparison.OrdinalIgnoreCase) && (text.Length == phase.Length || !char.IsLetter(text[phase.Length])))
                return true;
        }
        return false;
    }
}
