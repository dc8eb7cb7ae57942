using System.Buffers;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Parts of words without which a line says nothing of training: most other lines are passed over at the speed of a search.</summary>
internal sealed class LineMarks(IReadOnlySet<string> given)
{
    private static readonly string[] Known =
        ["loss", "norm", "cost", "lr", "rate", "grad", "epoch", "step", "iter", "overflow", "batch", "gn", "xent", "nll", "entropy", "objective",
         "error", "mse", "bce", "bpb", "bpc", "err", "_gan", "d_", "g_", "|g|", "∇", "‖", "update", "up.", "ep.", "cycle", "idt",
         "лосс", "потер", "ошиб", "норм", "градиент", "эпох", "шаг", "итер", "стоим", "损", "損", "梯度", "范数", "轮", "步", "迭代",
         "エポック", "ステップ", "勾配"];

    private static readonly SearchValues<string> NonFinite = SearchValues.Create(["nan", "inf", "∞"], StringComparison.OrdinalIgnoreCase);

    private readonly SearchValues<string> _marks = SearchValues.Create([.. Known, .. given], StringComparison.OrdinalIgnoreCase);

    internal bool In(ReadOnlySpan<char> line) => line.ContainsAny(_marks);

    internal static bool NonFiniteIn(ReadOnlySpan<char> line) => line.ContainsAny(NonFinite);
}
