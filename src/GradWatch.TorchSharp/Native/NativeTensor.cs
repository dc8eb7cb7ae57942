using System.Runtime.InteropServices;

namespace GradWatch.TorchSharp.Native;

/// <summary>TorchSharp's native functions for one tensor, called without a managed wrapper: nothing to allocate or to finalize.</summary>
/// <remarks>Handles are those of <c>Tensor.Handle</c>, good for as long as that tensor is not disposed. Of another than a dense CPU
/// tensor <see cref="Data"/> would end the process: ask <see cref="IsSparse"/> and <see cref="DeviceType"/> first.</remarks>
internal static unsafe partial class NativeTensor
{
    /// <summary>libtorch's number for the CPU.</summary>
    internal const int Cpu = 0;

    private const string Library = "LibTorchSharp";

    /// <summary>A new handle on the gradient, which <see cref="Dispose"/> gives back; 0 when there is none.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_grad")]
    internal static partial nint Gradient(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_dispose")]
    internal static partial void Dispose(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_data"), SuppressGCTransition]
    internal static partial void* Data(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_numel"), SuppressGCTransition]
    internal static partial long Count(nint tensor);

    /// <summary>libtorch's number of the element type: the values of TorchSharp's <c>ScalarType</c>.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_type"), SuppressGCTransition]
    internal static partial sbyte ElementType(nint tensor);

    /// <summary>Not 0 when it is. A C++ bool is one byte: the rest of the register is anything.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_sparse"), SuppressGCTransition]
    internal static partial byte IsSparse(nint tensor);

    /// <inheritdoc cref="IsSparse"/>
    [LibraryImport(Library, EntryPoint = "THSTensor_is_contiguous"), SuppressGCTransition]
    internal static partial byte IsContiguous(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_device_type"), SuppressGCTransition]
    internal static partial int DeviceType(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_ndimension"), SuppressGCTransition]
    internal static partial long Dimensions(nint tensor);

    [LibraryImport(Library, EntryPoint = "THSTensor_size"), SuppressGCTransition]
    internal static partial long Size(nint tensor, long dimension);

    /// <summary>Elements from one place of a dimension to the next.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_stride"), SuppressGCTransition]
    internal static partial long Stride(nint tensor, long dimension);
}
