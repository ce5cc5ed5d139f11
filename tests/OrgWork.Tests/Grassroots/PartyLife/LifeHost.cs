using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>An invented city with room to write in it: branches are found, emptied of their meetings, and written to as a secretary would.</summary>
public sealed class LifeHost : IAsyncLifetime
{
    internal StatisticsHost Statistics { get; } = new();
    internal TestHost Host => Statistics.Host;

    internal static readonly string[] Secretary = ["grassroots.organisations.read", "grassroots.members.read", "grassroots.life.read", "grassroots.life.edit"];
    internal static readonly string[] Township = [.. Secretary, "grassroots.life.review"];

    int next;

    public Task InitializeAsync() => Statistics.InitializeAsync();
    public Task DisposeAsync() => Statistics.DisposeAsync();

    internal sealed record Branch(Guid Id, string Code, string Path, string Home, string Name);

    /// <summary>A branch of its own for each test, with members, without meetings and founded long ago.</summary>
    internal async Task<Branch> BranchAsync(int members = 4, bool isBelowCity = false)
    {
        await using var read = Host.Admin.CreateCommand($"""
            select o.id, l.code, l.path, h.code, o.name from grassroots.organisation o join org.locality l on l.id = o.place_id join org.locality h on h.path = org.home_of(l.path)
            where o.kind = '631' and o.state = '1' and (select count(*) from grassroots.member m where m.organisation_id = o.id and m.left_on is null and m.membership_state = '1') >= {members} {(isBelowCity ? "and h.kind >= 3 order by o.code desc" : $"order by o.code offset {Interlocked.Increment(ref next) - 1}")} limit 1
            """);
        await using var rows = await read.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync());
        var branch = new Branch(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4));
        await rows.CloseAsync();
        await Host.DoAsync($"""
            delete from grassroots.attendance a using grassroots.meeting m where m.id = a.meeting_id and m.organisation_id = '{branch.Id}';
            delete from grassroots.life_reminder where organisation_id = '{branch.Id}';
            delete from grassroots.topic_done where organisation_id = '{branch.Id}';
            delete from grassroots.study_booking where organisation_id = '{branch.Id}';
            delete from grassroots.meeting where organisation_id = '{branch.Id}';
            update grassroots.organisation set founded_on = '2001-01-01' where id = '{branch.Id}'
            """);
        return branch;
    }

    internal async Task<Guid[]> MembersAsync(Branch branch) => (await Host.AskAsync<Guid[]>($"select array_agg(id order by rank_order, id) from grassroots.member where organisation_id = '{branch.Id}' and left_on is null and removed_at is null and membership_state = '1'"))!;

    /// <summary>A meeting as it would have been written.</summary>
    internal Task HoldAsync(Branch branch, string kind, DateOnly on, string state = "3", string also = "{}", int? forYear = null, bool bySecretary = false) => Host.DoAsync($"""
        insert into grassroots.meeting (organisation_id, locality_path, kind, also, topic, held_on, for_year, state, is_by_secretary) values ('{branch.Id}', '{branch.Path}', '{kind}', '{also}', '试记一次', '{on:yyyy-MM-dd}', {(forYear is { } year ? year : "null")}, '{state}', {bySecretary})
        """);

    internal static string WriteUrl(Branch branch, string kind) => $"/{branch.Code}/grassroots/meetings/write?kind={kind}";

    internal static (string, string)[] Form(DateOnly on, string topic, params (string, string)[] more) => [("HeldOn", Dates.Format(on)), ("Topic", topic), ("Text", "传达文件，讨论发言。"), ("act", "confirm"), .. more];
}
