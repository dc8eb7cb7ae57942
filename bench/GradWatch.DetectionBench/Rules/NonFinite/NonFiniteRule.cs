using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.NonFinite;

/// <summary>What most trainers have (SageMaker ExplodingTensor, torchtitan, TensorFlow's check): anything is NaN or infinite.</summary>
internal sealed class NonFiniteRule() : Rule("NaN/Inf check")
{
    internal override Func<Row, bool> Begin() =>
        row => !double.IsFinite(row.Loss ?? 0) || !double.IsFinite(row.Norm ?? 0) || row.NonFinite is > 0;
}
