using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace GradWatch.Server.Pages;

/// <summary>The files of the dashboard. They are read once, at the start: a request finds a name in a table and never reaches a file.</summary>
internal static class PageEndpoints
{
    private const string Index = "index.html";

    internal static void MapPages(this IEndpointRouteBuilder app, IFileProvider? files)
    {
        if (files is null)
            return;
        Dictionary<string, PageFile> table = [];
        Read(files, "", table);
        app.MapGet("/{**path}", (HttpContext context, string? path) => Serve(context, table.GetValueOrDefault(path ?? "") ?? Fallback(table, path)))
            .ExcludeFromDescription();
    }

    // The page finds by its own address which run it shows.
    private static PageFile? Fallback(Dictionary<string, PageFile> table, string? path) =>
        string.IsNullOrEmpty(path) || path.StartsWith("runs/", StringComparison.Ordinal) || path is "runs" or "compare" ? table.GetValueOrDefault(Index) : null;

    private static async Task Serve(HttpContext context, PageFile? file)
    {
        if (file is null)
            throw new RequestProblemException(StatusCodes.Status404NotFound, $"there is nothing at {context.Request.Path}");
        IHeaderDictionary headers = context.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        bool packed = file.Packed is not null && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        byte[] bytes = packed ? file.Packed! : file.Bytes;
        if (packed)
            headers.ContentEncoding = "gzip";
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static void Read(IFileProvider files, string folder, Dictionary<string, PageFile> table)
    {
        foreach (IFileInfo file in files.GetDirectoryContents(folder))
        {
            string name = folder.Length == 0 ? file.Name : $"{folder}/{file.Name}";
            if (file.IsDirectory)
                Read(files, name, table);
            else
                table[name] = PageFile.Of(file);
        }
    }

    private sealed record PageFile(byte[] Bytes, byte[]? Packed, string Type, string Tag)
    {
        internal static PageFile Of(IFileInfo file)
        {
            using Stream stream = file.CreateReadStream();
            using MemoryStream all = new();
            stream.CopyTo(all);
            byte[] bytes = all.ToArray();
            byte[] packed = Pack(bytes);
            return new PageFile(
                bytes, packed.Length < bytes.Length ? packed : null, TypeOf(file.Name), $"\"{Convert.ToHexString(SHA256.HashData(bytes), 0, 12)}\"");
        }

        private static byte[] Pack(byte[] bytes)
        {
            using MemoryStream packed = new();
            using (GZipStream zip = new(packed, CompressionLevel.Optimal))
                zip.Write(bytes);
            return packed.ToArray();
        }

        private static string TypeOf(string name) => Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".json" or ".webmanifest" => "application/json",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            _ => "text/plain; charset=utf-8",
        };
    }
}
