namespace GradWatch.Cli.Help;

/// <summary>The word that was perhaps meant.</summary>
internal static class Spelling
{
    /// <summary>One letter in three may be wrong; more is another word.</summary>
    private const int LettersAnError = 3;

    /// <summary>The nearest of the known words; null when none is near.</summary>
    internal static string? Nearest(string given, IEnumerable<string> known)
    {
        string word = given.Split('=')[0];
        return known
            .Select(candidate => (Word: candidate, Distance: candidate.StartsWith(word, StringComparison.Ordinal) && word.Length > 2 ? 0 : Distance(word, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.TrimStart('-').Length / LettersAnError))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word).FirstOrDefault();
    }

    // Letters to insert, remove, replace or swap with their neighbour.
    private static int Distance(string a, string b)
    {
        var costs = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            costs[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            costs[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = costs[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                costs[i, j] = Math.Min(replace, 1 + Math.Min(costs[i - 1, j], costs[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }
        return costs[a.Length, b.Length];
    }
}
