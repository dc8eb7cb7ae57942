using System.Globalization;
using System.Text.RegularExpressions;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>A rule while it is read: what stands at the place reached.</summary>
internal sealed partial class RuleText(string text, Language language)
{
    private int _at;

    /// <summary>The place, counted from 1.</summary>
    internal int Place => Skip() + 1;

    internal bool AtEnd => Skip() == text.Length;

    /// <summary>What has been read since a place, without the spaces around it.</summary>
    internal string Since(int place) => text[(place - 1).._at].Trim();

    /// <summary>Takes a sign or word if it stands here.</summary>
    internal bool Take(string expected)
    {
        int start = Skip();
        bool isWord = char.IsLetter(expected[0]);
        if (isWord ? Peek() != expected : !text.AsSpan(start).StartsWith(expected, StringComparison.Ordinal))
            return false;
        _at = start + expected.Length;
        return true;
    }

    internal void Require(string expected)
    {
        if (!Take(expected))
            throw Wrong("error.rule.expected", expected, Found());
    }

    /// <summary>The identifier that stands here; empty when there is none.</summary>
    internal string Peek() => Word().Match(text, Skip()).Value;

    internal string TakeWord()
    {
        string word = Peek();
        _at = Skip() + word.Length;
        return word;
    }

    /// <summary>A number; in a sweep also a range, which is kept and answered with its lower end.</summary>
    internal double TakeNumber(RuleRange? range)
    {
        int start = Skip();
        double low = Scan();
        if (!text.AsSpan(_at).StartsWith("..", StringComparison.Ordinal))
            return low;
        _at += 2;
        if (range is null)
            throw new RuleException(_at - 1, CliTexts.Get(language, "error.rule.range_in_rule"));
        double high = Scan();
        if (!range.Keep(start, _at, low, high))
            throw new RuleException(start + 1, CliTexts.Get(language, "error.rule.range_form"));
        return low;
    }

    internal RuleException Wrong(string key, params object[] arguments) => new(Place, CliTexts.Format(language, key, arguments));

    /// <summary>What stands here, for a message.</summary>
    internal string Found()
    {
        int start = Skip();
        string word = Peek();
        return start == text.Length ? CliTexts.Get(language, "error.rule.end") : $"'{(word.Length > 0 ? word : text[start].ToString())}'";
    }

    private double Scan()
    {
        Match number = Number().Match(text, Skip());
        if (!number.Success)
            throw Wrong("error.rule.number", Found());
        double value = double.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw Wrong("error.rule.number", $"'{number.Value}'");
        _at = number.Index + number.Length;
        return value;
    }

    private int Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at;
    }

    [GeneratedRegex(@"\G[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();

    // A point belongs to the number only before a digit: two points are a range.
    [GeneratedRegex(@"\G[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?")]
    private static partial Regex Number();
}
