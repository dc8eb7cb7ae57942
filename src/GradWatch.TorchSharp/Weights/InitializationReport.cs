using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Weights;

/// <summary>What an initialization set, tensor by tensor.</summary>
public sealed record InitializationReport
{
    /// <summary>Every parameter of the model, in order; those that were kept too.</summary>
    public required IReadOnlyList<InitializedTensor> Tensors { get; init; }

    /// <summary>Writes a line a tensor: its rule, what the rule calls for, and the standard deviation before and after.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        var table = new PlainTable(language, "name", "rule", "called", "before", "after");
        foreach (InitializedTensor tensor in Tensors)
        {
            table.Add(
                tensor.Name, tensor.Activation is null ? tensor.Rule : $"{tensor.Rule} {tensor.Activation}",
                double.IsNaN(tensor.Called) ? "" : Figures.Format(tensor.Called), Figures.Format(tensor.Before), Figures.Format(tensor.After));
        }
        table.Write(output);
    }

    /// <summary>The table in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }
}
