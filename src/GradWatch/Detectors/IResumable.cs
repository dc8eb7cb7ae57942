namespace GradWatch.Detectors;

/// <summary>A detector whose state can be saved with a checkpoint and taken up again.</summary>
/// <remarks>After <see cref="Restore"/> it must answer as if it had never been away.</remarks>
public interface IResumable
{
    /// <summary>Writes the state.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote. Throws <see cref="InvalidDataException"/> when it is of another version.</summary>
    void Restore(BinaryReader reader);
}
