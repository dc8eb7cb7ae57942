using GradWatch.Guard;
using GradWatch.TorchSharp.Guarding;
using GradWatch.Wording;

namespace GradWatch.TorchSharp;

/// <content>What the guards did, and whether they ask the loop to stop.</content>
public sealed partial class TrainingWatch
{
    private TrainingGuard? _guard;

    /// <summary>Told of each action of a guard when it is taken: every clipped step, every skip.</summary>
    public event Action<GuardAction>? Acted;

    /// <summary>What the guards did so far; clips and skips that follow each other are one entry.</summary>
    public IReadOnlyList<GuardAction> Actions => _guard?.Policy.Log.Actions ?? [];

    /// <summary>True when a guard asks the loop to stop. Steps that are not finite are not made from then on either; others still are.</summary>
    public bool ShouldStop => StopReason is not null;

    /// <summary>Why the loop should stop, in English or Russian; null while it should not.</summary>
    public Sentence? StopReason => _guard?.Policy.StopReason;

    private void ListenToGuard()
    {
        _guard = _guards.OfType<TrainingGuard>().SingleOrDefault();
        if (_guard is not null)
            _guard.Policy.Acted += TellAction;
    }

    private void TellAction(GuardAction action)
    {
        try
        {
            Monitor.Count(action);
            Acted?.Invoke(action);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
    }
}
