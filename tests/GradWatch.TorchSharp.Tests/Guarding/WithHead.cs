using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>Holds a layer and the linear one that reads it.</summary>
internal sealed class WithHead : nn.Module
{
    internal WithHead(nn.Module body, Linear head) : base(nameof(WithHead))
    {
        register_module("body", body);
        register_module("head", head);
    }
}
