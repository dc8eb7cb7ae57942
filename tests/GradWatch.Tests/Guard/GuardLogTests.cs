using GradWatch.Guard;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class GuardLogTests
{
    [Fact]
    public void Clips_that_follow_each_other_are_one_entry_that_tells_the_strongest()
    {
        GuardLog log = new();
        log.Add(Clip(3, 2));
        log.Add(Clip(4, 50));
        log.Add(Clip(5, 3));
        GuardAction entry = Assert.Single(log.Actions);
        Assert.Equal((3L, 5L, 3L, 50.0), (entry.FirstStep, entry.LastStep, entry.Steps, entry.Value));
        Assert.Equal("Steps 3–5: clipped steps: 3, the strongest from a norm of 50.0 to 1.00.", entry.Sentence.In(Language.English));
        Assert.Equal("Шаги 3–5: шагов с ограничением: 3, сильнее всего с нормы 50.0 до 1.00.", entry.Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_step_between_begins_another_entry()
    {
        GuardLog log = new();
        log.Add(Clip(3, 2));
        log.Add(Clip(5, 2));
        Assert.Equal(2, log.Count);
        Assert.Equal("Step 3: gradient norm 2.00 clipped to 1.00.", log.Actions[0].Sentence.ToString());
    }

    [Fact]
    public void A_run_with_any_number_of_clips_has_a_bounded_log()
    {
        GuardLog log = new();
        const int Clips = 20_000;
        for (int i = 0; i < Clips; i++)
            log.Add(Clip(3 * i, 2 + i % 5));
        Assert.InRange(log.Count, 1, 1024);
        Assert.Equal(Clips, log.Actions.Sum(action => action.Steps));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_clip_that_joins_an_entry()
    {
        GuardLog log = new();
        log.Add(Clip(0, 2));
        log.Add(Clip(1, 2));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 2; i < 1000; i++)
            log.Add(Clip(i, 2 + i % 7));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static GuardAction Clip(long step, double norm) => new()
    {
        Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = step, LastStep = step, Value = norm, Reference = 1,
    };
}
