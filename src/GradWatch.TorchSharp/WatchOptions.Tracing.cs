using GradWatch.TorchSharp.Tracing;

namespace GradWatch.TorchSharp;

public sealed partial class WatchOptions
{
    /// <summary>Keeps what a second run of a step needs, so that an incident is traced to the module and the operation. docs/trace.md.</summary>
    /// <remarks>Without it the gradients alone tell where a value stopped being finite. Give the loop's re-run to <c>watch.Step(loss, replay)</c>.</remarks>
    public WatchOptions Trace(TraceOptions? trace = null)
    {
        Tracer = attached => new StepTracer(attached, trace ?? new TraceOptions(), asked: true, BatchIds);
        return this;
    }
}
