using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Files cut anywhere and with any byte changed: at worst unreadable, never a crash.</summary>
public sealed class EveryPrefixTests
{
    [Fact]
    public void Every_prefix_of_a_file_of_every_format_gives_values_of_the_whole_file()
    {
        foreach ((string name, byte[] bytes) in SomeLogs.All())
        {
            HashSet<(Series, long, double)> whole = [.. Keyed(Outcome.Of(bytes, name))];
            for (int length = 0; length < bytes.Length; length += 3)
            {
                List<(Series, long, double)> read = Keyed(Outcome.Of(bytes[..length], name));
                // A number cut off at the end of a text is a number too: it is in the last row.
                int last = read.Count > 3 ? read.Count - 3 : 0;
                Assert.All(read.Take(last), one => Assert.Contains(one, whole));
            }
        }
    }

    [Fact]
    public void Flipped_bytes_never_do_worse_than_make_a_file_unreadable()
    {
        var random = new Random(7);
        foreach ((string name, byte[] bytes) in SomeLogs.All())
        {
            for (int round = 0; round < 300; round++)
            {
                byte[] flipped = [.. bytes];
                for (int flips = 1 << random.Next(0, 7); flips > 0; flips--)
                    flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
                _ = Outcome.Of(flipped, name);
            }
        }
    }

    [Fact]
    public void Pieces_of_different_formats_in_one_file_never_do_worse_than_be_unreadable()
    {
        var random = new Random(8);
        List<(string Name, byte[] Bytes)> all = [.. SomeLogs.All()];
        for (int round = 0; round < 500; round++)
        {
            List<byte> mixed = [];
            for (int pieces = random.Next(2, 6); pieces > 0; pieces--)
            {
                byte[] from = all[random.Next(all.Count)].Bytes;
                int start = random.Next(2) * random.Next(from.Length);
                mixed.AddRange(from.AsSpan(start, random.Next(from.Length - start)));
            }
            _ = Outcome.Of([.. mixed], all[random.Next(all.Count)].Name);
        }
    }

    private static List<(Series, long, double)> Keyed(Outcome outcome) =>
        [.. outcome.Observations.Select(one => (one.Series, one.Step, one.Value))];
}
