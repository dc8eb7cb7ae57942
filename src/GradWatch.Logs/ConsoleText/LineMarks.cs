using System.Buffers;
using System.Text;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Parts of words without which a line says nothing of training: most other lines are passed over at the speed of a search.</summary>
internal sealed class LineMarks(IReadOnlySet<string> given)
{
    private static readonly string[] Known =
        ["loss", "norm", "cost", "lr", "rate", "grad", "epoch", "step", "iter", "overflow", "batch", "gn", "xent", "nll", "entropy", "objective",
         "error", "mse", "bce", "bpb", "bpc", "err", "_gan", "d_", "g_", "|g|", "update", "up.", "ep.", "cycle", "idt"];

    private static readonly string[] KnownAbroad =
        ["∇", "‖", "лосс", "потер", "ошиб", "норм", "градиент", "эпох", "шаг", "итер", "стоим", "损", "損", "梯度", "范数", "轮", "步", "迭代",
         "エポック", "ステップ", "勾配"];

    // Searches are fast as long as they are for ASCII: others are made only where a line has other characters.
    private static readonly SearchValues<string> Abroad = SearchValues.Create(KnownAbroad, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Rare =
        SearchValues.Create(["nan", "inf", "overflow", "test", "val", "eval", "dev", "rank", "default"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> NonFinite = SearchValues.Create(["nan", "inf"], StringComparison.OrdinalIgnoreCase);

    private readonly SearchValues<string> _marks = SearchValues.Create([.. Known, .. given], StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a line that may be of training.</summary>
    internal bool In(ReadOnlySpan<char> line) => line.ContainsAny(_marks) || (!Ascii.IsValid(line) && line.ContainsAny(Abroad));

    /// <summary>True for a line that may have a word in it that changes what the line means: of evaluation, of overflow, NaN.</summary>
    internal static bool RareIn(ReadOnlySpan<char> line) => line.ContainsAny(Rare) || !Ascii.IsValid(line);

    /// <summary>True for a line that may have NaN or infinity in it.</summary>
    internal static bool NonFiniteIn(ReadOnlySpan<char> line) => IndexOfNonFinite(line) >= 0;

    /// <summary>Where a NaN or infinity may begin; -1 where none does.</summary>
    internal static int IndexOfNonFinite(ReadOnlySpan<char> line)
    {
        int word = line.IndexOfAny(NonFinite), sign = line.IndexOf('∞');
        return word < 0 || sign < 0 ? Math.Max(word, sign) : Math.Min(word, sign);
    }
}
