using System.IO.Hashing;
using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Snapshots;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Tells whether weights were changed (loaded, initialized) between the attaching of a watch and its first step.</summary>
internal static unsafe class ParameterFingerprint
{
    private const int Piece = 1 << 26;

    internal static ulong Of(ReadOnlySpan<WatchedParameter> parameters)
    {
        XxHash3 hash = new();
        foreach (WatchedParameter parameter in parameters)
        {
            if (!TensorBytes.LiesInOrder(parameter.Tensor))
                continue;
            byte* first = (byte*)NativeTensor.Data(parameter.Tensor.Handle);
            long length = TensorBytes.Length(parameter.Tensor);
            for (long start = 0; start < length; start += Piece)
                hash.Append(new ReadOnlySpan<byte>(first + start, (int)Math.Min(Piece, length - start)));
        }
        return hash.GetCurrentHashAsUInt64();
    }
}
