using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using GradWatch.Logs.JsonLines;
using Xunit;

namespace GradWatch.Logs.Tests.JsonLines;

public sealed class JsonRowTests
{
    [Theory]
    [InlineData("{\"a\": 1, \"b\": -2.5e-3}", "a=1 b=-0.0025")]
    [InlineData("{ }", "")]
    [InlineData("{\"a\":{\"b\":{\"c\":1},\"d\":2},\"e\":3}", "a/b/c=1 a/d=2 e=3")]
    [InlineData("{\"a\": [1, {\"b\": \"]\"}, 2], \"c\": 3}", "c=3")]
    [InlineData("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": nan}", "a=NaN b=Infinity c=-Infinity d=NaN")]
    [InlineData("{\"a\": \"NaN\", \"b\": \"-inf\", \"c\": \"12\", \"d\": \"10/438\", \"e\": \"hello\", \"f\": \"\"}", "a=NaN b=-Infinity c=12 d=10")]
    [InlineData("{\"a\": true, \"b\": null, \"c\": None, \"d\": False, \"e\": 1,}", "e=1")]
    [InlineData("{\"a\\u0062\\\"c\": 1, \"d\\\\\": 2}", "ab\"c=1 d\\=2")]
    [InlineData("{\"a\": 1e400, \"b\": -1e400, \"c\": 1e-400}", "a=Infinity b=-Infinity c=0")]
    [InlineData("{\"x\": {}, \"y\": {\"z\": {}}, \"w\": 1}", "w=1")]
    public void Numbers_come_under_their_names(string json, string expected)
    {
        LogRow row = Filled(json);

        Assert.Equal(expected, string.Join(' ', row.Values.ToArray().Select(value => FormattableString.Invariant($"{value.Key}={value.Value}"))));
    }

    [Theory]
    [InlineData("{\"a\": 1")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\": 1 \"b\": 2}")]
    [InlineData("{\"a\": 1} {\"a\": 2}")]
    [InlineData("{\"a\": 1x}")]
    [InlineData("{\"a\": }")]
    [InlineData("{\"a\": 1.2.3}")]
    [InlineData("{\"a\": --1}")]
    [InlineData("{\"a\": \"b}")]
    [InlineData("{\"a\": [1, 2}")]
    [InlineData("{a: 1}")]
    [InlineData("[1]")]
    [InlineData("")]
    public void What_is_no_object_is_refused(string json) =>
        Assert.False(new JsonRow(new KeyTable()).Fill(Encoding.UTF8.GetBytes(json), new LogRow()));

    [Fact]
    public void Rows_whose_names_change_their_order_keep_their_values_apart()
    {
        var keys = new KeyTable();
        var json = new JsonRow(keys);
        var row = new LogRow();
        var random = new Random(3);
        for (int round = 0; round < 1000; round++)
        {
            int[] order = [.. Enumerable.Range(0, 8)];
            random.Shuffle(order);
            row.Clear(round);

            Assert.True(json.Fill(Encoding.UTF8.GetBytes($"{{{string.Join(',', order.Select(i => $"\"n{i}\":{i},\"o{i}\":{{\"n\":{10 + i}}}"))}}}"), row));
            Assert.Equal(
                order.SelectMany(i => new[] { ($"n{i}", (double)i), ($"o{i}/n", 10.0 + i) }),
                row.Values.ToArray().Select(value => (value.Key.Name, value.Value)));
        }
    }

    [Fact]
    public void A_number_is_read_to_the_last_bit_as_the_library_reads_it()
    {
        Gen.Select(Gen.Double, Gen.Int[0, 3]).Sample((value, form) =>
        {
            string text = form switch
            {
                0 => value.ToString("R", CultureInfo.InvariantCulture),
                1 => value.ToString("E6", CultureInfo.InvariantCulture),
                2 => ((float)value).ToString("R", CultureInfo.InvariantCulture),
                _ => Math.Clamp(value, -1e15, 1e15).ToString("F6", CultureInfo.InvariantCulture),
            };
            bool read = JsonCursor.TryNumber(Encoding.UTF8.GetBytes(text), out double found);
            return read && found.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        });
        Gen.Select(Gen.ULong, Gen.Int[0, 25]).Sample((digits, places) =>
        {
            string text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0').Insert(Math.Max(1, digits.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0').Length - places), ".").TrimEnd('.');
            return JsonCursor.TryNumber(Encoding.UTF8.GetBytes(text), out double found) && found.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public void What_System_Text_Json_writes_is_read()
    {
        Gen.Dictionary(Gen.String[1, 20], Gen.Double[-1e6, 1e6])[0, 12].Sample(values =>
        {
            LogRow row = Filled(JsonSerializer.Serialize(values));
            return values.Select(pair => (Name: Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(pair.Key)), pair.Value))
                .SequenceEqual(row.Values.ToArray().Select(value => (value.Key.Name, value.Value)));
        });
    }

    private static LogRow Filled(string json)
    {
        var row = new LogRow();
        Assert.True(new JsonRow(new KeyTable()).Fill(Encoding.UTF8.GetBytes(json), row), json);
        return row;
    }
}
