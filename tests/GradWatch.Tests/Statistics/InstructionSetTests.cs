using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>Every machine computes the same bits: this process, and copies of it for which the runtime hides instruction sets.</summary>
public sealed class InstructionSetTests
{
    private const string Hidden = "GRADWATCH_HIDDEN_INSTRUCTIONS";

    // Of the results below. A change of it is a change of what the same tensor gave before: say so in the change log.
    private const string Bits = "CF37EFA9C529AA20C1EEB29733687CDEF4E3814182505D687B969C3D8F3340EA";

    private const string BitsOfDifferences = "CB4958FCFCDAB11A2FB0DC87B837E6F0E29C8A7D076B240DF586AD3F2534CA29";

    [Fact]
    public void The_bits_are_those_of_every_machine()
    {
        AssertHidden(Environment.GetEnvironmentVariable(Hidden));
        Assert.Equal(Bits, Digest(Append));
        Assert.Equal(BitsOfDifferences, Digest(AppendDifferences));
    }

    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableAVX")]
    [InlineData("EnableHWIntrinsic")]
    public async Task They_stay_the_same_without_an_instruction_set(string set)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(InstructionSetTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null))
        {
            ArgumentList = { "-method", $"{typeof(InstructionSetTests)}.{nameof(The_bits_are_those_of_every_machine)}" },
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_" + set] = "0", [Hidden] = set },
        };
        using Process child = Process.Start(start)!;
        string told = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0 && told.Contains("Total: 1,", StringComparison.Ordinal), told);
    }

    private static string Digest(Action<IncrementalHash, int> append)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int length in Enumerable.Range(0, 100).Append(40_009))
            append(digest, length);
        return Convert.ToHexString(digest.GetCurrentHash());
    }

    private static void AssertHidden(string? set)
    {
        bool seen = set switch
        {
            "EnableAVX512" => Vector512.IsHardwareAccelerated,
            "EnableAVX2" or "EnableAVX" => Vector256.IsHardwareAccelerated,
            "EnableHWIntrinsic" => Vector128.IsHardwareAccelerated,
            _ => false,
        };
        Assert.False(seen, $"{set} was to be hidden and is not");
    }

    private static void Append(IncrementalHash digest, int length)
    {
        float[] floats = SomeTensors.Ordinary(length, length);
        byte[] noise = new byte[8 * length];
        new Random(length).NextBytes(noise);
        Append(digest, TensorStatistics.Of(floats));
        Append(digest, TensorStatistics.Of([.. floats.Select(value => 1e-3 * value)]));
        Append(digest, TensorStatistics.Of([.. floats.Select(value => (Half)(1e-4f * value))]));
        Append(digest, TensorStatistics.OfBFloat16([.. floats.Select(value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))]));
        Append(digest, TensorStatistics.Of(MemoryMarshal.Cast<byte, float>(noise)));
        Append(digest, TensorStatistics.Of(MemoryMarshal.Cast<byte, double>(noise)));
        Append(digest, TensorStatistics.Of(MemoryMarshal.Cast<byte, Half>(noise)));
        Append(digest, TensorStatistics.OfBFloat16(MemoryMarshal.Cast<byte, ushort>(noise)));
    }

    private static void AppendDifferences(IncrementalHash digest, int length)
    {
        byte[] noise = new byte[8 * length];
        new Random(length).NextBytes(noise);
        ReadOnlySpan<byte> values = noise.AsSpan(0, 4 * length), references = noise.AsSpan(4 * length);
        Append(digest, TensorStatistics.OfDifference(SomeTensors.Ordinary(length, length), SomeTensors.Ordinary(length, 1)));
        Append(digest, TensorStatistics.OfDifference(MemoryMarshal.Cast<byte, float>(values), MemoryMarshal.Cast<byte, float>(references)));
        Append(digest, TensorStatistics.OfDifference(MemoryMarshal.Cast<byte, double>(values), MemoryMarshal.Cast<byte, double>(references)));
        Append(digest, TensorStatistics.OfDifference(MemoryMarshal.Cast<byte, Half>(values), MemoryMarshal.Cast<byte, Half>(references)));
        Append(digest, TensorStatistics.OfDifferenceBFloat16(MemoryMarshal.Cast<byte, ushort>(values), MemoryMarshal.Cast<byte, ushort>(references)));
    }

    private static void Append(IncrementalHash digest, TensorStatistics read)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double result in (ReadOnlySpan<double>)[read.Sum, read.L2, read.Max, read.Mean, read.StandardDeviation, read.Zeros, read.NaN, read.NonFinite])
        {
            // Which of the many NaNs an empty mean is, is the hardware's choice.
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(result) ? -1 : result);
            digest.AppendData(bytes);
        }
    }
}
