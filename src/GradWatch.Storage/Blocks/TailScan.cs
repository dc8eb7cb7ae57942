using System.Buffers.Binary;

namespace GradWatch.Storage.Blocks;

/// <summary>Finds some series in tails, one after the other, and passes over the rest: a row of thousands of values is not read for one of them.</summary>
internal sealed class TailScan(IReadOnlyDictionary<int, SeriesCollector> wanted)
{
    private readonly List<(int Position, SeriesCollector Into)> _found = [];
    private byte[] _shape = [];
    private int _values;

    internal void Add(ReadOnlySpan<byte> tail)
    {
        ByteReader reader = new(tail);
        long step = 0;
        while (!reader.AtEnd)
        {
            byte form = reader.ReadByte();
            step += reader.ReadSigned();
            if ((form & TailBytes.SameShape) == 0)
                TakeShape(ref reader);
            bool singles = (form & TailBytes.Singles) != 0;
            ReadOnlySpan<byte> values = reader.Next((singles ? 4 : 8) * _values);
            foreach ((int position, SeriesCollector into) in _found)
            {
                into.Add(step, singles
                    ? BinaryPrimitives.ReadSingleLittleEndian(values[(4 * position)..])
                    : BinaryPrimitives.ReadDoubleLittleEndian(values[(8 * position)..]));
            }
        }
    }

    // Most rows of a run have one shape, but each append says it anew.
    private void TakeShape(ref ByteReader reader)
    {
        ReadOnlySpan<byte> before = reader.Rest;
        if (_shape.Length > 0 && before.StartsWith(_shape))
        {
            reader.Next(_shape.Length);
            return;
        }
        int[] series = RowShape.Read(ref reader);
        _shape = before[..(before.Length - reader.Rest.Length)].ToArray();
        _values = series.Length;
        _found.Clear();
        for (int position = 0; position < series.Length; position++)
        {
            if (wanted.TryGetValue(series[position], out SeriesCollector? into))
                _found.Add((position, into));
        }
    }
}
