using GradWatch.Logs.TensorBoard;
using Xunit;

namespace GradWatch.Logs.Tests.TensorBoard;

public sealed class TensorBoardSampleTests
{
    private static readonly TensorBoardFormat Format = new();

    [Theory]
    [InlineData("samples/tensorboardx/ok/events.out.tfevents.1795417970.vm", "samples/tensorboardx/ok.truth.json")]
    [InlineData(
        "samples/tensorboard_torch26/torch_tb_ok/events.out.tfevents.1795418645.vm.5066.0",
        "samples/tensorboard_torch26/torch_tb_ok.truth.json")]
    public void The_values_are_those_that_the_writer_was_given(string sample, string truth)
    {
        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, File.ReadAllBytes(RealSamples.Find(sample)));

        Assert.Empty(notes);
        var expected = RealSamples.Truth(truth);
        string loss = rows.Exists(row => row.Has("loss")) ? "loss" : "train/loss";
        string norm = rows.Exists(row => row.Has("grad_norm")) ? "grad_norm" : "train/grad_norm";
        Assert.Equal(expected.Select(row => (row.Step, (double)(float)row.Loss)), Series(rows, loss));
        Assert.Equal(expected.Select(row => (row.Step, (double)(float)row.GradNorm)), Series(rows, norm));
    }

    [Fact]
    public void The_norm_of_a_gradients_histogram_is_the_norm_that_was_logged_as_a_number()
    {
        byte[] file = File.ReadAllBytes(RealSamples.Find("samples/tensorboardx/ok/events.out.tfevents.1795417970.vm"));
        List<ReadRow> rows = ReadRow.All(Format, file).Rows;
        var histograms = rows.Where(row => row.Has("grads/0.weight#l2")).ToList();

        Assert.NotEmpty(histograms);
        Assert.All(histograms, histogram =>
        {
            const string Logged = "grad_norm/0.weight";
            double logged = rows.First(row => row.Step == histogram.Step && row.Has(Logged)).Value(Logged);
            Assert.Equal(logged, histogram.Value("grads/0.weight#l2"), 1e-5 * logged);
            Assert.InRange(histogram.Value("grads/0.weight#max"), 0, logged);
        });
    }

    [Fact]
    public void Scalars_and_histograms_of_TensorFlow_2_are_read()
    {
        string sample = RealSamples.Shipped("tensorboard/events.out.tfevents.tf2");

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, File.ReadAllBytes(sample));

        Assert.Empty(notes);
        Assert.Equal(1, rows.First(row => row.Has("loss")).Value("loss"));
        Assert.Equal(2, rows.First(row => row.Has("loss_content")).Value("loss_content"));
        // Three elements between -1 and 0, five between 0 and 1.
        Assert.Equal(1, rows.First(row => row.Has("hist#max")).Value("hist#max"));
        Assert.Equal(Math.Sqrt(8 / 3.0), rows.First(row => row.Has("hist#l2")).Value("hist#l2"), 1e-12);
    }

    [Fact]
    public void Scalars_with_a_display_name_and_a_description_are_read()
    {
        byte[] file = File.ReadAllBytes(RealSamples.Shipped("tensorboard/events.out.tfevents.described"));
        List<ReadRow> rows = ReadRow.All(Format, file).Rows;

        Assert.Equal(Enumerable.Range(0, 60).Select(step => (long?)step), rows.Select(row => row.Step));
        Assert.Equal(1.0163623f, (float)rows[0].Value("train/loss"));
    }

    [Theory]
    [InlineData("tensorboard/events.out.tfevents.described")]
    [InlineData("tensorboard/events.out.tfevents.tf2")]
    public void Every_prefix_of_a_real_file_gives_a_prefix_of_its_rows(string sample)
    {
        byte[] file = File.ReadAllBytes(RealSamples.Shipped(sample));
        List<ReadRow> all = ReadRow.All(Format, file).Rows;

        for (int length = 0; length <= file.Length; length++)
        {
            List<ReadRow> rows = ReadRow.All(Format, file[..length]).Rows;
            Assert.Equal(all.Take(rows.Count), rows);
        }
    }

    [Fact]
    public void One_damaged_record_of_a_real_file_loses_no_other()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Find("samples/tensorboardx/ok/events.out.tfevents.1795417970.vm"));
        byte[] flipped = File.ReadAllBytes(RealSamples.Find("samples/damaged/events.out.tfevents.flipped_byte_at_300000"));

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, flipped);

        Assert.Equal(ReadRow.All(Format, whole).Rows.Count - 1, rows.Count);
        Assert.Equal(["note.tensorboard.damaged"], notes);
    }

    [Fact]
    public void A_real_file_cut_off_is_read_up_to_the_cut()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Find("samples/tensorboardx/ok/events.out.tfevents.1795417970.vm"));
        byte[] cut = File.ReadAllBytes(RealSamples.Find("samples/damaged/events.out.tfevents.truncated_400001"));

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, cut);

        IEnumerable<ReadRow> expected = ReadRow.All(Format, whole).Rows.Take(rows.Count);
        Assert.Equal(expected.Select(row => (row.Step, row.Values)), rows.Select(row => (row.Step, row.Values)));
        Assert.True(rows.Count > 1000, $"{rows.Count} rows");
        Assert.Equal(["note.tensorboard.torn"], notes);
    }

    [Theory]
    [InlineData("events.out.tfevents.1628430255.db4a6b63f2f6.1641.3")]
    [InlineData("events.out.tfevents.ogbg_baseline_s1_t1.v2")]
    [InlineData("events.out.tfevents.wmt_caspr_s2_t4.v2")]
    public void A_file_from_the_wild_is_read_without_a_note(string name)
    {
        byte[] file = File.ReadAllBytes(RealSamples.Find($"runs/wild/tfevents/{name}"));

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file);

        Assert.Equal("tensorboard", Format.Recognise(new LogHead("x", file, true)));
        Assert.Empty(notes);
        Assert.True(rows.Count > 50, $"{rows.Count} rows");
    }

    private static IEnumerable<(long, double)> Series(List<ReadRow> rows, string key) =>
        rows.Where(row => row.Has(key)).Select(row => (row.Step!.Value, row.Value(key)));
}
