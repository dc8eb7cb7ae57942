using Spectre.Console;

namespace GradWatch.Cli.Explain.Markdown;

/// <summary>Running text broken at spaces into lines, each a list of parts with their tones.</summary>
internal static class Lines
{
    internal static List<List<(string Text, Style Tone)>> Of(IEnumerable<Phrase> phrases, int width)
    {
        List<List<(string Text, Style Tone)>> lines = [[]];
        int used = 0;
        foreach (List<(string Text, Style Tone)> word in Words(phrases))
        {
            int length = word.Sum(part => part.Text.Length);
            if (used > 0 && used + 1 + length > width)
            {
                lines.Add([]);
                used = 0;
            }
            if (used > 0)
            {
                lines[^1].Add((" ", Style.Plain));
                used++;
            }
            lines[^1].AddRange(word);
            used += length;
        }
        return lines;
    }

    // A word may be of several phrases: a closing bracket or full stop is not torn off its identifier.
    private static IEnumerable<List<(string Text, Style Tone)>> Words(IEnumerable<Phrase> phrases)
    {
        List<(string Text, Style Tone)> word = [];
        foreach (Phrase phrase in phrases)
        {
            string[] pieces = phrase.Text.Split(' ');
            for (int i = 0; i < pieces.Length; i++)
            {
                if (i > 0 && word.Count > 0)
                {
                    yield return word;
                    word = [];
                }
                if (pieces[i].Length > 0)
                    word.Add((pieces[i], phrase.Tone));
            }
        }
        if (word.Count > 0)
            yield return word;
    }
}
