using GradWatch.Wording;

namespace GradWatch.Guard;

/// <summary>What a guard did, as bytes: for a store, or to go over a wire.</summary>
public static class GuardActionBytes
{
    /// <summary>Writes all of it; the reason as a key and numbers, so that it can be said in any language later.</summary>
    public static void Write(this BinaryWriter writer, in GuardAction action)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write((byte)action.Kind);
        writer.Write(action.Key);
        writer.Write(action.FirstStep);
        writer.Write(action.LastStep);
        writer.Write(action.Steps);
        writer.Write(action.Value);
        writer.Write(action.Reference);
        writer.Write(action.Reason is not null);
        if (action.Reason is { } reason)
            writer.Write(reason);
        writer.Write7BitEncodedInt(action.Batch?.Count ?? -1);
        foreach (long id in action.Batch ?? [])
            writer.Write(id);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static GuardAction ReadGuardAction(this BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new GuardAction
        {
            Kind = (GuardActionKind)reader.ReadByte(),
            Key = reader.ReadString(),
            FirstStep = reader.ReadInt64(),
            LastStep = reader.ReadInt64(),
            Steps = reader.ReadInt64(),
            Value = reader.ReadDouble(),
            Reference = reader.ReadDouble(),
            Reason = reader.ReadBoolean() ? reader.ReadSentence() : null,
            Batch = ReadBatch(reader),
        };
    }

    private static long[]? ReadBatch(BinaryReader reader)
    {
        int count = reader.Read7BitEncodedInt();
        if (count < 0)
            return null;
        long[] batch = new long[count];
        for (int i = 0; i < count; i++)
            batch[i] = reader.ReadInt64();
        return batch;
    }
}
