using System.Globalization;
using System.Net;
using System.Text;

namespace GradWatch.DetectionBench.Charts;

/// <summary>A picture in the colours of the house, for light and dark pages; numbers with a point whatever the culture.</summary>
internal sealed class Svg(double width, double height, string title)
{
    private const string Style = """
        text { font: 12px system-ui, sans-serif; fill: #424a54; font-variant-numeric: tabular-nums lining-nums; }
        .ours { font-weight: 650; fill: #15191e; } .label { fill: #5f6873; } .head { font-size: 15px; font-weight: 650; fill: #15191e; }
        .panel { fill: #ffffff; } .grid { stroke: #e9ecee; } .axis { stroke: #d8dce0; } .line { stroke: #7d93a8; }
        .caught { fill: #1d4a72; stroke: #1d4a72; } .false { fill: #ffffff; stroke: #855000; stroke-width: 2; } .band { fill: #1d4a72; opacity: .1; }
        @media (prefers-color-scheme: dark) {
          text { fill: #b6bdc5; } .ours, .head { fill: #e9ebed; } .label { fill: #929ba5; }
          .panel { fill: #15191d; } .grid { stroke: #20252b; } .axis { stroke: #2b3138; } .line { stroke: #67829d; }
          .caught { fill: #92c3ef; stroke: #92c3ef; } .false { fill: #15191d; stroke: #f0b64c; } .band { fill: #92c3ef; }
        }
        """;

    private readonly StringBuilder _body = new();

    internal void Rectangle(string kind, double x, double y, double w, double h) =>
        Add($"<rect class='{kind}' x='{x:0.#}' y='{y:0.#}' width='{w:0.#}' height='{h:0.#}'/>");

    internal void Line(string kind, double x1, double y1, double x2, double y2) =>
        Add($"<line class='{kind}' x1='{x1:0.#}' y1='{y1:0.#}' x2='{x2:0.#}' y2='{y2:0.#}'/>");

    internal void Circle(string kind, double x, double y, double radius) =>
        Add($"<circle class='{kind}' cx='{x:0.#}' cy='{y:0.#}' r='{radius:0.#}'/>");

    /// <param name="kind">Class of the style.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">What stands there.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    internal void Text(string kind, double x, double y, string text, string anchor = "start") =>
        Add($"<text class='{kind}' x='{x:0.#}' y='{y:0.#}' text-anchor='{anchor}'>{WebUtility.HtmlEncode(text)}</text>");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:0} {height:0}' width='{width:0}' height='{height:0}' role='img'>
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Style}
        </style>
        <rect class='panel' width='{width:0}' height='{height:0}' rx='4'/>
        {_body}</svg>

        """);

    private void Add(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
