using System.Text;

namespace GradWatch.Logs.Mapping;

/// <summary>Names in one spelling: lower case, words joined by single underscores, no brackets.</summary>
internal static class KeyText
{
    /// <summary><c>train/CrossEntropyLoss</c>, <c>Train Cross-Entropy Loss</c>: train_cross_entropy_loss.</summary>
    internal static string Normal(ReadOnlySpan<char> name)
    {
        var normal = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (IsSeparator(c) || BeginsWord(name, i))
                Separate(normal);
            if (!IsSeparator(c))
                normal.Append(char.ToLowerInvariant(c));
        }
        if (normal.Length > 0 && normal[^1] == '_')
            normal.Length--;
        return normal.ToString();
    }

    private static void Separate(StringBuilder normal)
    {
        if (normal.Length > 0 && normal[^1] != '_')
            normal.Append('_');
    }

    private static bool IsSeparator(char c) =>
        c is ' ' or '\t' or '_' or '-' or '.' or ',' or '/' or ':' or '\\' or '|' or '(' or ')' or '[' or ']' or '‖';

    // gradNorm, BCELoss: a capital after a small letter, or the last capital of several before a small letter.
    private static bool BeginsWord(ReadOnlySpan<char> name, int i) =>
        i > 0 && char.IsUpper(name[i])
        && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
}
