using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Server.Sending;

/// <summary>The whole body of a request in a pooled buffer, inflated where it came packed. Never larger than the limit, whatever the client says of its length.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int First = 16 << 10;
    private readonly BodyBudget _budget;
    private byte[] _buffer = [];
    private int _length;

    private PooledBody(BodyBudget budget) => _budget = budget;

    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    internal static async Task<PooledBody> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        ServerOptions options = context.RequestServices.GetRequiredService<ServerOptions>();
        PooledBody body = new(context.RequestServices.GetRequiredService<BodyBudget>());
        try
        {
            await body.FillAsync(context.Request, options.MostBodyBytes, cancel).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _budget.Give(_buffer.Length);
        (_buffer, _length) = ([], 0);
    }

    private async Task FillAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        string encoding = request.Headers.ContentEncoding.ToString();
        switch (encoding)
        {
            case "" or "identity":
                await CopyAsync(request.Body, most, cancel).ConfigureAwait(false);
                break;
            case "gzip":
                GZipStream inflated = new(request.Body, CompressionMode.Decompress, leaveOpen: true);
                await using (inflated.ConfigureAwait(false))
                    await InflateAsync(inflated, most, cancel).ConfigureAwait(false);
                break;
            default:
                throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding '{encoding}' is not known here; there are gzip and identity");
        }
    }

    private async Task InflateAsync(GZipStream inflated, int most, CancellationToken cancel)
    {
        try
        {
            await CopyAsync(inflated, most, cancel).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw RequestProblemException.BadRequest("the body is not in the form of gzip that Content-Encoding says");
        }
    }

    private async Task CopyAsync(Stream from, int most, CancellationToken cancel)
    {
        while (true)
        {
            if (_length == _buffer.Length)
                Grow(most);
            int read = await from.ReadAsync(_buffer.AsMemory(_length), cancel).ConfigureAwait(false);
            if (read == 0)
                return;
            _length += read;
            if (_length > most)
                throw RequestProblemException.TooLarge($"the body has more than {most} bytes; send it in parts");
        }
    }

    // It grows with what has come, not with what was promised: a client that stalls holds little.
    private void Grow(int most)
    {
        int size = Math.Max(First, Math.Min(_buffer.Length * 2, most + 1));
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            _budget.Take(larger.Length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw;
        }
        Bytes.CopyTo(larger);
        int length = _length;
        Dispose();
        (_buffer, _length) = (larger, length);
    }
}
