using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Server.Contract;

/// <summary>What happened to a run beside its numbers.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Row">Rows that the run had.</param>
/// <param name="FirstStep">The first step it is about.</param>
/// <param name="LastStep">The last step it is about.</param>
/// <param name="Text">A sentence.</param>
/// <param name="TextRu">The same in Russian, in pushed events alone.</param>
public sealed record EntryResource(string Kind, long Row, long FirstStep, long LastStep, string Text, string? TextRu = null)
{
    internal static EntryResource Of(RunEntry entry, Language language) =>
        new(entry.Kind, entry.Row, entry.FirstStep, entry.LastStep, language == Language.Russian ? entry.Russian : entry.English);

    internal static EntryResource Of(RunEntry entry) => Of(entry, Language.English) with { TextRu = entry.Russian };
}
