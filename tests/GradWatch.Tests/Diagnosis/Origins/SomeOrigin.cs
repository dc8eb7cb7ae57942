using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.Tests.Diagnosis.Origins;

/// <summary>Origins made by hand.</summary>
internal static class SomeOrigin
{
    internal static NonFiniteOrigin Of(OriginOperation operation, long step = 60, bool replayed = true) => new()
    {
        Step = step,
        Place = new OriginPlace(null, "decoder.out"),
        Tensor = "loss",
        Direction = operation == OriginOperation.NaNInBatch ? OriginDirection.Batch : OriginDirection.Loss,
        Fault = OriginFault.Operation,
        Operation = operation,
        Replayed = replayed,
        Evidence = [new Sentence("origin.edges", 3L), new Sentence("origin.loss_value", double.NaN)],
    };
}
