namespace GradWatch.Logs.ConsoleText;

/// <summary>What DeepSpeed, Apex and fairseq print when half precision overflowed: the step is skipped and the loss scale lowered.</summary>
internal sealed class OverflowLine(KeyTable keys)
{
    private static readonly string[] BeforeScale = ["reducing to", "reducing loss scale to", "loss scale to", "loss scale:", "scale to"];
    private readonly LogKey _lossScale = keys.Intern("loss_scale");
    private readonly LogKey _nonFinite = keys.Intern("grad_nonfinite");

    /// <summary>Fills the row with the loss scale and a gradient that was not finite; false when the line says no such thing.</summary>
    internal bool TryFill(ReadOnlySpan<char> line, LogRow row)
    {
        if (line.IndexOf("overflow", StringComparison.OrdinalIgnoreCase) < 0)
            return false;
        foreach (string words in BeforeScale)
        {
            int at = line.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var scanner = new NumberScanner(line[(at + words.Length)..], false, false);
            if (!scanner.Next())
                continue;
            row.Add(_lossScale, scanner.Current.Value);
            row.Add(_nonFinite, 1);
            return true;
        }
        return false;
    }
}
