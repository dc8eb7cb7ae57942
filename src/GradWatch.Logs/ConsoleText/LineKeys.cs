using GradWatch.Logs.Mapping;
using GradWatch.Observations;

namespace GradWatch.Logs.ConsoleText;

/// <summary>What names in console text are for; found once for each, so that a line costs one look-up a number.</summary>
/// <param name="keys">The keys of the log.</param>
/// <param name="given">Names that the user gives to quantities or the step.</param>
internal sealed class LineKeys(KeyTable keys, IReadOnlySet<string> given)
{
    private const int MostWords = 8;

    private static readonly string[] Fillers =
        ["is", "was", "are", "at", "of", "after", "on", "for", "in", "to", "now", "value", "equals", "the", "reached", "became", "after", "from",
         "равна", "равен", "равно", "составила", "составили", "на", "после", "为", "是"];

    // "max steps", "number of epochs", "nan iterations" count something else.
    private static readonly string[] NotCounts =
        ["max", "total", "num", "number", "of", "per", "nan", "skipped", "warmup", "every", "eval", "save", "log", "logging", "remaining", "min",
         "accum", "accumulation", "accumulate", "micro", "inner", "last", "best", "all", "val", "test", "time", "всего", "каждые", "кол", "число"];

    private readonly KeyTable _names = new();
    private readonly Dictionary<string, LogKey> _spellings = new(StringComparer.Ordinal);
    private LineName[] _found = new LineName[64];

    /// <summary>The meaning of a name as a line gives it.</summary>
    internal LineName Of(ReadOnlySpan<char> name)
    {
        int before = _names.Keys.Count;
        LogKey known = _names.Intern(name);
        if (known.Index < before)
            return _found[known.Index];
        if (known.Index >= _found.Length)
            Array.Resize(ref _found, known.Index * 2);
        _found[known.Index] = Find(known.Name);
        return _found[known.Index];
    }

    // Of several words the last ones that mean something: those before belong to the sentence.
    private LineName Find(string name)
    {
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int end = End(words, words.Length);
        if (end > 1 && RoleOf(words[end - 1]) is { Use: KeyUse.Step or KeyUse.Epoch } count && CountsSteps(words[..(end - 1)], string.Join(' ', words[..end])))
            return new LineName(Intern(words[end - 1]), count, Measure(words[..(end - 1)]));
        for (int start = Math.Max(0, end - MostWords); start < end; start++)
        {
            string candidate = string.Join(' ', words[start..end]);
            KeyRole role = RoleOf(candidate);
            if (role.Use == KeyUse.Ignored)
                continue;
            string[] before = words[..start];
            if (role.Use is KeyUse.Step or KeyUse.Epoch && before.Any(IsNotCount))
                break;
            if (role.Use == KeyUse.Quantity && before.Any(KeyNames.ChangesMeaning))
                break;
            return new LineName(Intern(candidate), role);
        }
        return new LineName(keys.Intern(name), default);
    }

    // "Loss at step", "train epoch", but "loss step" is a loss and "nan iterations" nothing.
    private bool CountsSteps(string[] before, string whole) =>
        !before.Any(IsNotCount) && RoleOf(whole) is not ({ Use: KeyUse.Quantity, Rank: < KeyRole.PartOfLoss } or { Use: KeyUse.Evaluation });

    private static bool IsNotCount(string word) => NotCounts.Contains(word.ToLowerInvariant());

    // "Loss is nan" speaks of what other lines call "loss".
    private LogKey Intern(string name)
    {
        string normal = KeyText.Normal(name);
        if (!_spellings.TryGetValue(normal, out LogKey? key))
            _spellings.Add(normal, key = keys.Intern(name));
        return key;
    }

    private LogKey? Measure(string[] words)
    {
        int end = End(words, words.Length);
        for (int start = 0; start < end; start++)
        {
            string candidate = string.Join(' ', words[start..end]);
            if (IsMeasure(RoleOf(candidate)) && !words[..start].Any(KeyNames.ChangesMeaning))
                return Intern(candidate);
        }
        return null;
    }

    private static int End(string[] words, int end)
    {
        while (end > 1 && Fillers.Contains(words[end - 1].ToLowerInvariant()))
            end--;
        return end;
    }

    private KeyRole RoleOf(string name) => given.Contains(name) ? new KeyRole(KeyUse.Quantity, Quantity.Loss, -1) : KeyNames.RoleOf(name);

    /// <summary>True for what makes a line one of training.</summary>
    internal static bool IsMeasure(KeyRole role) => role is { Use: KeyUse.Quantity, Quantity: Quantity.Loss or Quantity.GradNorm };
}
