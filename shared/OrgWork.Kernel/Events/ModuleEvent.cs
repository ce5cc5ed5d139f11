using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>
/// Something that happened in a module and that others may act upon; published by <see cref="Db.PublishAsync"/> in the transaction of the deed itself.
/// Its properties are what listeners get. Ids and names of things; never an identity number or a telephone number.
/// </summary>
/// <param name="Subject">what it happened to: one subject's events arrive in their order</param>
/// <param name="LocalityPath">where: whether a listener is on is asked for this place</param>
public abstract record ModuleEvent([property: JsonIgnore] Guid Subject, [property: JsonIgnore] string LocalityPath)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal virtual string Name => NameOf().Name;
    internal virtual int Version => NameOf().Version;
    internal virtual string PayloadAsJson() => JsonSerializer.Serialize(this, GetType(), Json);

    EventAttribute NameOf() => GetType().GetCustomAttribute<EventAttribute>() ?? throw new InvalidOperationException($"{GetType().Name} has no [Event] with its name and version.");
}

/// <summary>How an event is called, the module first (<c>grassroots.organisation_renamed</c>), and its version: what it carries never changes under one version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventAttribute(string name, int version) : Attribute
{
    public string Name { get; } = name;
    public int Version { get; } = version;
}

/// <summary>
/// What a register tells by itself whenever one of these columns of a record changes. The listener gets a <see cref="RecordChanged"/>.
/// </summary>
/// <param name="Name">declared in <c>module.json</c> under publishes, as <c>organisation_renamed@1</c>; here with the module in front</param>
public sealed record Announcement(string Name, int Version, params IReadOnlyList<string> Columns);

/// <summary>What a register's <see cref="Announcement"/> carries: the columns that changed, as they are shown.</summary>
public sealed record RecordChanged(Guid? Person, string? Title, IReadOnlyDictionary<string, string?> Before, IReadOnlyDictionary<string, string?> After);

sealed record Announced(Guid Subject, string LocalityPath, Announcement Announcement, RecordChanged Changed) : ModuleEvent(Subject, LocalityPath)
{
    internal override string Name => Announcement.Name;
    internal override int Version => Announcement.Version;
    internal override string PayloadAsJson() => JsonSerializer.Serialize(Changed, Json);
}

/// <summary>An event as it reaches a listener.</summary>
public sealed record Told<T>(long Id, Guid Subject, string LocalityPath, DateTime At, T Content);

/// <summary>
/// What a module does when it hears of an event: declared in <see cref="Module.Listeners"/>, and in <c>module.json</c> under listens. It runs in one transaction under
/// the module's own login, over all places, in the platform's name; the event counts as handled when that is committed, and is tried again when it fails.
/// </summary>
public sealed record Listener(string Event, int Version, Func<Db, IncomingEvent, CancellationToken, Task> Handle)
{
    /// <typeparam name="T">what the listener wants of it, by the names of the publisher's properties; the modules do not know each other's types</typeparam>
    public static Listener To<T>(string name, int version, Func<Db, Told<T>, CancellationToken, Task> handle) =>
        new(name, version, (db, incoming, stop) => handle(db, new(incoming.Id, incoming.Subject, incoming.LocalityPath, incoming.At, JsonSerializer.Deserialize<T>(incoming.Payload, ModuleEvent.Json)!), stop));
}

public sealed record IncomingEvent(long Id, Guid Subject, string LocalityPath, DateTime At, string Payload);
