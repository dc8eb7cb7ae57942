using GradWatch.Cli.Export;
using GradWatch.Logs;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace GradWatch.Cli.Tests.Export;

public sealed class ExportTests : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_reads_back_to_the_same_observations()
    {
        await Write("run.csv", stream => new CsvExport(stream, SomeRows.Names));
        AssertSame(Read("run.csv"));
        Assert.Equal("step,loss,grad_norm,learning_rate,grad_norm/0.weight,update_ratio", File.ReadLines(_folder["run.csv"]).First());
        Assert.Equal(41, File.ReadLines(_folder["run.csv"]).Count());
    }

    [Fact]
    public async Task Lines_of_json_read_back_to_the_same_observations()
    {
        await Write("run.jsonl", stream => new JsonLinesExport(stream, SomeRows.Names));
        AssertSame(Read("run.jsonl"));
        Assert.Equal(
            """{"step":0,"loss":2,"grad_norm":1.5,"learning_rate":0.0625,"grad_norm/0.weight":0.25,"update_ratio":0.0078125}""",
            File.ReadLines(_folder["run.jsonl"]).First());
        Assert.Contains("\"loss\":\"NaN\"", File.ReadLines(_folder["run.jsonl"]).ElementAt(30), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_file_reads_back_to_the_same_observations_also_where_single_precision_ends()
    {
        await Write("events.out.tfevents.1.gradwatch", stream => new EventFileExport(
            stream, SomeRows.Names, [false, EventFileExport.NeedsDoubles(1.5, 1e300), false, false, false], DateTimeOffset.UnixEpoch));
        AssertSame(Read("events.out.tfevents.1.gradwatch"));
    }

    [Fact]
    public async Task An_event_file_is_to_the_byte_what_its_layout_says()
    {
        Storage.Runs.StepRows rows = new();
        rows.Begin(3);
        rows.Add(0, 0.5);
        using MemoryStream file = new();
        await using (EventFileExport export = new(file, ["loss"], [false], DateTimeOffset.FromUnixTimeSeconds(2)))
            await export.WriteAsync(rows, Cancel);
        byte[] version = [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x1A, 13, .. "brain.Event:2"u8];
        byte[] scalar = [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x10, 3, 0x2A, 13, 0x0A, 11, 0x0A, 4, .. "loss"u8, 0x15, 0, 0, 0, 0x3F];
        Assert.Equal([.. Record(version), .. Record(scalar)], file.ToArray());
    }

    [Fact]
    // RFC 3720, B.4: the checksum of 32 bytes of zero, then turned and shifted as record files do.
    public void The_checksum_is_that_of_the_standard() =>
        Assert.Equal(uint.RotateRight(0x8A9136AA, 15) + 0xA282EAD8, EventRecords.Masked(new byte[32]));

    [Fact]
    public async Task A_parquet_file_has_a_column_a_series_and_nulls_where_nothing_was_measured()
    {
        await Write("run.parquet", stream => new ParquetExport(stream, SomeRows.Names));
        await using ParquetReader reader = await ParquetReader.CreateAsync(_folder["run.parquet"], cancellationToken: Cancel);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(["step", .. SomeRows.Names], fields.Select(field => field.Name));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        long[] steps = new long[group.RowCount];
        await group.ReadAsync<long>(fields[0], steps, cancellationToken: Cancel);
        Assert.Equal(Enumerable.Range(0, 40).Select(step => (long)step), steps);
        for (int i = 1; i < fields.Length; i++)
        {
            double?[] column = new double?[group.RowCount];
            await group.ReadAsync<double>(fields[i], column, cancellationToken: Cancel);
            string series = SomeRows.Series[i - 1].Series.ToString();
            Assert.Equal(SomeRows.Observed()[series], steps.Zip(column).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!.Value)));
        }
    }

    [Fact]
    public void Series_that_would_share_a_name_have_each_their_own()
    {
        Observations.Series loss = new(Observations.Quantity.Loss), alike = new(Observations.Quantity.GradNorm, null, "loss");
        Assert.Equal(["loss", "loss#2"], ExportedNames.Of([new(0, loss), new(1, alike)]));
    }

    private static byte[] Record(byte[] data) =>
    [
        .. BitConverter.GetBytes((long)data.Length), .. BitConverter.GetBytes(EventRecords.Masked(BitConverter.GetBytes((long)data.Length))),
        .. data, .. BitConverter.GetBytes(EventRecords.Masked(data)),
    ];

    private async Task Write(string name, Func<Stream, IRunExport> open)
    {
        await using IRunExport export = open(File.Create(_folder[name]));
        await export.WriteAsync(SomeRows.Rows(), Cancel);
    }

    private Dictionary<string, List<(long Step, double Value)>> Read(string name) =>
        SomeRows.Observed(Assert.Single(LogReader.Read(_folder[name]).Select(run => (run.Description, Observations: run.Observations.ToList()))).Observations);

    private static void AssertSame(Dictionary<string, List<(long Step, double Value)>> read)
    {
        Dictionary<string, List<(long Step, double Value)>> expected = SomeRows.Observed();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, series => Assert.Equal(series.Value, read[series.Key]));
    }
}
