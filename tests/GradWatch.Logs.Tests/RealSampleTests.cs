using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests;

/// <summary>Files of the real writers, read with no option given: the observations are the values that went in.</summary>
public sealed class RealSampleTests
{
    private const int ToFloat = 1;
    private const int ToDouble = 0;

    [Theory]
    [InlineData("samples/tensorboardx/ok", "samples/tensorboardx/ok.truth.json", ToFloat)]
    [InlineData("samples/tensorboard_torch26/torch_tb_ok", "samples/tensorboard_torch26/torch_tb_ok.truth.json", ToFloat)]
    [InlineData("samples/wandb/run-eybxdzq7.wandb", "samples/wandb/ok.truth.json", ToDouble)]
    [InlineData("samples/damaged/log.jsonl", null, ToDouble)]
    public void Loss_and_norm_of_each_step_are_those_that_were_logged(string sample, string? truth, int precision)
    {
        List<UnreadableLogException> unreadable = [];
        var options = new ReadingOptions { Unreadable = unreadable.Add };
        LogRun run = Read(sample, options, out List<Observation> observations);

        Assert.Empty(unreadable);
        Assert.NotEqual("", run.Description.Format);
        if (truth is null)
        {
            Assert.Equal(15_513, Values(observations, Quantity.Loss).Count);
            return;
        }
        var expected = RealSamples.Truth(truth);
        Assert.Equal(expected.Select(row => (row.Step, At(row.Loss, precision))), Values(observations, Quantity.Loss));
        Assert.Equal(expected.Select(row => (row.Step, At(row.GradNorm, precision))), Values(observations, Quantity.GradNorm));
    }

    [Theory]
    [InlineData("samples/tensorboardx/newstyle", 60)]
    [InlineData("samples/tensorboard_torch26/tf2_style", 100)]
    public void Scalars_that_are_tensors_are_read_as_numbers(string sample, int count)
    {
        Read(sample, new ReadingOptions(), out List<Observation> observations);

        List<(long Step, double Value)> losses = Values(observations, Quantity.Loss);
        Assert.Equal(Enumerable.Range(0, count).Select(step => (long)step), losses.Select(one => one.Step));
        Assert.All(losses, one => Assert.True(double.IsFinite(one.Value)));
    }

    [Fact]
    public void A_run_resumed_in_a_second_file_goes_back_once_and_says_so()
    {
        LogRun run = Read("samples/tensorboardx/resumed", new ReadingOptions(), out List<Observation> observations);

        List<(long Step, double Value)> losses = Values(observations, Quantity.Loss);
        Assert.Equal(180, losses.Count);
        Assert.Equal(159, losses[^1].Step);
        Assert.Equal(1, losses.Zip(losses.Skip(1)).Count(pair => pair.Second.Step <= pair.First.Step));
        Assert.Equal(["note.map.resumed"], run.Notes.Sentences.Select(note => note.Key));
    }

    [Fact]
    public void A_trainer_state_gives_the_rows_of_its_history()
    {
        Read("samples/hf_trainer/trainer_state.ckpt3000.json", new ReadingOptions(), out List<Observation> observations);

        List<(long Step, double Value)> norms = Values(observations, Quantity.GradNorm);
        Assert.Equal(Enumerable.Range(1, 300).Select(row => 10L * row), norms.Select(one => one.Step));
        Assert.All(norms, one => Assert.True(one.Value > 0));
    }

    [Fact]
    public void The_norms_of_a_Lightning_table_join_to_the_norm_of_the_run()
    {
        Read("samples/lightning", new ReadingOptions(), out List<Observation> observations);

        Assert.Equal(160, Values(observations, Quantity.Loss).Count);
        Assert.Equal(160, Values(observations, Quantity.GradNorm).Count);
        foreach (IGrouping<long, Observation> step in observations.Where(one => one.Series.Quantity == Quantity.GradNorm).GroupBy(one => one.Step))
        {
            double squares = step.Where(one => !one.Series.IsOfRun).Sum(one => one.Value * one.Value);
            Assert.Equal(Math.Sqrt(squares), step.Single(one => one.Series.IsOfRun).Value, 1e-3 * Math.Sqrt(squares));
        }
    }

    private static LogRun Read(string sample, ReadingOptions options, out List<Observation> observations)
    {
        using IEnumerator<LogRun> runs = LogReader.Read(RealSamples.Find(sample), options).GetEnumerator();
        Assert.True(runs.MoveNext());
        LogRun first = runs.Current;
        observations = [.. first.Observations];
        while (runs.MoveNext())
            _ = runs.Current.Observations.Count();
        return first;
    }

    private static double At(double value, int precision) => precision == ToFloat ? (float)value : value;

    private static List<(long Step, double Value)> Values(List<Observation> observations, Quantity quantity) =>
        [.. observations.Where(one => one.Series.Quantity == quantity && one.Series.IsOfRun).Select(one => (one.Step, one.Value))];
}
