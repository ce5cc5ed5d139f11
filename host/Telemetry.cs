using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrgWork.Host;

/// <summary>
/// Traces, metrics and logs, sent on only when OTEL_EXPORTER_OTLP_ENDPOINT names where to. ASP.NET Core and Npgsql already publish their own;
/// OpenTelemetry.Extensions.Hosting would take this file's place. Neither addresses with their queries nor values of statements are in it.
/// </summary>
sealed class Telemetry : IDisposable
{
    static readonly bool IsWanted = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
    static ResourceBuilder Service => ResourceBuilder.CreateDefault().AddService("orgwork", serviceVersion: OrgModule.Manifest.Version);

    static readonly Meter Own = new("OrgWork");
    public static readonly Counter<int> ModuleErrors = Own.CreateCounter<int>("orgwork.module.errors", description: "requests that ended in an error of a module's");
    public static readonly Counter<int> Generations = Own.CreateCounter<int>("orgwork.generations", description: "sets of modules that have taken over");

    /// <summary>Whose request it is, for traces, and for metrics as far as there are few of a kind.</summary>
    public static void Tag(HttpContext context, ModuleManifest? module, Locality? locality)
    {
        Activity.Current?.SetTag("orgwork.module", module?.Id).SetTag("orgwork.locality", locality?.Code);
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("orgwork.module", module?.Id));
    }

    readonly TracerProvider? traces;
    readonly MeterProvider? metrics;

    public Telemetry()
    {
        if (!IsWanted) return;
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Service).AddSource("Microsoft.AspNetCore", "Npgsql").AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Service)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "OrgWork").AddOtlpExporter().Build();
    }

    /// <param name="asJson">one JSON object a line, for machines that collect logs</param>
    public static ILoggerFactory Logs(bool asJson) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        // At Information these write every request's address with its query.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        // A generation that does not start is the module's fault, and told as such.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Their exceptions reach the log through Faults, once, with a correlation.
        logging.AddFilter("Npgsql.Command", LogLevel.None).AddFilter("Npgsql.Connection", LogLevel.None);
        if (asJson) logging.AddJsonConsole(options => options.TimestampFormat = "O");
        else logging.AddConsole(options => options.FormatterName = PlainLog.Name).AddConsoleFormatter<PlainLog, ConsoleFormatterOptions>();
        if (IsWanted) logging.AddOpenTelemetry(options => options.SetResourceBuilder(Service).AddOtlpExporter());
    });

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }
}
