using GradWatch.Guard;

namespace GradWatch.Reports;

/// <summary>What a guard did, as it is told: names of the kinds, and which actions are told of many.</summary>
public static class GuardActions
{
    /// <summary>The kind as written in data: <c>clip</c>, <c>skip</c>, <c>lower_learning_rate</c>, <c>raise_learning_rate</c>, <c>roll_back</c>, <c>stop</c>.</summary>
    public static string Name(this GuardActionKind kind) => kind switch
    {
        GuardActionKind.Clip => "clip",
        GuardActionKind.Skip => "skip",
        GuardActionKind.LowerLearningRate => "lower_learning_rate",
        GuardActionKind.RaiseLearningRate => "raise_learning_rate",
        GuardActionKind.RollBack => "roll_back",
        _ => "stop",
    };

    /// <summary>At most so many actions, in the order of the steps; when there are more, those that changed the most about the run.</summary>
    public static IReadOnlyList<GuardAction> Told(Report report, int most)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Actions.OrderByDescending(action => action.Kind).ThenByDescending(action => action.Steps).Take(most)
                .OrderBy(action => action.FirstStep),
        ];
    }
}
