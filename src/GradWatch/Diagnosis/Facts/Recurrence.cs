namespace GradWatch.Diagnosis.Facts;

/// <summary>The recurrent layers of a model, told by the names that frameworks give their weights.</summary>
/// <param name="Step">The step of the norms: of the onset, as an explosion leads everywhere in the end.</param>
/// <param name="Name">The recurrent module with the largest gradient.</param>
/// <param name="Norm">Its norm.</param>
/// <param name="Other">The largest norm among the other modules; NaN when there is none.</param>
/// <param name="OtherName">That module.</param>
/// <param name="IsGated">True when its name says LSTM or GRU.</param>
internal sealed record Recurrence(long Step, string Name, double Norm, double Other, string OtherName, bool IsGated)
{
    private static readonly string[] Marks = ["weight_hh", "recurrent", "rnn", "lstm", "gru", "h2h", "hidden_to_hidden", "weight_ih"];
    private static readonly string[] Gates = ["lstm", "gru"];

    /// <summary>Times by which the recurrent module leads the others; NaN when there are none.</summary>
    internal double Lead => Norm / Other;

    /// <summary>The recurrence of a model; null when no name says so.</summary>
    internal static Recurrence? Of(LayerProfile? profile, IEnumerable<string> tensors)
    {
        HashSet<string> recurrent = [.. tensors.Where(tensor => Has(tensor, Marks)).Select(Layer.ModuleOf)];
        if (profile is null || recurrent.Count == 0)
            return null;
        Layer first = profile.Layers.Where(layer => recurrent.Contains(layer.Name)).MaxBy(layer => layer.Norm);
        Layer other = profile.Layers.Where(layer => !recurrent.Contains(layer.Name)).DefaultIfEmpty(new Layer("", double.NaN, double.NaN))
            .MaxBy(layer => layer.Norm);
        return first.Name is null ? null : new Recurrence(profile.Step, first.Name, first.Norm, other.Norm, other.Name, tensors.Any(tensor => Has(tensor, Gates)));
    }

    private static bool Has(string tensor, string[] marks) => Array.Exists(marks, mark => tensor.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
