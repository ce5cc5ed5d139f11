using System.Diagnostics;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>Makes the invented city in an empty deployment: places, units, people, then what each module adds. All of it or nothing.</summary>
public static class DemoBuilder
{
    public static Task<DemoCity> BuildAsync(NpgsqlConnection admin, Keys keys, DemoSize size, int seed, IReadOnlyList<(ModuleManifest Manifest, Module Module)> modules, Action<string> say, CancellationToken stop) =>
        BuildAsync(admin, keys, DemoCounts.For(size), seed, modules, say, stop);

    public static async Task<DemoCity> BuildAsync(NpgsqlConnection admin, Keys keys, DemoCounts counts, int seed, IReadOnlyList<(ModuleManifest Manifest, Module Module)> modules, Action<string> say, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        await using var transaction = await admin.BeginTransactionAsync(stop);
        await ExecuteAsync(admin, "set local statement_timeout = 0; set local synchronous_commit = off", stop);

        var localities = await WriteLocalitiesAsync(admin, DemoTowns.Make(counts, seed), stop);
        var vault = new IdentityVault(keys);
        var units = DemoUnits.Make(localities, counts, seed);
        // Demo rows that are read are read as everywhere, by the names Db has settled; where nobody has opened one yet (the bench), it has not.
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Db).TypeHandle);
        var city = new DemoCity(counts, seed, admin, localities, units, vault);
        var dates = city.RandomFor("unit dates");
        await city.CopyAsync("org.unit", units.Select(unit =>
        {
            var (pinyin, initials) = (Pinyin.Of(unit.Name), Pinyin.Initials(unit.Name));
            return new
            {
                id = unit.Id, parent_id = unit.ParentId, code = unit.Code, name = unit.Name, name_pinyin = pinyin, name_initials = initials, short_name = unit.ShortName,
                kind = unit.Kind, locality_path = unit.Locality.Path, rank_order = unit.RankOrder,
                established_on = unit.Sort == DemoUnitSort.Group ? (DateOnly?)null : dates.Chance(0.3) ? new DateOnly(2019, 3, 1) : dates.Day(new(unit.Sort is DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.Society ? 2005 : 1984, 1, 1), new(2021, 1, 1)),
                remark = unit.Kind == "34" && dates.Chance(0.1) ? "2019 年机构改革组建" : null,
            };
        }), stop);
        say($"区划 {localities.Count} 个、机构 {units.Count} 个");

        var people = await city.CopyAsync("org.person", city.Population.People.Select(person => new
        {
            id = person.Id, name = person.Name, name_pinyin = person.NamePinyin, name_initials = person.NameInitials, sex = person.Sex, birth_on = person.BirthOn, nation = person.Nation,
            identity_mask = person.IdentityMask,
            identity_index = person.IdentityNumber is { } number ? vault.Indexes(number)[0] : null,
            identity_cipher = person.IdentityNumber is { } full ? vault.Encrypt(person.Id, full) : null,
        }), stop);
        await city.CopyAsync("org.identity_doubt", city.Population.People.Where(person => person.IdentityNumber is { } number && !IdentityNumber.TryParse(number, out _, out _)).Select(person => new { person_id = person.Id }), stop);
        say($"人员 {people} 人");

        foreach (var (manifest, module) in modules)
        {
            var began = clock.Elapsed;
            await module.FillDemoAsync(city, stop);
            say($"{manifest.Name}：{(clock.Elapsed - began).TotalSeconds:0.0} 秒");
        }
        await transaction.CommitAsync(stop);
        say($"示例城市建成，共 {clock.Elapsed.TotalSeconds:0.0} 秒");
        return city;
    }

    /// <summary>Level by level, because a place's path grows out of its parent's.</summary>
    static async Task<LocalityTree> WriteLocalitiesAsync(NpgsqlConnection admin, IReadOnlyList<DemoTown> towns, CancellationToken stop)
    {
        var made = new List<Locality>();
        var ids = new Dictionary<string, int>();
        foreach (var level in towns.GroupBy(town => town.Kind).OrderBy(level => level.Key))
        {
            var batch = level.ToList();
            await using var insert = new NpgsqlCommand("""
                insert into org.locality (code, name, short_name, kind, parent_id, rank_order, valid_from)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::int[], $6::int[], $7::date[])
                returning id, code, path
                """, admin)
            {
                Parameters =
                {
                    new() { Value = batch.Select(town => town.Code).ToArray() }, new() { Value = batch.Select(town => town.Name).ToArray() }, new() { Value = batch.Select(town => town.ShortName).ToArray() },
                    new() { Value = batch.Select(town => (short)town.Kind).ToArray() }, new() { Value = batch.Select(town => town.ParentCode is { } parent ? ids[parent] : (int?)null).ToArray() },
                    new() { Value = batch.Select(town => town.RankOrder).ToArray() }, new() { Value = batch.Select(_ => new DateOnly(2020, 1, 1)).ToArray() },
                },
            };
            var byCode = batch.ToDictionary(town => town.Code);
            await using var rows = await insert.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
            {
                var (id, town) = (rows.GetInt32(0), byCode[rows.GetString(1)]);
                ids.Add(town.Code, id);
                made.Add(new(id, town.Code, town.Name, town.ShortName, town.Kind, town.ParentCode is { } parent ? ids[parent] : null, rows.GetString(2), town.RankOrder));
            }
        }
        return new(made);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
