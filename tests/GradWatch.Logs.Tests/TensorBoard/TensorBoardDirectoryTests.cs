using GradWatch.Logs.TensorBoard;
using Xunit;

namespace GradWatch.Logs.Tests.TensorBoard;

public sealed class TensorBoardDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _run = Directory.CreateTempSubdirectory("run");

    public void Dispose() => _run.Delete(true);

    [Fact]
    public void Files_come_by_the_time_of_their_first_event_and_one_without_by_its_name()
    {
        string late = Write("a.tfevents.1.host", new EventWriter(300).Bytes);
        string early = Write("z.tfevents.9.host", new EventWriter(100).Bytes);
        string empty = Write("events.out.tfevents.200.host", []);
        string noise = Write("b.tfevents", [1, 2, 3]);

        Assert.Equal([early, empty, late, noise], TensorBoardDirectory.InOrder([late, early, empty, noise]));
    }

    [Fact]
    public void A_resumed_run_is_read_file_after_file_so_that_steps_go_back_once()
    {
        string second = Write("1", new EventWriter(20).Scalar(2, "loss", 20, 21).Scalar(3, "loss", 30, 22).Bytes);
        string first = Write(
            "2", new EventWriter(10).Scalar(1, "loss", 1, 11).Scalar(2, "loss", 2, 12).Scalar(3, "loss", 3, 13).Bytes);

        (List<ReadRow> rows, _) = Read(second, first);

        Assert.Equal(["1 loss=1", "2 loss=2", "3 loss=3", "2 loss=20", "3 loss=30"],
            rows.Select(row => $"{row.Step} {row.Values}"));
    }

    [Fact]
    public void Two_writers_at_the_same_time_are_interleaved()
    {
        string train = Write(
            "1", new EventWriter(10).Scalar(1, "loss", 1, 11).Scalar(2, "loss", 2, 21).Scalar(3, "loss", 3, 31).Bytes);
        string test = Write(
            "2", new EventWriter(10.5).Scalar(1, "acc", 1, 12).Scalar(2, "acc", 2, 22).Scalar(3, "acc", 3, 32).Bytes);

        Assert.Equal([1, 1, 2, 2, 3, 3], Read(test, train).Rows.Select(row => row.Step));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_noted_unless_none_can()
    {
        string good = Write("1", new EventWriter(10).Scalar(1, "loss", 1, 11).Bytes);
        string noise = Write("2", [.. Enumerable.Repeat((byte)7, 50)]);
        string gone = Path.Combine(_run.FullName, "3");

        (List<ReadRow> rows, List<string> notes) = Read(noise, gone, good);

        Assert.Single(rows);
        Assert.Equal(["note.tensorboard.left_out"], notes);
        Assert.Equal(noise, Assert.Throws<UnreadableLogException>(() => Read(noise, gone)).Path);
    }

    [Fact]
    public void A_clock_set_back_does_not_reorder_a_file()
    {
        string file = Write(
            "1", new EventWriter(10).Scalar(1, "loss", 1, 50).Scalar(2, "loss", 2, 5).Scalar(3, "loss", 3, 60).Bytes);
        string other = Write("2", new EventWriter(20).Scalar(1, "acc", 1, 55).Bytes);

        Assert.Equal(["loss=1", "loss=2", "acc=1", "loss=3"], Read(file, other).Rows.Select(row => row.Values));
    }

    [Fact]
    public void The_sample_of_a_resumed_run_goes_back_once()
    {
        string[] files = Directory.GetFiles(RealSamples.Shipped("tensorboard/resumed"));

        List<long> steps = [.. Read(files).Rows.Where(row => row.Values.StartsWith("train/loss", StringComparison.Ordinal))
            .Select(row => row.Step!.Value)];

        Assert.Equal([.. Enumerable.Range(0, 100), .. Enumerable.Range(80, 80)], steps);
        Assert.Equal(1, steps.Zip(steps.Skip(1)).Count(pair => pair.Second < pair.First));
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_run.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static (List<ReadRow> Rows, List<string> Notes) Read(params string[] paths)
    {
        var notes = new ReadingNotes();
        return (ReadRow.Keep(TensorBoardDirectory.Read(paths, new KeyTable(), notes)), ReadRow.Keys(notes));
    }
}
