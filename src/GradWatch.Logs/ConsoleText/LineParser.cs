using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>From a line of console text to a row: every number under its name, the step, and whether it is of training.</summary>
internal sealed class LineParser(KeyTable keys)
{
    // A step beyond this is a number of samples or tokens.
    private const double LargestStep = 1e12;
    // A line of training has some dozens; each new name is looked for among those before it.
    private const int MostValues = 512;
    private readonly LineKeys _names = new(keys);
    private readonly LogKey _lossScale = keys.Intern("loss_scale");
    private readonly LogKey _nonFinite = keys.Intern("grad_nonfinite");
    private double _firstEpoch = double.NaN;

    /// <summary>A number that stands for the names in the line: lines of one shape have the same.</summary>
    internal int Shape { get; private set; }

    /// <summary>True when the line says its step itself.</summary>
    internal bool HasStep { get; private set; }

    /// <summary>Fills the row; false when the line is not one of training.</summary>
    internal bool Parse(ReadOnlySpan<char> line, long number, LogRow row)
    {
        row.Clear(number);
        HasStep = false;
        if (line.Contains("OVERFLOW", StringComparison.Ordinal))
            return ParseOverflow(line, row);
        // A line without one of these letters' words has no loss, norm or rate in it.
        if (line.IndexOfAny('0', '1') < 0 && line.IndexOfAnyInRange('2', '9') < 0 && line.IndexOf("nan", StringComparison.OrdinalIgnoreCase) < 0)
            return false;
        return ParseNumbers(line, row);
    }

    private bool ParseNumbers(ReadOnlySpan<char> line, LogRow row)
    {
        var scanner = new NumberScanner(line);
        double epoch = double.NaN, counted = double.NaN, total = double.NaN, step = double.NaN;
        bool measure = false, rate = false;
        int firstName = line.Length, shape = 17;
        while (row.Values.Length < MostValues && scanner.Next())
        {
            NumberToken token = scanner.Current;
            double of = scanner.Of();
            if (!token.HasName)
            {
                if (double.IsNaN(counted) && of > 0 && token.Value <= of)
                    (counted, total) = (token.Value, of);
                continue;
            }
            LogKey key = _names.Of(line[token.NameStart..token.NameEnd]);
            KeyRole role = _names[key];
            if (role.Use == KeyUse.Ignored && !double.IsNaN(of) && double.IsNaN(counted) && token.Value <= of)
                (counted, total) = (token.Value, of);
            if (role.Use == KeyUse.Step && double.IsNaN(step))
                step = token.Value;
            if (role.Use == KeyUse.Epoch && double.IsNaN(epoch))
                epoch = token.Value;
            if (Has(row, key))
                continue;
            measure |= _names.IsMeasure(key);
            rate |= _names.IsRate(key);
            firstName = Math.Min(firstName, token.NameStart);
            shape = unchecked(shape * 31 + key.Index);
            row.Add(key, token.Value);
        }
        Shape = shape;
        SetStep(row, step, epoch, counted, total);
        row.IsEvaluation = EvaluationWords.In(line[..firstName]);
        return measure || (rate && !double.IsNaN(step));
    }

    private void SetStep(LogRow row, double step, double epoch, double counted, double total)
    {
        // The first epoch of a line that counts within it: a configuration names a number of epochs too.
        if (!double.IsNaN(epoch) && !double.IsNaN(total) && double.IsNaN(_firstEpoch))
            _firstEpoch = Math.Floor(epoch);
        if (!double.IsNaN(step) && Math.Abs(step) < LargestStep && (double.IsNaN(total) || double.IsNaN(epoch) || step > total))
            row.Step = (long)step;
        else if (!double.IsNaN(total) && !double.IsNaN(epoch) && total > 1)
            row.Step = (long)((Math.Floor(epoch) - _firstEpoch) * total + counted);
        else if (!double.IsNaN(step) && Math.Abs(step) < LargestStep)
            row.Step = (long)step;
        else if (!double.IsNaN(counted) && total > 1)
            row.Step = (long)counted;
        HasStep = row.Step is not null;
    }

    // DeepSpeed: "OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 65536, reducing to 32768".
    private bool ParseOverflow(ReadOnlySpan<char> line, LogRow row)
    {
        int at = line.IndexOf("reducing to", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        var scanner = new NumberScanner(line[(at + "reducing to".Length)..]);
        if (!scanner.Next())
            return false;
        row.Add(_lossScale, scanner.Current.Value);
        row.Add(_nonFinite, 1);
        HasStep = true;
        Shape = 0;
        return true;
    }

    private static bool Has(LogRow row, LogKey key)
    {
        foreach (LogValue value in row.Values)
        {
            if (value.Key == key)
                return true;
        }
        return false;
    }
}
