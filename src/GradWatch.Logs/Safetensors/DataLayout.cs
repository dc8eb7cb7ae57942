using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Safetensors;

/// <summary>The rule that every byte of the data belongs to exactly one tensor.</summary>
internal static class DataLayout
{
    internal static void Check(IReadOnlyList<HeaderEntry> entries, MappedFile file, long data)
    {
        long end = 0;
        HeaderEntry? before = null;
        foreach (HeaderEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            string name = TensorNames.Printable(entry.Tensor.Name);
            if (entry.Begin < end)
                throw Fail(entry.Place, "overlap", name, entry.Begin, TensorNames.Printable(before!.Tensor.Name), end);
            if (entry.Begin > end)
                throw Fail(entry.Place, "hole", end, entry.Begin, name);
            end = entry.End;
            before = entry;
        }
        if (data + end < file.Length)
            throw Fail(data + end, "rest", file.Length - data - end);

        UnreadableLogException Fail(long place, string key, params object[] arguments) =>
            new(file.Path, new Sentence("checkpoint.safetensors." + key, arguments), offset: place);
    }
}
