using System.Text;
using GradWatch.Reports;
using GradWatch.Storage.Hosting;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Reading;

/// <summary>The report of a run, for programs and for people.</summary>
internal static class ReportEndpoints
{
    private const string PolicyBegin = "http-equiv=\"Content-Security-Policy\" content=\"";

    internal static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/runs/{run}/report", Json).WithSummary("The report as gradwatch diagnose --json writes it")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        group.MapGet("/runs/{run}/report.html", Html).WithSummary("The report as a page that stands alone")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static async Task<IResult> Json(string run, IRunHosts hosts, CancellationToken cancel, string? lang = null)
    {
        Language language = ReadingEndpoints.Language(lang);
        byte[] json = await ReadAsync(hosts, run, report =>
        {
            using MemoryStream bytes = new();
            JsonReport.Write(report, bytes, language);
            return bytes.ToArray();
        }, cancel).ConfigureAwait(false);
        return TypedResults.Bytes(json, "application/json");
    }

    private static async Task<IResult> Html(string run, HttpContext context, IRunHosts hosts, CancellationToken cancel, string? lang = null)
    {
        Language language = ReadingEndpoints.Language(lang);
        string page = await ReadAsync(hosts, run, report =>
        {
            using StringWriter text = new();
            HtmlReport.Write([report], text, language);
            return text.ToString();
        }, cancel).ConfigureAwait(false);
        // Its own styles and script stand in the page, and the page names them by their hashes.
        int begin = page.IndexOf(PolicyBegin, StringComparison.Ordinal) + PolicyBegin.Length;
        context.Response.Headers.ContentSecurityPolicy = page[begin..page.IndexOf('"', begin)] + "; frame-ancestors 'none'";
        return TypedResults.Text(page, "text/html", Encoding.UTF8);
    }

    private static async Task<T> ReadAsync<T>(IRunHosts hosts, string run, Func<Report, T> read, CancellationToken cancel)
    {
        IRunHost host = await hosts.FindAsync(ReadingEndpoints.Run(run), cancel).ConfigureAwait(false) ?? throw RequestProblemException.NoRun(run);
        return await host.ReadReportAsync(read, cancel).ConfigureAwait(false);
    }
}
