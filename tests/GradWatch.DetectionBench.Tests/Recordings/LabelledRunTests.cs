using GradWatch.DetectionBench.Recordings;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Recordings;

public sealed class LabelledRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labelled");

    [Fact]
    public void The_index_names_the_collection_the_label_the_step_and_the_cause()
    {
        LabelledRun run = Assert.Single(LabelledRun.Load(Index("first", "nets/deep_s2.csv\tcsv\tsick\t120\tbad_batch")));
        Assert.Equal(("nets", "deep_s2.csv", "sick", 120L, "bad_batch"), (run.Collection, run.Name, run.Label, run.FirstBadStep!.Value, run.Cause));
        Assert.Equal("deep.csv", run.Scenario);
    }

    [Fact]
    public void A_run_that_two_folders_name_is_taken_once_and_their_collections_stay_apart()
    {
        string first = Index("first", "nets/a_s0.csv\tcsv\thealthy\t-\t-");
        string second = Index("second", "nets/a_s0.csv\tcsv\thealthy\t-\t-", "nets/b_s0.csv\tcsv\thealthy\t-\t-");
        Assert.Equal(["nets", "nets, second"], LabelledRun.LoadAll([first, second]).Select(run => run.Collection));
    }

    [Fact]
    public void A_line_that_is_too_short_is_named()
    {
        InvalidDataException wrong = Assert.Throws<InvalidDataException>(() => LabelledRun.Load(Index("first", "nets/a_s0.csv\tcsv")));
        Assert.Contains("a line has 2 cells", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_there_is_named()
    {
        InvalidDataException wrong = Assert.Throws<InvalidDataException>(() => LabelledRun.Load(Index("first", "nets/absent_s0.csv\tcsv\thealthy\t-\t-")));
        Assert.EndsWith("absent_s0.csv: named in runs.tsv, but not there.", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Index(string folder, params string[] lines)
    {
        string path = _folder.CreateSubdirectory(folder).FullName;
        Directory.CreateDirectory(Path.Combine(path, "nets"));
        foreach (string name in lines.Select(line => line.Split('\t')[0]).Where(name => !name.Contains("absent", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(path, name), "step,loss\n0,1\n");
        File.WriteAllLines(Path.Combine(path, "runs.tsv"), lines.Prepend("file\tformat\tlabel\tfirst_bad_step\tcause"));
        return path;
    }
}
