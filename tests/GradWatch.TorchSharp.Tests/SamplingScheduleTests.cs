using Xunit;

namespace GradWatch.TorchSharp.Tests;

public sealed class SamplingScheduleTests
{
    [Fact]
    public void Every_step_at_the_start_is_due_and_later_every_hundredth() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 200], Enumerable.Range(0, 250).Where(step => new SamplingSchedule().IsDue(step, null)));

    [Fact]
    public void Under_alarm_every_step_is_due_for_a_while() =>
        Assert.Equal(Enumerable.Range(50, 101).Append(200), Enumerable.Range(50, 200).Where(step => new SamplingSchedule().IsDue(step, 50)));

    [Fact]
    public void Without_a_rhythm_only_the_start_is_due() =>
        Assert.Equal([0, 1], Enumerable.Range(0, 500).Where(step => new SamplingSchedule { Every = 0, AtStart = 2 }.IsDue(step, null)));
}
