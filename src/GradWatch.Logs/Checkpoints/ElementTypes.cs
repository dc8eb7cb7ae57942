namespace GradWatch.Logs.Checkpoints;

/// <summary>Names and sizes of element types, as safetensors writes them.</summary>
public static class ElementTypes
{
    private static readonly (string Name, int Bits)[] Facts =
    [
        ("BOOL", 8), ("U8", 8), ("I8", 8), ("I16", 16), ("U16", 16), ("I32", 32), ("U32", 32), ("I64", 64), ("U64", 64),
        ("F16", 16), ("BF16", 16), ("F32", 32), ("F64", 64), ("C32", 32), ("C64", 64), ("C128", 128),
        ("F8_E4M3", 8), ("F8_E5M2", 8), ("F8_E8M0", 8), ("F8_E4M3FNUZ", 8), ("F8_E5M2FNUZ", 8), ("F4", 4), ("F6_E2M3", 6), ("F6_E3M2", 6),
    ];

    /// <summary>The name in data, e.g. <c>BF16</c>.</summary>
    public static string Name(this ElementType type) => Facts[(int)type].Name;

    /// <summary>Bits of an element; below 8 elements are packed.</summary>
    public static int Bits(this ElementType type) => Facts[(int)type].Bits;

    /// <summary>True for numbers that are learned; integers and booleans are positions, masks, counters and packed codes.</summary>
    public static bool IsFloating(this ElementType type) => type >= ElementType.F16;

    /// <summary>Finds a type by its name in data; false when there is none.</summary>
    public static bool TryParse(string name, out ElementType type)
    {
        int index = Array.FindIndex(Facts, fact => fact.Name == name);
        type = (ElementType)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>What each part of a complex number is; null for other types.</summary>
    internal static ElementType? Part(this ElementType type) => type switch
    {
        ElementType.C32 => ElementType.F16,
        ElementType.C64 => ElementType.F32,
        ElementType.C128 => ElementType.F64,
        _ => null,
    };

    /// <summary>True when a float does not hold every value of the type.</summary>
    internal static bool NeedsDouble(this ElementType type) =>
        type is ElementType.F64 or ElementType.I32 or ElementType.U32 or ElementType.I64 or ElementType.U64;
}
