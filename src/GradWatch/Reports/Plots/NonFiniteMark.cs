using GradWatch.Wording;

namespace GradWatch.Reports.Plots;

/// <summary>What a mark in the lane above a frame stands for.</summary>
internal enum NonFiniteKind
{
    /// <summary>×.</summary>
    NaN,
    /// <summary>▲.</summary>
    PositiveInfinity,
    /// <summary>▼.</summary>
    NegativeInfinity,
}

/// <summary>A stretch of observations that are not finite in the same way.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="First">Its first step.</param>
/// <param name="Last">Its last step.</param>
/// <param name="Exact">False in a thinned plot: the steps are then those of the columns it touches.</param>
/// <param name="Middles">The middles of its columns, in steps: where marks may stand.</param>
internal sealed record NonFiniteMark(NonFiniteKind Kind, long First, long Last, bool Exact, IReadOnlyList<double> Middles)
{
    /// <summary>The word beside a mark.</summary>
    public string Word => Kind switch
    {
        NonFiniteKind.NaN => "NaN",
        NonFiniteKind.PositiveInfinity => "Inf",
        _ => "-Inf",
    };

    /// <summary>The steps beside the word: 29, 33–43, or ≈150000–150230.</summary>
    public string Steps => (Exact ? "" : "≈") + (First == Last ? Figures.Plain(First) : $"{Figures.Plain(First)}–{Figures.Plain(Last)}");

    /// <summary>The stretches of a strip, in the order of the log; every column that is not finite is in one.</summary>
    public static List<NonFiniteMark> Of(List<Column> columns)
    {
        List<NonFiniteMark> marks = [];
        foreach (NonFiniteKind kind in Enum.GetValues<NonFiniteKind>())
            AddStretches(marks, columns, kind);
        return [.. marks.OrderBy(mark => mark.First)];
    }

    private static void AddStretches(List<NonFiniteMark> marks, List<Column> columns, NonFiniteKind kind)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (!Is(columns[i], kind))
                continue;
            int start = i;
            while (i + 1 < columns.Count && Is(columns[i + 1], kind) && columns[i + 1].First >= columns[i].First)
                i++;
            List<Column> stretch = columns[start..(i + 1)];
            marks.Add(new NonFiniteMark(kind, stretch[0].First, stretch.Max(c => c.Last), stretch.TrueForAll(c => c.First == c.Last), [.. stretch.Select(c => c.Middle)]));
        }
    }

    private static bool Is(in Column column, NonFiniteKind kind) => kind switch
    {
        NonFiniteKind.NaN => column.NaN,
        NonFiniteKind.PositiveInfinity => column.PositiveInfinity,
        _ => column.NegativeInfinity,
    };
}
