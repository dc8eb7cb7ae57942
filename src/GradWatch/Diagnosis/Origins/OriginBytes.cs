using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Diagnosis.Origins;

/// <summary>Where a value that is not finite came from, as bytes: for a store, or to go over a wire.</summary>
public static class OriginBytes
{
    /// <summary>Writes all of it; sentences as keys and numbers, so that they can be said in any language later.</summary>
    public static void Write(this BinaryWriter writer, NonFiniteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(origin);
        writer.Write(origin.Step);
        writer.WriteOptional(origin.Place.At);
        writer.WriteOptional(origin.Place.After);
        writer.WriteOptional(origin.Place.Before);
        writer.WriteOptional(origin.Tensor);
        writer.Write((byte)origin.Direction);
        writer.Write((byte)origin.Fault);
        writer.Write((byte)origin.Operation);
        writer.Write(origin.Replayed);
        writer.Write7BitEncodedInt(origin.Evidence.Count);
        foreach (Sentence sentence in origin.Evidence)
            writer.Write(sentence);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static NonFiniteOrigin ReadOrigin(this BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new NonFiniteOrigin
        {
            Step = reader.ReadInt64(),
            Place = new OriginPlace(reader.ReadOptional(), reader.ReadOptional(), reader.ReadOptional()),
            Tensor = reader.ReadOptional(),
            Direction = (OriginDirection)reader.ReadByte(),
            Fault = (OriginFault)reader.ReadByte(),
            Operation = (OriginOperation)reader.ReadByte(),
            Replayed = reader.ReadBoolean(),
            Evidence = ReadSentences(reader),
        };
    }

    private static Sentence[] ReadSentences(BinaryReader reader)
    {
        Sentence[] sentences = new Sentence[reader.Read7BitEncodedInt()];
        for (int i = 0; i < sentences.Length; i++)
            sentences[i] = reader.ReadSentence();
        return sentences;
    }
}
