using GradWatch.Wording;

namespace GradWatch.Diagnosis.Origins;

/// <summary>Where: a module, or a piece of code between two things that were seen.</summary>
/// <param name="At">The module it came up in; null between modules.</param>
/// <param name="After">The last module before it, seen to be in order; null where there is none, or where <paramref name="At"/> has none within.</param>
/// <param name="Before">The first module after it; null where the loss, or the end of <paramref name="At"/>, comes next.</param>
public readonly record struct OriginPlace(string? At, string? After = null, string? Before = null)
{
    /// <summary>The module that a reader goes to first; null when there is none.</summary>
    public string? Module => At ?? After ?? Before;

    /// <summary>The place as a part of a sentence: "in b2.a", "after decoder.out, before the loss".</summary>
    public Sentence Sentence => (At, After, Before) switch
    {
        ({ } at, { } after, { } before) => new Sentence("origin.place.within", at, after, before),
        ({ } at, { } after, null) => new Sentence("origin.place.within_after", at, after),
        ({ } at, null, { } before) => new Sentence("origin.place.within_before", at, before),
        ({ } at, null, null) => new Sentence("origin.place.at", at),
        (null, { } after, { } before) => new Sentence("origin.place.between", after, before),
        (null, { } after, null) => new Sentence("origin.place.before_loss", after),
        (null, null, { } before) => new Sentence("origin.place.before", before),
        _ => new Sentence("origin.place.unknown"),
    };
}
