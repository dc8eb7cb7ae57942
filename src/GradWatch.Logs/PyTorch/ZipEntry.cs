namespace GradWatch.Logs.PyTorch;

/// <summary>One file of a zip archive, as its directory tells it.</summary>
/// <param name="Name">The path in the archive.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="IsEncrypted">True when the bytes need a password.</param>
/// <param name="Crc">CRC-32 of the content; 0 from a writer that was told not to work it out.</param>
/// <param name="PackedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Header">Where its local header is.</param>
internal sealed record ZipEntry(string Name, int Method, bool IsEncrypted, uint Crc, long PackedSize, long Size, long Header)
{
    internal const int Stored = 0;
    internal const int Deflated = 8;
}
