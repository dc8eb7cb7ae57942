using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>Writes a page: markup of ours as it is, everything else escaped; sentences in both languages, of which one is shown.</summary>
/// <remarks>Not for a stranger's text: <see cref="Raw(string)"/> takes literals only, <see cref="Text"/> takes anything.</remarks>
internal sealed partial class Markup(TextWriter output)
{
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0xFFFF).Select(c => (char)c).Where(c => c is '&' or '<' or '>' or '"' or '\'' || IsUnprintable(c))]);

    /// <summary>Markup of our own. Interpolated numbers are written as figures of a drawing, other values escaped.</summary>
    public Markup Raw(Fragment fragment)
    {
        output.Write(fragment.ToString());
        return this;
    }

    /// <summary>Markup of our own.</summary>
    public Markup Raw(string markup)
    {
        output.Write(markup);
        return this;
    }

    /// <summary>Text from anywhere, escaped.</summary>
    public Markup Text(string text)
    {
        output.Write(Unbroken(Escape(text)));
        return this;
    }

    /// <summary>A sentence in both languages, in which names of tensors, series and files are set as code.</summary>
    public Markup Say(Sentence sentence)
    {
        Sentence quoted = CodeNames.Quote(sentence);
        string english = Marked(quoted.In(Language.English));
        string russian = Marked(quoted.In(Language.Russian));
        if (english == russian)
            output.Write(english);
        else
            output.Write($"<span lang=\"en\">{english}</span><span lang=\"ru\">{russian}</span>");
        return this;
    }

    /// <summary>A text of Reports.resx in both languages.</summary>
    public Markup Say(string key, params object[] arguments) => Say(new Sentence("report." + key, arguments));

    /// <summary>A sentence within SVG text.</summary>
    public Markup SayInSvg(string key, params object[] arguments)
    {
        var sentence = new Sentence("report." + key, arguments);
        string english = Escape(sentence.In(Language.English));
        string russian = Escape(sentence.In(Language.Russian));
        output.Write(english == russian ? english : $"<tspan lang=\"en\">{english}</tspan><tspan lang=\"ru\">{russian}</tspan>");
        return this;
    }

    /// <summary>Text as it may stand in an element or a quoted attribute.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Unsafe) < 0)
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (char letter in text)
        {
            // Control characters are not allowed in a page; direction marks would let a name rearrange the text around it.
            if (letter == '\'')
                safe.Append("&#39;");
            else if (letter is '&' or '<' or '>' or '"')
                safe.Append(letter switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            else
                safe.Append(IsUnprintable(letter) ? '\uFFFD' : letter);
        }
        return safe.ToString();
    }

    private static bool IsUnprintable(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t'))
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or '\uFFFE' or '\uFFFF';

    private static string Marked(string text) => Unbroken(Escape(text))
        .Replace(CodeNames.Open.ToString(), "<code>", StringComparison.Ordinal)
        .Replace(CodeNames.Close.ToString(), "</code>", StringComparison.Ordinal);

    /// <summary>A browser may break a line after the hyphen of 7.06e-4: a number stays whole.</summary>
    private static string Unbroken(string text) => NegativeExponent().Replace(text, "<span class=\"nw\">$0</span>");

    [GeneratedRegex(@"-?\d[\d.]*e-\d+")]
    private static partial Regex NegativeExponent();

    /// <summary>Literal markup with holes: numbers in invariant form with two decimals at most, strings escaped.</summary>
    [InterpolatedStringHandler]
    public readonly struct Fragment(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + formattedCount * 8);

        /// <summary>Markup of our own.</summary>
        public void AppendLiteral(string markup) => _text.Append(markup);

        /// <summary>A coordinate.</summary>
        public void AppendFormatted(double value) => _text.Append(Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture));

        /// <summary>A step or count.</summary>
        public void AppendFormatted(long value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        /// <summary>Text from anywhere.</summary>
        public void AppendFormatted(string? text) => _text.Append(Escape(text ?? ""));

        /// <inheritdoc/>
        public override string ToString() => _text.ToString();
    }
}
