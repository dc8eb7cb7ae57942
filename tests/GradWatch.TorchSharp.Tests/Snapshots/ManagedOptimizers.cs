using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

/// <summary>Every optimizer whose state is managed, in each form that keeps other tensors.</summary>
internal static class ManagedOptimizers
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Makers = new()
    {
        ["SGD"] = p => optim.SGD(p, 0.05),
        ["SGD momentum"] = p => optim.SGD(p, 0.01, momentum: 0.9),
        ["SGD Nesterov"] = p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 1e-3, nesterov: true),
        ["Adam"] = p => optim.Adam(p, 1e-2),
        ["AdamW"] = p => optim.AdamW(p, 1e-2),
        ["AdamW amsgrad"] = p => optim.AdamW(p, 1e-2, amsgrad: true),
        ["RMSProp"] = p => optim.RMSProp(p, 1e-3),
        ["RMSProp centered momentum"] = p => optim.RMSProp(p, 1e-3, centered: true, momentum: 0.9),
        ["Adagrad"] = p => optim.Adagrad(p),
        ["NAdam"] = p => optim.NAdam(p),
        ["RAdam"] = p => optim.RAdam(p),
        ["Adamax"] = p => optim.Adamax(p),
        ["Adadelta"] = p => optim.Adadelta(p),
        ["ASGD"] = p => optim.ASGD(p),
        ["Rprop"] = p => optim.Rprop(p),
    };

    internal static TheoryData<string> Names => [.. Makers.Keys];

    internal static OptimizerHelper Make(string name, IEnumerable<Parameter> parameters) => Makers[name](parameters.ToList());
}
