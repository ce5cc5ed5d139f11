using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>The data both servers read: an invented province of members, and somebody who may look at it.</summary>
sealed class World : IAsyncDisposable
{
    public required string Token { get; init; }
    public required IReadOnlyList<(string Code, string Path)> Townships { get; init; }
    public required IReadOnlyList<(string Code, string Path)> Villages { get; init; }
    public required IReadOnlyList<(string Name, string Initials)> Names { get; init; }
    public required IReadOnlyList<(string Code, Guid Id)> Members { get; init; }
    public required (string Code, string Path) City { get; init; }
    public required NpgsqlDataSource Source { get; init; }

    public static Task<string> PrepareAsync(PrivateCluster cluster, string folder, string modules, int members, Action<string> say, string name = "bench", DemoCounts? counts = null) =>
        Prepared.CityAsync(cluster, folder, modules, $"{name}_{members}", (counts ?? DemoCounts.For(DemoSize.City)) with { Members = members }, $"{members} 名党员", say);

    public static async Task<World> ReadAsync(string database)
    {
        var source = NpgsqlDataSource.Create(database);
        var token = Sessions.NewToken();
        await using (var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench', '压测') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench', x from unnest(array['grassroots.members.read', 'grassroots.organisations.read', 'grassroots.life.read', 'grassroots.figures.read', 'grassroots.dues.read', 'grassroots.coverage.read', 'grassroots.leaders.read']) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """))
        {
            account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
            await account.ExecuteNonQueryAsync();
        }
        return new()
        {
            Token = token,
            Source = source,
            City = (await PairsAsync(source, "select code, path from org.locality where parent_id is null order by id limit 1"))[0],
            Townships = await PairsAsync(source, "select l.code, l.path from org.locality l where l.kind = 4 and (select count(*) from (select from grassroots.member m where m.removed_at is null and m.locality_path >= l.path and m.locality_path < org.upper_bound(l.path) limit 60) s) >= 51 order by l.id limit 400"),
            Villages = await PairsAsync(source, "select l.code, l.path from org.locality l where l.kind = 5 and (select count(*) from (select from grassroots.member m where m.removed_at is null and m.locality_path >= l.path and m.locality_path < org.upper_bound(l.path) limit 60) s) >= 51 order by l.id limit 20"),
            Names = await PairsAsync(source, "select name, name_initials from grassroots.member tablesample system (1) repeatable (1) where removed_at is null and left_on is null and length(name) > 1 limit 40"),
            Members = await MembersAsync(source),
        };
    }

    static async Task<List<(string, string)>> PairsAsync(NpgsqlDataSource source, string sql)
    {
        await using var read = source.CreateCommand(sql);
        await using var rows = await read.ExecuteReaderAsync();
        var places = new List<(string, string)>();
        while (await rows.ReadAsync()) places.Add((rows.GetString(0), rows.GetString(1)));
        return places;
    }

    static async Task<List<(string, Guid)>> MembersAsync(NpgsqlDataSource source)
    {
        // The address of a record is a place of the tree; below it are the organisations' own.
        await using var read = source.CreateCommand("select l.code, m.id from grassroots.member m tablesample system (1) join org.locality l on l.path = split_part(m.locality_path, '-', 1) where m.removed_at is null limit 1000");
        await using var rows = await read.ExecuteReaderAsync();
        var members = new List<(string, Guid)>();
        while (await rows.ReadAsync()) members.Add((rows.GetString(0), rows.GetGuid(1)));
        return members;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
