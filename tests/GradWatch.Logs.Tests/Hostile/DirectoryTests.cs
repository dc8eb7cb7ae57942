using System.Diagnostics;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Directories in bad order: the readable logs in them are read all the same.</summary>
public sealed class DirectoryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gradwatch");

    public void Dispose() => _directory.Delete(true);

    [Fact]
    public void An_empty_directory_is_an_error() =>
        Assert.Equal("note.read.empty_directory", Outcome.OfPath(_directory.FullName).Failure.Problem.Key);

    [Fact]
    public void A_directory_with_nothing_readable_is_an_error_and_the_files_named_as_logs_are_told()
    {
        Write("weights.bin", [0, 1, 2]);
        Write("notes.txt", "nothing to see here\n"u8.ToArray());
        Write("metrics.csv", "hello\n"u8.ToArray());

        Outcome outcome = Outcome.OfPath(_directory.FullName);

        Assert.Equal([Path("metrics.csv"), _directory.FullName], outcome.Unreadable.Select(failure => failure.Path));
        Assert.Equal(0, outcome.Runs);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_an_error() =>
        Assert.Equal("note.read.missing", Outcome.OfPath(Path("nowhere/nothing.csv")).Failure.Problem.Key);

    [Fact]
    public void Files_that_vanish_between_their_discovery_and_their_reading_do_not_keep_the_others_from_being_read()
    {
        Write("a.jsonl", SomeLogs.JsonLines());
        Write("b.jsonl", SomeLogs.JsonLines());
        Write("c.jsonl", SomeLogs.JsonLines());
        List<UnreadableLogException> unreadable = [];
        int runs = 0;
        foreach (LogRun run in LogReader.Read(_directory.FullName, new ReadingOptions { Unreadable = unreadable.Add }))
        {
            runs++;
            Assert.Equal(3 * SomeLogs.Steps, run.Observations.Count());
            File.Delete(Path("b.jsonl"));
        }

        Assert.Equal(2, runs);
        Assert.Equal("note.read.missing", unreadable.Single().Problem.Key);
    }

    [Fact]
    public void A_file_deleted_or_cut_while_it_is_read_breaks_nothing()
    {
        foreach (bool delete in new[] { true, false })
        {
            Write("a.jsonl", SomeLogs.JsonLines(100_000));
            int seen = 0;
            foreach (LogRun run in LogReader.Read(Path("a.jsonl")))
            {
                foreach (Observation _ in run.Observations)
                {
                    if (seen++ != 1000)
                        continue;
                    if (delete)
                        File.Delete(Path("a.jsonl"));
                    else
                        Write("a.jsonl", ""u8.ToArray());
                }
            }
            Assert.InRange(seen, 3_000, 300_000);
        }
    }

    [Fact]
    public void Links_that_lead_in_circles_are_not_followed()
    {
        Write("a.jsonl", SomeLogs.JsonLines());
        Directory.CreateDirectory(Path("below"));
        Directory.CreateSymbolicLink(Path("below/up"), _directory.FullName);
        File.CreateSymbolicLink(Path("self.log"), Path("self.log"));
        File.CreateSymbolicLink(Path("nowhere.csv"), Path("missing.csv"));

        Outcome outcome = Outcome.OfPath(_directory.FullName);

        Assert.Equal(1, outcome.Runs);
        Assert.Equal([Path("nowhere.csv"), Path("self.log")], outcome.Unreadable.Select(failure => failure.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_in_circles_below_the_metrics_of_a_store_are_not_followed()
    {
        string run = "mlruns/0/0123456789abcdef";
        Write(run + "/meta.yaml", "run_id: 0123456789abcdef\nlifecycle_stage: active\n"u8.ToArray());
        Write(run + "/metrics/loss", "1 3.0 0\n2 2.0 1\n"u8.ToArray());
        Directory.CreateSymbolicLink(Path(run + "/metrics/loop"), Path(run + "/metrics"));

        Outcome outcome = Outcome.OfPath(_directory.FullName);

        Assert.Equal([(0L, 3.0), (1L, 2.0)], outcome.Values(Quantity.Loss));
    }

    [Fact]
    public void A_named_pipe_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in directories here");
        Write("a.jsonl", SomeLogs.JsonLines());
        using (var make = Process.Start("mkfifo", [Path("pipe.log")]))
            make.WaitForExit();

        Outcome outcome = Outcome.OfPath(_directory.FullName);

        Assert.Equal(1, outcome.Runs);
        Assert.Equal("note.read.empty", outcome.Failure.Problem.Key);
    }

    [Fact]
    public void Two_gigabytes_of_zeros_are_binary_data()
    {
        using (FileStream sparse = File.Create(Path("zeros.log")))
            sparse.SetLength(2L << 30);

        Assert.Equal("note.read.binary", Outcome.OfPath(Path("zeros.log")).Failure.Problem.Key);
    }

    [Fact]
    public void Two_gigabytes_of_zeros_behind_a_log_cost_time_and_no_memory()
    {
        foreach ((string name, byte[] bytes) in SomeLogs.All())
        {
            Write(name, bytes);
            using (FileStream sparse = File.OpenWrite(Path(name)))
                sparse.SetLength(2L << 30);
            long before = GC.GetAllocatedBytesForCurrentThread();

            Outcome outcome = Outcome.OfPath(Path(name));

            Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000_000, name);
            File.Delete(Path(name));
        }
    }

    [Fact]
    public void A_table_whose_companion_cannot_be_read_is_read_without_it()
    {
        Write("run.csv", SomeLogs.Csv());
        Write("run_tensors.csv", [0, 1, 2, 3]);

        Outcome outcome = Outcome.OfPath(Path("run.csv"));

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
        Assert.Contains("note.read.companion", outcome.NoteKeys);
    }

    private string Path(string name) => System.IO.Path.Combine(_directory.FullName, name);

    private void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
    }
}
