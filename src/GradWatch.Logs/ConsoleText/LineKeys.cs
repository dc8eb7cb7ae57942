using GradWatch.Logs.Mapping;
using GradWatch.Observations;

namespace GradWatch.Logs.ConsoleText;

/// <summary>What a name in console text is for; kept for each key, so that a line costs no look-up by text.</summary>
internal sealed class LineKeys(KeyTable keys)
{
    private KeyRole[] _roles = new KeyRole[64];
    private bool[] _known = new bool[64];

    internal KeyRole this[LogKey key]
    {
        get
        {
            if (key.Index >= _roles.Length)
            {
                Array.Resize(ref _roles, key.Index * 2);
                Array.Resize(ref _known, key.Index * 2);
            }
            if (!_known[key.Index])
                (_roles[key.Index], _known[key.Index]) = (KeyNames.RoleOf(key.Name), true);
            return _roles[key.Index];
        }
    }

    /// <summary>The key of a name as a line gives it: of several words the last ones that mean something.</summary>
    internal LogKey Of(ReadOnlySpan<char> name)
    {
        LogKey key = keys.Intern(name);
        // "INFO loss", "Training step 5 train loss": the words before belong to the sentence, not to the name.
        while (this[key].Use == KeyUse.Ignored && name.IndexOf(' ') is >= 0 and var blank)
        {
            name = name[(blank + 1)..].TrimStart();
            LogKey shorter = keys.Intern(name);
            if (this[shorter].Use != KeyUse.Ignored)
                return shorter;
        }
        return key;
    }

    internal bool IsMeasure(LogKey key) => this[key] is { Use: KeyUse.Quantity, Quantity: Quantity.Loss or Quantity.GradNorm };

    internal bool IsRate(LogKey key) => this[key] is { Use: KeyUse.Quantity, Quantity: Quantity.LearningRate };
}
