namespace GradWatch.Wording;

/// <summary>A sentence as bytes: the key and the arguments, so that it can be said in any language later.</summary>
internal static class SentenceBytes
{
    private const byte Real = 0, Whole = 1, Text = 2, Nested = 3;

    internal static void Write(this BinaryWriter writer, Sentence sentence)
    {
        writer.Write(sentence.Key);
        writer.Write7BitEncodedInt(sentence.Arguments.Count);
        foreach (object argument in sentence.Arguments)
            WriteArgument(writer, argument);
    }

    internal static Sentence ReadSentence(this BinaryReader reader)
    {
        string key = reader.ReadString();
        object[] arguments = new object[reader.Read7BitEncodedInt()];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = ReadArgument(reader);
        return new Sentence(key, arguments);
    }

    private static void WriteArgument(BinaryWriter writer, object argument)
    {
        switch (argument)
        {
            case double or float:
                writer.Write(Real);
                writer.Write(Convert.ToDouble(argument, null));
                break;
            case long or int:
                writer.Write(Whole);
                writer.Write(Convert.ToInt64(argument, null));
                break;
            case Sentence nested:
                writer.Write(Nested);
                writer.Write(nested);
                break;
            default:
                writer.Write(Text);
                writer.Write(Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static object ReadArgument(BinaryReader reader) => reader.ReadByte() switch
    {
        Real => reader.ReadDouble(),
        Whole => reader.ReadInt64(),
        Text => reader.ReadString(),
        Nested => reader.ReadSentence(),
        byte other => throw new InvalidDataException($"a saved sentence has no argument of kind {other}"),
    };
}
