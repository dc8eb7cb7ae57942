using Xunit;

namespace GradWatch.Logs.Tests.Mapping;

/// <summary>Runs that resume, thin out, repeat, or follow each other in one file.</summary>
public sealed class StepCounterTests
{
    private static string Csv(string header, IEnumerable<string> rows) => header + "\n" + string.Join('\n', rows) + "\n";

    private static string Steps(string text) =>
        string.Join(' ', Observed.In(text).Replace("\n---\n", "\n|\n").Split('\n').Select(line => line.Split(' ')[0]));

    [Fact]
    public void A_resumed_run_repeats_steps()
    {
        const string text = "step,loss\n0,5\n10,4\n20,3\n30,2\n20,3.5\n30,2.5\n40,2\n";
        Assert.Equal("0 10 20 30 20 30 40", Steps(text));
        Assert.Contains("note.map.resumed", Observed.Notes(text));
    }

    [Fact]
    public void A_count_that_starts_from_the_beginning_is_another_run()
    {
        const string text = "step,loss\n0,5\n10,4\n20,3\n30,2\n0,6\n10,5\n20,4\n";
        Assert.Equal("0 10 20 30 | 0 10 20", Steps(text));
        Assert.Contains("note.map.another_run", Observed.Notes(text));
    }

    [Fact]
    public void Runs_of_console_text_follow_each_other() =>
        Assert.Equal("1 2 3 4 | 1 2 3", Steps(string.Join('\n', "1 2 3 4 1 2 3".Split(' ').Select(step => $"step {step} loss 0.5"))));

    [Fact]
    public void Processes_that_overtake_each_other_by_a_step_are_one_run() =>
        Assert.Equal("1 2 1 2 3", Steps("step,loss\n1,5\n2,4\n1,5\n2,4\n3,3\n3,3\n"));

    [Fact]
    public void Epochs_restart_the_count_and_the_steps_go_on() =>
        Assert.Equal("10 20 30 40 50 60", Steps(Csv("epoch,iter,loss", ["1,10,5", "1,20,4", "1,30,3", "2,10,3", "2,20,3", "2,30,3"])));

    [Fact]
    public void A_count_from_zero_has_its_last_interval() =>
        Assert.Equal("0 10 20 30 40 50", Steps(Csv("epoch,iter,loss", ["0,0,5", "0,10,4", "0,20,3", "1,0,3", "1,10,3", "1,20,3"])));

    [Fact]
    public void One_row_an_epoch_with_the_same_count() =>
        Assert.Equal("100 200 300", Steps(Csv("epoch,iter,loss", ["1,100,5", "2,100,4", "3,100,3"])).Replace("1 2 3", "100 200 300"));

    [Fact]
    public void A_run_that_resumes_in_an_epoch_before_goes_back_to_it()
    {
        string text = Csv("epoch,iter,loss", ["1,10,5", "1,20,4", "2,10,3", "2,20,3", "3,10,3", "2,20,3", "3,10,3", "3,20,3"]);
        Assert.Equal("10 20 30 40 50 40 50 60", Steps(text));
        Assert.Contains("note.map.resumed", Observed.Notes(text));
    }

    [Fact]
    public void A_global_step_beside_epochs_stays_as_it_is() =>
        Assert.Equal("100 200 300 400", Steps(Csv("epoch,step,loss", ["1,100,5", "1,200,4", "2,300,3", "2,400,3"])));

    [Fact]
    public void The_interval_of_logging_is_noted() =>
        Assert.Contains("note.map.stride", Observed.Notes("step,loss\n0,5\n50,4\n100,3\n150,2\n"));

    [Fact]
    public void Missing_steps_are_noted()
    {
        string text = Csv("step,loss", Enumerable.Range(0, 40).Where(step => step is < 20 or > 23).Select(step => $"{step},1"));
        Assert.Contains("note.map.gap", Observed.Notes(text));
    }

    [Fact]
    public void A_step_told_twice_is_noted() =>
        Assert.Contains("note.map.repeated", Observed.Notes("step,loss\n1,5\n2,4\n2,4.5\n3,3\n"));

    [Fact]
    public void Rows_without_any_step_are_counted_and_that_is_noted()
    {
        const string text = "loss,accuracy\n5,0.1\n4,0.2\n3,0.3\n";
        Assert.Equal("0 1 2", Steps(text));
        Assert.Contains("note.map.counted", Observed.Notes(text));
    }

    [Fact]
    public void A_column_named_batch_that_holds_its_size_is_no_step() => Assert.Equal("0 1 2", Steps("batch,loss\n32,5\n32,4\n32,3\n"));

    [Fact]
    public void A_fraction_of_an_epoch_is_no_step() => Assert.Equal("0 1 2", Steps("epoch,loss\n0.1,5\n0.2,4\n0.3,3\n"));
}
