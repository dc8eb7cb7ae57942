using System.Globalization;
using System.Text.RegularExpressions;

namespace GradWatch.Logs.Checkpoints;

/// <summary>The optimizer step at which a checkpoint was saved.</summary>
internal static partial class CheckpointStep
{
    /// <summary>Keys under which trainers store it, the surest first.</summary>
    internal static readonly string[] Keys = ["global_step", "step", "iteration", "iter", "num_updates", "current_step", "iter_num"];

    /// <summary>From the name of a file or directory: <c>checkpoint-500</c>, <c>epoch=1-step=500.ckpt</c>, <c>iter_0000500</c>; else null.</summary>
    internal static long? FromPath(string path)
    {
        string[] parts = Path.GetFullPath(path).Split(Path.DirectorySeparatorChar);
        // The directory of a checkpoint is named, its files have the same names in all of them.
        for (int i = parts.Length - 1; i >= Math.Max(0, parts.Length - 2); i--)
        {
            if (Named().Match(parts[i]) is { Success: true } match
                && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long step))
            {
                return step;
            }
        }
        return null;
    }

    [GeneratedRegex(@"(?:^|[^a-z])(?:checkpoint-|global_?step[=_-]?|step[=_-]|iter[=_-]|ckpt[_-])(\d{1,15})(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
