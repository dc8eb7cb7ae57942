using System.Buffers.Binary;
using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>A batch in binary, as docs/api.md lays it out.</summary>
internal static class BinaryBatch
{
    internal const string MediaType = "application/x-gradwatch-rows";
    private const int SectionHead = 12;

    internal static ReadBatch Read(ReadOnlySpan<byte> bytes, Intake intake, string? writer)
    {
        if (!bytes.StartsWith("GWR1"u8))
            throw RequestProblemException.BadRequest("byte 0: GWR1 is expected");
        List<Series> series = [];
        StepRows rows = new();
        Dictionary<uint, int> begins = [];
        int at = 4;
        while (at < bytes.Length)
            at = ReadSection(bytes, at, intake, writer, series, rows, begins);
        return new ReadBatch(new RunBatch { Series = series, Rows = rows }, []);
    }

    private static int ReadSection(
        ReadOnlySpan<byte> bytes, int at, Intake intake, string? writer, List<Series> series, StepRows rows, Dictionary<uint, int> begins)
    {
        if (bytes.Length - at < SectionHead)
            throw RequestProblemException.BadRequest($"byte {at}: a section begins with {SectionHead} bytes; {bytes.Length - at} are left");
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
        int width = bytes[at + 8];
        if (width is not (4 or 8))
            throw RequestProblemException.BadRequest($"byte {at + 8}: a width of 4 or 8 is expected, not {width}");
        if (bytes[at + 9] != 0 || bytes[at + 10] != 0 || bytes[at + 11] != 0)
            throw RequestProblemException.BadRequest($"byte {at + 9}: 3 bytes of zero are expected");
        Series[] columns = intake.Schema(writer, number)
            ?? throw RequestProblemException.BadRequest($"byte {at}: schema {number} was not named; PUT /api/v1/runs/RUN/schemas/{number} names it");
        at += SectionHead;
        long row = 8 + (long)columns.Length * width;
        if (row * count > bytes.Length - at)
            throw RequestProblemException.BadRequest($"byte {at}: {count} rows of {columns.Length} columns take {row * count} bytes; {bytes.Length - at} are left");
        if (rows.Values + columns.Length * (long)count > intake.MostValues)
            throw RequestProblemException.TooLarge($"byte {at}: a batch has {intake.MostValues} values at most; send it in parts");
        if (!begins.TryGetValue(number, out int begin))
        {
            begins.Add(number, begin = series.Count);
            series.AddRange(columns);
        }
        // Detectors learn of a changed loss scale before they see what it explains.
        int scale = Array.FindIndex(columns, column => column.Quantity == Quantity.LossScale);
        for (uint i = 0; i < count; i++, at += (int)row)
        {
            ReadOnlySpan<byte> one = bytes.Slice(at, (int)row);
            rows.Begin(BinaryPrimitives.ReadInt64LittleEndian(one));
            if (scale >= 0)
                rows.Add(begin + scale, Value(one, width, scale));
            for (int column = 0; column < columns.Length; column++)
            {
                if (column != scale)
                    rows.Add(begin + column, Value(one, width, column));
            }
        }
        return at;
    }

    private static double Value(ReadOnlySpan<byte> row, int width, int column) => width == 4
        ? BinaryPrimitives.ReadSingleLittleEndian(row[(8 + 4 * column)..])
        : BinaryPrimitives.ReadDoubleLittleEndian(row[(8 + 8 * column)..]);
}
