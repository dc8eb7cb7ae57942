using GradWatch.Cli.Help;
using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>From the text of a rule to the rule. docs/backtest.md has the grammar.</summary>
internal sealed class RuleParser(Language language)
{
    private static readonly Dictionary<string, Reference> References = new()
    {
        ["median"] = Reference.Median, ["first"] = Reference.First, ["lowest"] = Reference.Lowest,
    };

    /// <exception cref="RuleException">It is no rule.</exception>
    internal Rule Parse(string text) => Parse(text, null);

    /// <summary>The rules of a sweep: the same text with a few values in the place of its range.</summary>
    /// <exception cref="RuleException">It is no rule, or has no range.</exception>
    internal IReadOnlyList<Rule> Sweep(string text, int points)
    {
        var range = new RuleRange();
        Rule first = Parse(text, range);
        if (!range.Any)
            throw new RuleException(text.Length + 1, CliTexts.Get(language, "error.rule.no_range"));
        bool whole = first.Settings.Any(setting => setting.Limit.IsWhole && setting.Value == range.Low);
        return [.. range.Texts(text, points, whole).Distinct().Select(Parse)];
    }

    private Rule Parse(string text, RuleRange? range)
    {
        var at = new RuleText(text, language);
        List<LimitSetting> settings = [];
        List<string> off = [];
        List<Condition> conditions = [];
        do
        {
            int place = at.Place;
            string name = at.Peek();
            bool isDetector = DetectorLimits.Detectors.Contains(name);
            bool isQuantity = QuantityNames.TryParse(name, out Quantity quantity);
            if (!isDetector && !isQuantity)
                throw Unknown(at, name);
            at.TakeWord();
            if (isDetector && at.Take("."))
                settings.Add(Setting(at, name, range));
            else if (isDetector && at.Take("="))
                off.Add(Off(at, name));
            else if (isQuantity)
                conditions.Add(Condition(at, quantity, place, range));
            else
                throw at.Wrong("error.rule.after_detector", name, at.Found());
        }
        while (at.Take(","));
        if (!at.AtEnd)
            throw at.Wrong("error.rule.rest", at.Found());
        return new Rule(text.Trim(), settings, off, conditions);
    }

    private LimitSetting Setting(RuleText at, string detector, RuleRange? range)
    {
        IReadOnlyList<DetectorLimit> known = DetectorLimits.Of(detector);
        string name = at.Peek();
        DetectorLimit limit = known.FirstOrDefault(one => one.Name == name)
            ?? throw at.Wrong("error.rule.limit", name, detector, Names(known.Select(one => one.Name)), Meant(name, known.Select(one => one.Name)));
        at.TakeWord();
        at.Require("=");
        int place = at.Place;
        double value = at.TakeNumber(range);
        foreach (double end in range is { Any: true } ? [range.Low, range.High] : new[] { value })
        {
            if (!limit.Admits(end))
                throw new RuleException(place, CliTexts.Format(language, Range(limit), limit.Id, Figures.Plain(end)));
        }
        return new LimitSetting(limit, value);
    }

    private static string Off(RuleText at, string detector)
    {
        if (!at.Take("off"))
            throw at.Wrong("error.rule.off", detector, at.Found());
        return detector;
    }

    private Condition Condition(RuleText at, Quantity quantity, int place, RuleRange? range)
    {
        Comparison comparison = at.Take(">") ? Comparison.Above : at.Take("<") ? Comparison.Below : Comparison.NotFinite;
        (double number, Reference reference) = (0, Reference.None);
        if (comparison != Comparison.NotFinite)
            (number, reference) = Limit(at, range);
        else if (at.Take("not"))
            at.Require("finite");
        else
            throw at.Wrong("error.rule.comparison", quantity.Name(), at.Found());
        int lasting = at.Take("for") ? Lasting(at) : 1;
        return new Condition(at.Since(place), quantity, comparison, number, reference, lasting);
    }

    private (double, Reference) Limit(RuleText at, RuleRange? range)
    {
        double number = at.TakeNumber(range);
        if (!at.Take("*"))
            return (number, Reference.None);
        string name = at.Peek();
        if (!References.TryGetValue(name, out Reference reference))
            throw at.Wrong("error.rule.reference", at.Found(), Names(References.Keys), Meant(name, References.Keys));
        at.TakeWord();
        return (number, reference);
    }

    private static int Lasting(RuleText at)
    {
        RuleException wrong = at.Wrong("error.rule.lasting");
        double count = at.TakeNumber(null);
        return count >= 1 && count <= DetectorLimit.MostObservations && count == Math.Floor(count) ? (int)count : throw wrong;
    }

    private RuleException Unknown(RuleText at, string name) => name.Length == 0
        ? at.Wrong("error.rule.name", at.Found())
        : at.Wrong("error.rule.unknown", name, Meant(name, DetectorLimits.Detectors.Concat(QuantityNames.All)), $"{CommandLine.Name} backtest --list");

    private string Meant(string given, IEnumerable<string> known) =>
        given.Length > 0 && Spelling.Nearest(given, known) is { } nearest ? " " + CliTexts.Format(language, "error.meant", nearest) : "";

    private static string Range(DetectorLimit limit) => limit.IsWhole ? "error.rule.whole" : limit.IsShare ? "error.rule.share" : "error.rule.positive";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
