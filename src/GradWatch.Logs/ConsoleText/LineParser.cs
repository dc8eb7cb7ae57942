using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>From a line of console text to a row: every number under its name, where the line is, and whether it is of training.</summary>
internal sealed class LineParser(KeyTable keys, IReadOnlySet<string> given)
{
    // A line of training has some dozens; each new name is looked for among those before it.
    private const int MostValues = 512;
    private readonly LineKeys _names = new(keys, given);
    private readonly LineMarks _marks = new(given);
    private readonly HeaderTable _table = new(keys);
    private readonly OverflowLine _overflow = new(keys);
    private readonly CarriedPosition _carried = new();
    private readonly OneRank _ranks = new();
    private bool _decimalComma;
    private bool _isRare;

    /// <summary>A number that stands for the names in the line: lines of one shape have the same.</summary>
    internal int Shape { get; private set; }

    /// <summary>True when a loss or norm of the line is not finite.</summary>
    internal bool IsNonFinite { get; private set; }

    /// <summary>True when the line tells of a step that was skipped and not counted.</summary>
    internal bool IsOverflow { get; private set; }

    /// <summary>Lines left out because another process of the same run says them too.</summary>
    internal long OtherRanks => _ranks.LeftOut;

    /// <summary>Fills the row; false when the line is not one of training.</summary>
    internal bool Parse(ReadOnlySpan<char> line, long number, LogRow row)
    {
        row.Clear(number);
        IsOverflow = false;
        if (_table.TryRow(line, row))
        {
            (Shape, IsNonFinite) = (_table.Shape, false);
            return true;
        }
        if (!_marks.In(line))
            return false;
        _isRare = LineMarks.RareIn(line);
        if (_isRare && _overflow.TryFill(line, row))
        {
            (Shape, IsOverflow, IsNonFinite) = (0, true, false);
            return true;
        }
        return ParseNumbers(line, row) && !(_isRare && _ranks.IsOther(line, Shape));
    }

    private bool ParseNumbers(ReadOnlySpan<char> line, LogRow row)
    {
        var scanner = new NumberScanner(line, _isRare && LineMarks.NonFiniteIn(line), _decimalComma);
        var position = new LinePosition();
        bool rate = false;
        int firstMeasure = -1, shape = 17;
        IsNonFinite = false;
        LogKey? spokenOf = null;
        while (row.Values.Length < MostValues && scanner.Next())
        {
            NumberToken token = scanner.Current;
            if (!token.HasName && (spokenOf is null || !token.Separated))
            {
                Unnamed(line, ref scanner, ref position);
                continue;
            }
            LineName name = token.HasName
                ? _names.Of(line[token.NameStart..token.NameEnd])
                : new LineName(spokenOf!, KeyNames.RoleOf(spokenOf!.Name));
            if (IsWord(line, token) && !token.Separated && name.Role.Use is not (KeyUse.Quantity or KeyUse.Evaluation))
            {
                scanner.Reject();
                continue;
            }
            Place(line, token, name, scanner.Of(), ref position);
            spokenOf = name.Measure;
            if (Has(row, name.Key))
                continue;
            row.Add(name.Key, token.Value);
            rate |= name.Role is { Use: KeyUse.Quantity };
            if (!LineKeys.IsMeasure(name.Role))
                continue;
            if (firstMeasure < 0)
                firstMeasure = token.HasName ? token.NameStart : token.Start;
            IsNonFinite |= !double.IsFinite(token.Value);
            shape = unchecked(shape * 31 + name.Key.Index);
        }
        _decimalComma |= scanner.MetDecimalComma;
        return Settle(line, row, position.Resolve(), firstMeasure, rate, shape);
    }

    private bool Settle(ReadOnlySpan<char> line, LogRow row, RowPosition position, int firstMeasure, bool rate, int shape)
    {
        if (firstMeasure < 0)
        {
            if (rate && position.HasStep)
            {
                (row.Position, Shape) = (position, shape);
                return true;
            }
            _table.Offer(line);
            _carried.Keep(position);
            return false;
        }
        Shape = shape;
        row.Position = _carried.Complete(position, shape);
        row.IsEvaluation = _isRare && EvaluationWords.MayBeIn(line[..firstMeasure]) && IsOfEvaluation(line, firstMeasure);
        return true;
    }

    private static void Place(ReadOnlySpan<char> line, in NumberToken token, in LineName name, double of, ref LinePosition position)
    {
        switch (name.Role.Use)
        {
            case KeyUse.Step:
                position.TakeStep(token.Value, of, name.StepRank);
                break;
            case KeyUse.Epoch:
                position.TakeEpoch(token.Value);
                break;
            case KeyUse.Ignored:
            case KeyUse.Evaluation:
                if (!double.IsNaN(of) && Counts(line[token.NameStart..token.NameEnd]))
                    position.TakeCount(token.Value, of);
                else if (token.IsWhole && line[token.NameStart..token.NameEnd].EndsWith("train", StringComparison.OrdinalIgnoreCase))
                    position.TakeTrain(token.Value);
                else if (token.IsWhole && !token.Separated)
                    Units.Take(line, token, ref position);
                break;
        }
    }

    private static void Unnamed(ReadOnlySpan<char> line, ref NumberScanner scanner, ref LinePosition position)
    {
        NumberToken token = scanner.Current;
        if (!token.IsWhole)
            return;
        double of = scanner.Of();
        if (!double.IsNaN(of))
            position.TakeCount(token.Value, of);
        else
            Units.Take(line, token, ref position);
    }

    // "Accuracy: 9858/10000" and "mem 3/8" count something else.
    private static bool Counts(ReadOnlySpan<char> name) =>
        name.IndexOf("acc", StringComparison.OrdinalIgnoreCase) < 0 && name.IndexOf("mem", StringComparison.OrdinalIgnoreCase) < 0
        && name.IndexOf("correct", StringComparison.OrdinalIgnoreCase) < 0 && name.IndexOf("top", StringComparison.OrdinalIgnoreCase) < 0;

    // Words of evaluation count outside of names, and in the name of a count: "Val acc 0.9, loss 0.5" is of training, "Test: [3/50] loss 0.5" is not.
    private bool IsOfEvaluation(ReadOnlySpan<char> line, int firstMeasure)
    {
        var scanner = new NumberScanner(line, false, _decimalComma);
        int from = 0;
        while (scanner.Next() && scanner.Current.Start < firstMeasure)
        {
            NumberToken token = scanner.Current;
            bool isCount = token.HasName && (!double.IsNaN(scanner.Of())
                || _names.Of(LastWord(line[token.NameStart..token.NameEnd])).Role.Use is KeyUse.Step or KeyUse.Epoch
                || line[token.End..].TrimStart(" ]").StartsWith("["));
            if (EvaluationWords.In(line[from..(isCount || !token.HasName ? token.Start : token.NameStart)]))
                return true;
            from = token.End;
        }
        return EvaluationWords.In(line[from..firstMeasure]);
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> name) => name[(name.LastIndexOf(' ') + 1)..];

    private static bool IsWord(ReadOnlySpan<char> line, in NumberToken token) =>
        !char.IsAsciiDigit(line[token.End - 1]) && !double.IsFinite(token.Value);

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
