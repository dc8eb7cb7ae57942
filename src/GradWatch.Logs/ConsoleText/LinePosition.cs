using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Gathers what a line says of where it is: a named step, counts of so many, an epoch, or a number at its beginning.</summary>
internal ref struct LinePosition()
{
    private double _step = double.NaN, _stepOf = double.NaN, _epoch = double.NaN;
    private int _rank = int.MaxValue;
    private (double Value, double Of) _first = (double.NaN, double.NaN), _second = (double.NaN, double.NaN);
    private double _train = double.NaN, _leading = double.NaN, _counted = double.NaN;

    /// <summary>Takes a number under a name of steps.</summary>
    internal void TakeStep(double value, double of, int rank)
    {
        if (rank >= _rank || value != Math.Floor(value))
            return;
        (_step, _stepOf, _rank) = (value, of, rank);
    }

    /// <summary>Takes a number under a name of epochs. Of several it is the first.</summary>
    internal void TakeEpoch(double value)
    {
        if (double.IsNaN(_epoch))
            _epoch = value;
    }

    /// <summary>Takes a count of so many under no name, or under one like "Train".</summary>
    internal void TakeCount(double value, double of)
    {
        if (double.IsNaN(_first.Of))
            _first = (value, of);
        else if (double.IsNaN(_second.Of))
            _second = (value, of);
    }

    /// <summary>Takes the number in "Train: 3 [40/100]", which is an epoch when a count follows.</summary>
    internal void TakeTrain(double value) => _train = double.IsNaN(_train) ? value : _train;

    /// <summary>Takes a number at the beginning of the line: "100: loss 0.5".</summary>
    internal void TakeLeading(double value) => _leading = double.IsNaN(_leading) ? value : _leading;

    /// <summary>Takes a number before a unit: "100 steps".</summary>
    internal void TakeCounted(double value) => _counted = double.IsNaN(_counted) ? value : _counted;

    /// <summary>Takes "[1, 2000]": an epoch and a count within it.</summary>
    internal void TakePair(double epoch, double count)
    {
        TakeEpoch(epoch);
        TakeCounted(count);
    }

    /// <summary>What all of it says.</summary>
    internal readonly RowPosition Resolve()
    {
        double epoch = _epoch;
        (double Value, double Of) count = _first;
        if (double.IsNaN(epoch) && !double.IsNaN(_second.Of))
            (epoch, count) = (_first.Value, _second);
        else if (double.IsNaN(epoch) && !double.IsNaN(count.Of))
            epoch = _train;
        if (!double.IsNaN(_step) && (_rank < StepNames.FirstThatMayRestart || double.IsNaN(count.Of) || !double.IsNaN(_stepOf)))
            return new RowPosition(_step, _stepOf, epoch);
        if (!double.IsNaN(count.Of))
            return new RowPosition(count.Value, count.Of, epoch);
        double step = !double.IsNaN(_step) ? _step : !double.IsNaN(_counted) ? _counted : double.IsNaN(epoch) ? _leading : double.NaN;
        return new RowPosition(step, double.NaN, epoch);
    }
}
