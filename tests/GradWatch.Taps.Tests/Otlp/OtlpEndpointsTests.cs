using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using GradWatch.Observations;
using GradWatch.Storage.Runs;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Xunit;

namespace GradWatch.Taps.Tests.Otlp;

public sealed class OtlpEndpointsTests
{
    private static readonly Series Loss = new(Quantity.Loss), Norm = new(Quantity.GradNorm);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_exporter_of_NET_reports_here()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        using Meter meter = new("trainer");
        Gauge<double> loss = meter.CreateGauge<double>("training.loss"), norm = meter.CreateGauge<double>("grad_norm");
        using (MeterProvider provider = Sdk.CreateMeterProviderBuilder().AddMeter("trainer")
                   .ConfigureResource(resource => resource.Clear().AddService("rnn", serviceInstanceId: "one").AddAttributes([new("gradwatch.run", "run-1")]))
                   .AddOtlpExporter((exporter, reader) =>
                   {
                       exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                       exporter.Endpoint = new Uri(server.Address, "/v1/metrics");
                       reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
                   })
                   .Build())
        {
            for (int step = 0; step < 5; step++)
            {
                loss.Record(1.0 / (step + 1), new KeyValuePair<string, object?>("step", step));
                norm.Record(step, new("step", step), new("tensor", "fc.weight"));
                Assert.True(provider.ForceFlush(10_000));
            }
        }
        // Each export brings all points again; each step is kept once.
        Assert.Equal([(0L, 1.0), (1, 0.5), (2, 1.0 / 3), (3, 0.25), (4, 0.2)], (await server.ValuesAsync(Loss, "run-1")).Select(Rounded));
        Assert.Equal([(0L, 0.0), (1, 1), (2, 2), (3, 3), (4, 4)], await server.ValuesAsync(new Series(Quantity.GradNorm, "fc.weight"), "run-1"));
        RunSummary run = Assert.Single(await server.RunsAsync());
        Assert.Equal(("run-1", "rnn", "otlp"), (run.Id, run.Name, run.Format));

        static (long, double) Rounded((long Step, double Value) point) => (point.Step, Math.Abs(point.Value - 1.0 / (point.Step + 1)) < 1e-7 ? 1.0 / (point.Step + 1) : point.Value);
    }

    [Fact]
    public async Task Points_without_a_step_are_counted_and_go_on_after_a_restart()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        for (int time = 1; time <= 6; time++)
        {
            if (time == 4)
                await server.RestartAsync();
            await server.PostAsync("/v1/metrics", Json($$"""{ "name": "loss", "gauge": { "dataPoints": [{ "timeUnixNano": "{{time}}", "asDouble": {{time}} }] } }"""));
        }
        Assert.Equal([(0L, 1.0), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)], await server.ValuesAsync(Loss));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_doubles_nothing_even_after_a_restart()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        string request = Json("""{ "name": "loss", "gauge": { "dataPoints": [{ "timeUnixNano": "7", "asDouble": "NaN" }] } }""");
        await server.PostAsync("/v1/metrics", request);
        await server.PostAsync("/v1/metrics", request);
        await server.RestartAsync();
        await server.PostAsync("/v1/metrics", request);
        Assert.Equal([(0L, double.NaN)], await server.ValuesAsync(Loss));
    }

    [Fact]
    public async Task Of_a_histogram_norms_give_the_largest_and_losses_the_mean()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        await server.PostAsync("/v1/metrics", Json(
            """{ "name": "loss", "histogram": { "dataPoints": [{ "timeUnixNano": "1", "count": "4", "sum": 10, "min": 1, "max": 5 }] } }""",
            """{ "name": "grad_norm", "histogram": { "dataPoints": [{ "timeUnixNano": "1", "count": "4", "sum": 10, "min": 1, "max": 5 }] } }""",
            """{ "name": "lr", "sum": { "dataPoints": [{ "timeUnixNano": "1", "asInt": "3" }] } }"""));
        Assert.Equal(2.5, Assert.Single(await server.ValuesAsync(Loss)).Value);
        Assert.Equal(5, Assert.Single(await server.ValuesAsync(Norm)).Value);
        Assert.Equal(3, Assert.Single(await server.ValuesAsync(new Series(Quantity.LearningRate))).Value);
    }

    [Fact]
    public async Task What_is_no_quantity_is_told_as_a_partial_success()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        JsonElement answer = await server.PostAsync("/v1/metrics", Json(
            """{ "name": "loss", "gauge": { "dataPoints": [{ "timeUnixNano": "1", "asDouble": 1 }] } }""",
            """{ "name": "queue.length", "gauge": { "dataPoints": [{ "timeUnixNano": "1", "asDouble": 1 }, { "timeUnixNano": "1", "flags": 1 }] } }"""));
        JsonElement partial = answer.GetProperty("partialSuccess");
        Assert.Equal("1", partial.GetProperty("rejectedDataPoints").GetString());
        Assert.Contains("queue.length", partial.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Single(await server.ValuesAsync(Loss));
    }

    [Fact]
    public async Task A_body_that_is_none_is_answered_400_and_another_type_415()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        JsonElement status = await server.PostAsync("/v1/metrics", "{ not json", HttpStatusCode.BadRequest);
        Assert.NotEmpty(status.GetProperty("message").GetString()!);
        foreach ((string type, HttpStatusCode expected) in new[] { ("application/x-protobuf", HttpStatusCode.BadRequest), ("text/plain", HttpStatusCode.UnsupportedMediaType) })
        {
            using ByteArrayContent garbage = new([0xff, 0x13, 0x88]);
            garbage.Headers.ContentType = new(type);
            using HttpResponseMessage answer = await server.Client.PostAsync("/v1/metrics", garbage, Cancel);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_packed_body_is_inflated()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Json("""{ "name": "loss", "gauge": { "dataPoints": [{ "timeUnixNano": "1", "asDouble": 1 }] } }""")));
        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await server.Client.PostAsync("/v1/metrics", content, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await server.ValuesAsync(Loss));
    }

    private static string Json(params string[] metrics) => $$"""
        { "resourceMetrics": [{ "resource": { "attributes": [{ "key": "service.name", "value": { "stringValue": "rnn" } }] },
          "scopeMetrics": [{ "scope": { "name": "s" }, "metrics": [{{string.Join(',', metrics)}}] }] }] }
        """;
}
