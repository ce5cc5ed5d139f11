using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OrgWork.Host;

/// <summary>The log as people read it on a terminal: when, and what, in words. Where it comes from is for <c>--json-logs</c>.</summary>
sealed class PlainLog() : ConsoleFormatter(Name)
{
    public new const string Name = "plain";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        var weight = entry.LogLevel switch { LogLevel.Warning => "注意：", >= LogLevel.Error => "出错：", _ => "" };
        output.WriteLine($"{Clock.Now:HH:mm:ss} {weight}{entry.Formatter(entry.State, entry.Exception)}");
        if (entry.Exception is { } fault) output.WriteLine(fault.ToString());
    }
}
