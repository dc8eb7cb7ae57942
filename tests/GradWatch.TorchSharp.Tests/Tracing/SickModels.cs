using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

/// <summary>A block that calls its layers: hooks see them.</summary>
internal sealed class Block : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm ln = nn.LayerNorm(8);

    internal Block(string name)
        : base(name)
    {
        a = nn.Linear(8, 8);
        b = nn.Linear(8, 8);
        RegisterComponents();
    }

    internal readonly Linear a;
    internal readonly Linear b;

    public override Tensor forward(Tensor input) => b.call(nn.functional.relu(a.call(ln.call(input)))) + input;
}

/// <summary>Two blocks and an output.</summary>
internal sealed class Blocks : nn.Module<Tensor, Tensor>
{
    internal readonly Block b1 = new("b1");
    internal readonly Block b2 = new("b2");
    internal readonly Linear @out = nn.Linear(8, 1);

    internal Blocks()
        : base("blocks") => RegisterComponents();

    public override Tensor forward(Tensor input) => @out.call(b2.call(b1.call(input)));
}

/// <summary>An operation as a module of its own.</summary>
internal sealed class Operation(string name, Func<Tensor, Tensor> operation) : nn.Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => operation(input);
}

/// <summary>Two linear layers with the user's own code between them: no hook sees it.</summary>
internal sealed class CodeBetween : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _code;
    internal readonly Linear encoder;
    internal readonly Linear head;

    internal CodeBetween(Func<Tensor, Tensor> code, int width = 8)
        : base("net")
    {
        _code = code;
        encoder = nn.Linear(8, width);
        head = nn.Linear(width, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => head.call(_code(encoder.call(input)));
}

/// <summary>Calls its layers by <c>forward()</c>: no hook sees them.</summary>
internal sealed class ForwardCalls : nn.Module<Tensor, Tensor>
{
    internal readonly Linear hidden = nn.Linear(8, 8);
    internal readonly Linear @out = nn.Linear(8, 1);

    internal ForwardCalls()
        : base("direct") => RegisterComponents();

    public override Tensor forward(Tensor input) => @out.forward(hidden.forward(input).tanh());
}

/// <summary>A recurrent layer and a head on its last output.</summary>
internal sealed class Recurrent<TLayer> : nn.Module<Tensor, Tensor>
    where TLayer : nn.Module
{
    private readonly Func<TLayer, Tensor, Tensor> _call;
    internal readonly TLayer rec;
    internal readonly Linear head = nn.Linear(8, 1);

    internal Recurrent(TLayer layer, Func<TLayer, Tensor, Tensor> call)
        : base("recurrent")
    {
        rec = layer;
        _call = call;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => head.call(_call(rec, input));
}
