using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;

namespace GradWatch.Benchmarks;

/// <summary>How fast checkpoints are inspected and compared, beside reading the same bytes and doing nothing with them.</summary>
internal static class CheckpointThroughput
{
    private const int Rounds = 5;
    private const int TensorElements = 4096 * 4096;
    private const int BlockElements = 1 << 18;
    private const int BufferBytes = 1 << 20;

    /// <summary>Writes two safetensors files of so many gigabytes (<c>--gigabytes 2</c>) and prints rates (median of five) and memory.</summary>
    public static int Run(string[] args)
    {
        int option = Array.IndexOf(args, "--gigabytes");
        double gigabytes = option >= 0 ? double.Parse(args[option + 1], CultureInfo.InvariantCulture) : 2;
        int tensors = Math.Max(1, (int)(gigabytes * 1e9 / (TensorElements * sizeof(float))));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-bench");
        try
        {
            string before = Write(Path.Combine(folder.FullName, "before.safetensors"), tensors, 1);
            string after = Write(Path.Combine(folder.FullName, "after.safetensors"), tensors, 2);
            long bytes = new FileInfo(before).Length;
            Console.WriteLine($"{bytes / 1e6:F0} MB, {tensors} tensors, {Environment.ProcessorCount} processors");
            Print("bare read", bytes, () => BareRead(before));
            Print("inspect", bytes, () => Inspect(before));
            Print("compare", 2 * bytes, () => Compare(before, after));
        }
        finally
        {
            folder.Delete(true);
        }
        return 0;
    }

    private static void Print(string name, long bytes, Func<double> read)
    {
        double[] seconds = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            if (!(read() > 0))
                throw new InvalidOperationException($"{name} found nothing");
            seconds[i] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(seconds);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"{name,-12} {bytes / 1e9 / seconds[Rounds / 2],6:F2} GB/s   peak working set so far {self.PeakWorkingSet64 / 1e6,5:F0} MB");
    }

    private static double BareRead(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        byte[] buffer = new byte[BufferBytes];
        long done = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, done)) > 0;)
            done += read;
        return done;
    }

    private static double Inspect(string path)
    {
        using var checkpoint = CheckpointReader.Open(path);
        return CheckpointInspection.Of(checkpoint).Weights.L2;
    }

    private static double Compare(string before, string after)
    {
        using var left = CheckpointReader.Open(before);
        using var right = CheckpointReader.Open(after);
        return CheckpointComparison.Of(left, right).Weights.Ratio;
    }

    private static string Write(string path, int tensors, int seed)
    {
        const long Size = (long)TensorElements * sizeof(float);
        string header = "{" + string.Join(',', Enumerable.Range(0, tensors).Select(i =>
            $"\"layers.{i}.weight\":{{\"dtype\":\"F32\",\"shape\":[4096,4096],\"data_offsets\":[{i * Size},{(i + 1) * Size}]}}")) + "}";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        var random = new Random(seed);
        float[] block = [.. Enumerable.Range(0, BlockElements).Select(_ => 0.04f * ((float)random.NextDouble() - 0.5f))];
        using FileStream file = File.Create(path, BufferBytes);
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(Encoding.ASCII.GetBytes(header));
        for (long written = 0; written < tensors * Size; written += BlockElements * sizeof(float))
            file.Write(MemoryMarshal.AsBytes(block.AsSpan()));
        return path;
    }
}
