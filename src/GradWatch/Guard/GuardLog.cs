using System.Runtime.InteropServices;

namespace GradWatch.Guard;

/// <summary>What the guard did in a run: clips and skips that follow each other are one entry, so that a long run fills no memory.</summary>
/// <remarks>Nothing is allocated for a clip that joins an entry. When a run has thousands of separate clips, ever wider gaps between them
/// are bridged.</remarks>
public sealed class GuardLog
{
    private const int MostEntries = 1024;

    private readonly List<GuardAction> _actions = [];
    private long _gap = 1;

    /// <summary>The actions so far, in their order.</summary>
    public IReadOnlyList<GuardAction> Actions => [.. _actions];

    /// <summary>How many entries there are.</summary>
    public int Count => _actions.Count;

    /// <summary>Adds the action of one step.</summary>
    public void Add(in GuardAction action)
    {
        if (_actions.Count > 0 && Follows(_actions[^1], action))
            Join(ref CollectionsMarshal.AsSpan(_actions)[^1], action);
        else
            _actions.Add(action);
        if (_actions.Count > MostEntries)
            Widen();
    }

    private bool Follows(in GuardAction last, in GuardAction next) =>
        last.Kind == next.Kind && last.Key == next.Key && next.Kind is GuardActionKind.Clip or GuardActionKind.Skip
        && next.FirstStep - last.LastStep <= _gap && next.FirstStep > last.LastStep;

    // Of clips the strongest speaks for all; of skips the last, which counts them.
    private static void Join(ref GuardAction entry, in GuardAction next)
    {
        bool stronger = next.Kind == GuardActionKind.Skip || next.Value * entry.Reference > entry.Value * next.Reference;
        entry = entry with
        {
            LastStep = next.LastStep,
            Steps = entry.Steps + next.Steps,
            Value = stronger ? next.Value : entry.Value,
            Reference = stronger ? next.Reference : entry.Reference,
        };
    }

    private void Widen()
    {
        _gap *= 4;
        GuardAction[] all = [.. _actions];
        _actions.Clear();
        foreach (GuardAction action in all)
        {
            if (_actions.Count > 0 && Follows(_actions[^1], action))
                Join(ref CollectionsMarshal.AsSpan(_actions)[^1], action);
            else
                _actions.Add(action);
        }
    }
}
