using System.Collections.Frozen;
using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.PyTorch;

/// <summary>What names in a pickle mean: those that are understood, those that are harmless, and those that no checkpoint needs.</summary>
internal static class TorchNames
{
    private static readonly FrozenDictionary<string, ElementType> Types = new Dictionary<string, ElementType>
    {
        ["float32"] = ElementType.F32, ["float"] = ElementType.F32, ["float64"] = ElementType.F64, ["double"] = ElementType.F64,
        ["float16"] = ElementType.F16, ["half"] = ElementType.F16, ["bfloat16"] = ElementType.BF16, ["bool"] = ElementType.Bool,
        ["uint8"] = ElementType.U8, ["int8"] = ElementType.I8, ["int16"] = ElementType.I16, ["short"] = ElementType.I16,
        ["uint16"] = ElementType.U16, ["int32"] = ElementType.I32, ["int"] = ElementType.I32, ["uint32"] = ElementType.U32,
        ["int64"] = ElementType.I64, ["long"] = ElementType.I64, ["uint64"] = ElementType.U64, ["complex32"] = ElementType.C32,
        ["chalf"] = ElementType.C32, ["complex64"] = ElementType.C64, ["cfloat"] = ElementType.C64, ["complex128"] = ElementType.C128,
        ["cdouble"] = ElementType.C128, ["float8_e4m3fn"] = ElementType.F8E4M3, ["float8_e5m2"] = ElementType.F8E5M2,
        ["float8_e4m3fnuz"] = ElementType.F8E4M3Fnuz, ["float8_e5m2fnuz"] = ElementType.F8E5M2Fnuz,
        ["float8_e8m0fnu"] = ElementType.F8E8M0, ["float4_e2m1fn_x2"] = ElementType.F4,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ElementType> Storages = new Dictionary<string, ElementType>
    {
        ["FloatStorage"] = ElementType.F32, ["DoubleStorage"] = ElementType.F64, ["HalfStorage"] = ElementType.F16,
        ["BFloat16Storage"] = ElementType.BF16, ["BoolStorage"] = ElementType.Bool, ["ByteStorage"] = ElementType.U8,
        ["CharStorage"] = ElementType.I8, ["ShortStorage"] = ElementType.I16, ["IntStorage"] = ElementType.I32,
        ["LongStorage"] = ElementType.I64, ["ComplexFloatStorage"] = ElementType.C64, ["ComplexDoubleStorage"] = ElementType.C128,
    }.ToFrozenDictionary();

    // What runs programs, opens files or connections, or fetches something by its name. Shown to the reader, never called.
    private static readonly FrozenSet<string> UnsafeModules = FrozenSet.ToFrozenSet(
    [
        "os", "posix", "nt", "subprocess", "sys", "importlib", "runpy", "pty", "socket", "shutil", "ctypes", "pickle", "webbrowser",
        "commands", "code", "codeop", "pdb", "bdb", "asyncio", "multiprocessing", "operator", "cffi", "urllib", "http", "requests", "ftplib",
        "telnetlib", "smtplib", "tempfile", "signal", "threading", "_thread", "timeit", "cProfile", "profile", "trace", "pip", "platform",
        "marshal", "types", "inspect", "gc", "builtins", "__builtin__", "dill", "cloudpickle", "joblib", "glob", "io", "zipimport",
    ]);

    private static readonly FrozenSet<string> HarmlessBuiltins = FrozenSet.ToFrozenSet(
    [
        "set", "frozenset", "list", "dict", "tuple", "int", "float", "bool", "str", "bytes", "bytearray", "complex", "object", "slice", "range",
        "type", "long", "unicode",
    ]);

    /// <summary>The type of a dtype's name; null for another name.</summary>
    internal static ElementType? ElementTypeOf(PickledName name) =>
        name.Module == "torch" && Types.TryGetValue(name.Name, out ElementType type) ? type : null;

    /// <summary>True for the name of a storage class; its elements' type, null when it is untyped.</summary>
    internal static bool IsStorage(PickledName name, out ElementType? type)
    {
        type = null;
        if (name.Module is not ("torch" or "torch.cuda" or "torch.storage"))
            return false;
        if (name.Name is "UntypedStorage" or "_UntypedStorage")
            return true;
        bool known = Storages.TryGetValue(name.Name, out ElementType typed);
        type = known ? typed : null;
        return known;
    }

    internal static bool IsDictionary(PickledName name) =>
        name is { Module: "collections", Name: "OrderedDict" or "defaultdict" or "Counter" }
            or { Module: "builtins" or "__builtin__", Name: "dict" };

    /// <summary>True for names that stand in every checkpoint and are not worth telling of.</summary>
    internal static bool IsOrdinary(PickledName name) =>
        IsDictionary(name) || IsStorage(name, out _) || ElementTypeOf(name) is not null || TensorBuilder.Builds(name)
        || name is { Module: "torch", Name: "Size" or "device" or "strided" or "preserve_format" or "contiguous_format" or "Tensor" }
        || name is { Module: "torch.nn.parameter", Name: "Parameter" or "Buffer" } or { Module: "torch._tensor", Name: "Tensor" }
        || name is { Module: "torch.serialization", Name: "_get_layout" } or { Module: "_codecs", Name: "encode" }
        || (name.Module is "builtins" or "__builtin__" && HarmlessBuiltins.Contains(name.Name));

    /// <summary>True for names through which loading the file in Python would do more than build values.</summary>
    internal static bool IsUnsafe(PickledName name) =>
        !IsOrdinary(name)
        && (UnsafeModules.Contains(name.Module.Split('.')[0]) || name is { Module: "torch.hub" } or { Module: "torch", Name: "load" });
}
