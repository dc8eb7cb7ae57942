using System.Buffers.Binary;
using System.Text.Json;

namespace GradWatch.Benchmarks.Reading;

/// <summary>What the least that any reader of a file must do takes: its tokens, its checksums or its lines, and nothing made of them.</summary>
internal static class Baselines
{
    private const int Buffer = 256 * 1024;

    /// <summary>The baseline of a kind of log: its name and the pass.</summary>
    public static (string Name, Func<string, long> Pass) Of(string kind) => kind switch
    {
        "json-lines" => ("Utf8JsonReader, tokens alone", Tokens),
        "event-file" => ("CRC-32C alone", Checksums),
        _ => ("lines alone", Lines),
    };

    private static long Tokens(string path)
    {
        long tokens = 0;
        Pass(path, bytes =>
        {
            int used = bytes.LastIndexOf((byte)'\n') + 1;
            var reader = new Utf8JsonReader(bytes[..used], new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
                tokens++;
            return used;
        });
        return tokens;
    }

    private static long Checksums(string path)
    {
        long records = 0;
        Pass(path, bytes =>
        {
            int at = 0;
            while (bytes.Length - at >= 12)
            {
                int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
                if (bytes.Length - at < length + 16)
                    break;
                Check(bytes.Slice(at, 8), bytes[(at + 8)..]);
                Check(bytes.Slice(at + 12, length), bytes[(at + 12 + length)..]);
                at += length + 16;
                records++;
            }
            return at;
        });
        return records;
    }

    private static long Lines(string path)
    {
        long lines = 0;
        Pass(path, bytes =>
        {
            int used = 0;
            for (int length; (length = bytes[used..].IndexOf((byte)'\n')) >= 0; lines++)
                used += length + 1;
            return used;
        });
        return lines;
    }

    private static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> checksum)
    {
        if (EventFileWriter.Checksum(data) != BinaryPrimitives.ReadUInt32LittleEndian(checksum))
            throw new InvalidDataException("a checksum does not match");
    }

    // The pass says how many of the bytes it used; it gets the others again.
    private static void Pass(string path, Func<ReadOnlySpan<byte>, int> use)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        byte[] buffer = new byte[Buffer];
        int kept = 0;
        while (file.Read(buffer, kept, buffer.Length - kept) is > 0 and int read)
        {
            int filled = kept + read;
            int used = use(buffer.AsSpan(0, filled));
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            kept = filled - used;
        }
    }
}
