using System.Globalization;
using GradWatch.Logs.ConsoleText;
using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

public sealed class NumberScannerTests
{
    private static string Found(string line, bool decimalComma = false)
    {
        var scanner = new NumberScanner(line, true, decimalComma);
        List<string> found = [];
        while (scanner.Next())
        {
            NumberToken token = scanner.Current;
            double of = scanner.Of();
            found.Add(string.Create(CultureInfo.InvariantCulture,
                $"{line[token.NameStart..token.NameEnd]}={token.Value:R}{(double.IsNaN(of) ? "" : $"/{of}")}"));
        }
        return string.Join(' ', found.Select(text => text.Replace(' ', '_')));
    }

    [Theory]
    [InlineData("loss: 0.5", "loss=0.5")]
    [InlineData("loss = -1.5e-3;", "loss=-0.0015")]
    [InlineData("'loss': .5", "loss=0.5")]
    [InlineData("\"grad_norm\": \"2.5\"", "grad_norm=2.5")]
    [InlineData("loss:np.float64(0.5)", "loss=0.5")]
    [InlineData("loss: tensor([0.5], device='cpu')", "loss=0.5")]
    [InlineData("loss 0.5 (0.6)", "loss=0.5 =0.6")]
    [InlineData("loss: nan, ppl: inf", "loss=NaN ppl=Infinity")]
    [InlineData("loss: -inf", "loss=-Infinity")]
    [InlineData("grad norm (before clip): 3", "grad_norm_(before_clip)=3")]
    [InlineData("elapsed time per iteration (ms): 12.5", "elapsed_time_per_iteration_(ms)=12.5")]
    [InlineData("loss -> 0.5", "loss=0.5")]
    [InlineData("||g|| = 2", "||g||=2")]
    [InlineData("损失：0.5", "损失=0.5")]
    public void Names_stand_before_numbers(string line, string found) => Assert.Equal(found, Found(line));

    [Theory]
    [InlineData("2023-05-01 12:00:00,123 a 1", "a=1")]
    [InlineData("06/21 14:55:19 a 1", "a=1")]
    [InlineData("2023/05/01 a 1", "a=1")]
    [InlineData("[00:12<00:15] a 1", "a=1")]
    [InlineData("eta 1 day, 2:03:04 a 1", "eta=1 a=1")]
    [InlineData("192.168.0.1 a 1", "a=1")]
    [InlineData("torch 2.6.0 a 1", "a=1")]
    [InlineData("fp16 v100 layer3 a 1", "fp16_v100_layer3_a=1")]
    [InlineData("sd-2 a 1", "=2 a=1")]
    public void Dates_addresses_versions_and_parts_of_words_are_no_values(string line, string found) => Assert.Equal(found, Found(line));

    [Theory]
    [InlineData("450/1000", "=450/1000 =1000")]
    [InlineData("200/ 2983 batches", "=200/2983 =2983")]
    [InlineData("iteration 35/     500 |", "iteration=35/500 =500")]
    [InlineData("1,000/2,000", "=1000/2000 =2000")]
    [InlineData("1.5/2", "=1.5 =2")]
    [InlineData("3/0.5", "=3 =0.5")]
    [InlineData("1/2/3", "")]
    public void Counts_of_so_many(string line, string found) => Assert.Equal(found, Found(line));

    [Theory]
    [InlineData("a 1,234", "a=1234")]
    [InlineData("a 1,234,567.5", "a=1234567.5")]
    [InlineData("a 0,512", "a=0.512")]
    [InlineData("a 2,35", "a=2.35")]
    [InlineData("a [1,2000]", "a=1 =2000")]
    [InlineData("a (0,95)", "a=0 =95")]
    [InlineData("a 1,0.5", "a=1 =0.5")]
    [InlineData("a 10,2,3", "a=10 =2 =3")]
    public void Commas(string line, string found) => Assert.Equal(found, Found(line));

    [Fact]
    public void Where_commas_are_decimal_three_digits_may_follow() => Assert.Equal("a=1.234", Found("a 1,234", decimalComma: true));
}
