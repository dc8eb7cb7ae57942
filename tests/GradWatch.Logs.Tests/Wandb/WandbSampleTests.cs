using GradWatch.Logs.Wandb;
using Xunit;

namespace GradWatch.Logs.Tests.Wandb;

public sealed class WandbSampleTests
{
    private static readonly WandbFormat Format = new();

    [Fact]
    public void The_values_are_those_that_the_client_was_given()
    {
        byte[] file = File.ReadAllBytes(RealSamples.Find("samples/wandb/run-eybxdzq7.wandb"));

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file);

        Assert.Equal("wandb", Format.Recognise(new LogHead("x", file, true)));
        Assert.Empty(notes);
        var truth = RealSamples.Truth("samples/wandb/ok.truth.json").Take(200).ToList();
        Assert.Equal(200, rows.Count);
        Assert.Equal(truth.Select(row => (long?)row.Step), rows.Select(row => row.Step));
        Assert.All(rows.Zip(truth), pair =>
        {
            Assert.Equal(pair.Second.Loss, pair.First.Value("train/loss"));
            Assert.Equal(pair.Second.GradNorm, pair.First.Value("train/grad_norm"));
        });
    }

    [Fact]
    public void A_flipped_byte_in_a_real_file_loses_one_step()
    {
        byte[] file = File.ReadAllBytes(RealSamples.Find("samples/wandb/run-eybxdzq7.wandb"));
        file[80_000] ^= 1;

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file);

        Assert.Equal(199, rows.Count);
        Assert.Equal(["note.wandb.damaged"], notes);
    }

    [Theory]
    [InlineData("runs/wild/wandb_run/run-gjvwlq13.wandb")]
    [InlineData("runs/wild/wandb_run/run-vgpqdf1r.wandb")]
    public void A_run_of_the_newer_client_is_read(string sample)
    {
        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, File.ReadAllBytes(RealSamples.Find(sample)));

        Assert.True(rows.Count > 10, $"{rows.Count} rows");
        Assert.DoesNotContain("note.wandb.damaged", notes);
        Assert.All(rows, row => Assert.NotNull(row.Step));
    }
}
