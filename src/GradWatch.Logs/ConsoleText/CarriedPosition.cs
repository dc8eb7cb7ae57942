using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Where lines without a loss say that the run is: "Epoch 3/10" on a line of its own, a step above a block of values.</summary>
internal sealed class CarriedPosition
{
    private readonly HashSet<int> _shapes = [];
    private RowPosition _position = RowPosition.Unknown;

    /// <summary>Keeps what a line without a loss says.</summary>
    internal void Keep(RowPosition position)
    {
        if (position.HasStep)
        {
            _position = double.IsNaN(position.Epoch) ? position with { Epoch = _position.Epoch } : position;
            _shapes.Clear();
        }
        else if (!double.IsNaN(position.Epoch))
        {
            _position = position;
        }
    }

    /// <summary>Completes the position of a line that has none. A carried step holds for one line of each shape.</summary>
    internal RowPosition Complete(RowPosition own, int shape)
    {
        if (own.HasStep)
        {
            _position = RowPosition.Unknown with { Epoch = _position.Epoch };
            return double.IsNaN(own.Epoch) ? own with { Epoch = _position.Epoch } : own;
        }
        double epoch = double.IsNaN(own.Epoch) ? _position.Epoch : own.Epoch;
        return _position.HasStep && double.IsNaN(own.Epoch) && _shapes.Add(shape) ? _position : own with { Epoch = epoch };
    }
}
