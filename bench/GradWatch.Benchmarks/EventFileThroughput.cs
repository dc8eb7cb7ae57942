using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using GradWatch.Benchmarks.Messages;
using GradWatch.Logs;
using GradWatch.Logs.TensorBoard;

namespace GradWatch.Benchmarks;

/// <summary>How fast an event file is read, beside what its checksums alone cost and what the same rows take with
/// Google.Protobuf.</summary>
internal static class EventFileThroughput
{
    private const double Gigabyte = 1e9;
    private const int Header = 12;
    private const int Footer = 4;

    /// <summary>Writes a file of so many gigabytes (<c>--gigabytes 1</c>) to a temporary folder, reads it three ways and
    /// prints the rates.</summary>
    public static int Run(string[] args)
    {
        int option = Array.IndexOf(args, "--gigabytes");
        double gigabytes = option >= 0 ? double.Parse(args[option + 1], CultureInfo.InvariantCulture) : 1;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-bench");
        try
        {
            string path = Path.Combine(folder.FullName, "events.out.tfevents.bench");
            long events;
            using (FileStream file = File.Create(path, 1 << 20))
                events = new EventFileWriter(file).Write((long)(gigabytes * Gigabyte));
            Console.WriteLine($"{new FileInfo(path).Length / 1e6:F0} MB, {events} events");
            Print("checksums alone", path, events, CheckOnly);
            Print("TensorBoardFormat", path, events, ReadAll);
            using (var self = Process.GetCurrentProcess())
                Console.WriteLine($"{"peak working set",-20} {self.PeakWorkingSet64 / 1e6,8:F0} MB");
            Print("Google.Protobuf", path, events, ParseAll);
        }
        finally
        {
            folder.Delete(true);
        }
        return 0;
    }

    private static void Print(string name, string path, long events, Func<string, long> read)
    {
        long length = new FileInfo(path).Length;
        var watch = Stopwatch.StartNew();
        long allocated = GC.GetTotalAllocatedBytes(true);
        long found = read(path);
        allocated = GC.GetTotalAllocatedBytes(true) - allocated;
        double seconds = watch.Elapsed.TotalSeconds;
        if (found != events)
            throw new InvalidOperationException($"{name} found {found} of {events} events");
        string rate = $"{length / 1e6 / seconds,8:F0} MB/s {events / 1e6 / seconds,8:F2} M events/s";
        Console.WriteLine($"{name,-20} {rate} {(double)allocated / events,8:F2} bytes allocated an event");
    }

    private static long ReadAll(string path)
    {
        using FileStream file = Open(path);
        long values = 0;
        foreach (LogRow row in new TensorBoardFormat().Read(new LogInput(path, file, new ReadingNotes())))
            values += row.Values.Length;
        return values;
    }

    private static long CheckOnly(string path) => Frames(path, static _ => 1);

    private static long ParseAll(string path)
    {
        var keys = new KeyTable();
        var row = new LogRow();
        return Frames(path, data =>
        {
            row.Clear(0);
            Event message = Event.Parser.ParseFrom(data);
            row.Step = message.Step;
            foreach (Summary.Types.Value value in message.Summary.Value)
                row.Add(keys.Intern(value.Tag), value.SimpleValue);
            return row.Values.Length;
        });
    }

    private static long Frames(string path, Func<ReadOnlySpan<byte>, int> count)
    {
        using FileStream file = Open(path);
        byte[] buffer = new byte[256 * 1024];
        long found = 0;
        int start = 0, end = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(start, end - start);
            int length = rest.Length >= Header ? (int)BinaryPrimitives.ReadInt64LittleEndian(rest) : 0;
            if (rest.Length < Header + length + Footer)
            {
                rest.CopyTo(buffer);
                (start, end) = (0, rest.Length);
                int read = file.Read(buffer, end, buffer.Length - end);
                if (read == 0)
                    return found;
                end += read;
                continue;
            }
            Check(rest[..8], rest[8..]);
            Check(rest.Slice(Header, length), rest[(Header + length)..]);
            found += count(rest.Slice(Header, length));
            start += Header + length + Footer;
        }
    }

    private static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> checksum)
    {
        if (EventFileWriter.Checksum(data) != BinaryPrimitives.ReadUInt32LittleEndian(checksum))
            throw new InvalidDataException("a checksum does not match");
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
}
