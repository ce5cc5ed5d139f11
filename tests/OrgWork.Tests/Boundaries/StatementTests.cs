using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Boundaries;

/// <summary>Every statement is understood by the server, against the schema as the migrations make it; and the frequent ones find their index.</summary>
public sealed class StatementTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Every_list_a_register_can_be_asked_for_is_a_statement_the_server_understands()
    {
        var path = await ledger.PathOfAsync(TestHost.City);
        var asked = 0;
        foreach (var place in ledger.Book.All)
        {
            await using var db = ledger.Host.Platform.Databases.Of(place.Module).OpenForReading(Scope.Subtree(path, Guid.NewGuid()), Actor.System);
            var rows = new RegisterRows(db, ledger.Book, ledger.Host.Platform.Identities);
            foreach (var query in Queries(place.Register))
                try
                {
                    var request = ListRequest.Parse(place.Register, QueryHelpers.ParseQuery(query), Today);
                    Assert.Empty(request.Faults);
                    await rows.ListAsync(place, request, place.Register.Fields, 20, default);
                    await rows.CountAsync(place, request, 1000, default);
                    await rows.ForEachAsync(place, request, [Guid.NewGuid()], place.Register.Fields, _ => { }, default);
                    asked++;
                }
                catch (PostgresException fault)
                {
                    Assert.Fail($"{place.Path}?{query}: {fault.SqlState} {fault.MessageText}");
                }
            Assert.Null(await rows.SheetAsync(place, Guid.NewGuid(), default));
            // A ledger has no bin: nobody removes a row of it.
            foreach (var cursor in place.Register.IsLedger ? [] : (BinCursor?[])[null, new(DateTime.UtcNow, Guid.NewGuid(), false), new(DateTime.UtcNow, Guid.NewGuid(), true)])
                Assert.Empty((await rows.BinAsync(place, cursor is null ? "陶" : "", cursor, 20, default)).Rows);
            foreach (var field in place.Register.Fields.Where(field => field.Kind is FieldKind.Row or FieldKind.Unit))
                foreach (var typed in (string[])["", "陶", "陶静安", "taoj", "tj", "0017", "11010119900307001X"])
                    await rows.CandidatesAsync(place, field, typed, default);
        }
        Assert.True(asked > 300);
    }

    /// <summary>Conditions that come with a register are read as they are meant.</summary>
    [Fact]
    public void Every_ready_condition_is_understood()
    {
        foreach (var place in ledger.Book.All)
            foreach (var condition in place.Register.Conditions)
            {
                var request = ListRequest.Parse(place.Register, QueryHelpers.ParseQuery(condition.Query), Today);
                Assert.Empty(request.Faults);
                Assert.Equal(condition.Query.Split('&').Length, request.Conditions.Count);
                foreach (var chosen in request.Conditions.Where(chosen => chosen.Field.Kind == FieldKind.Code && chosen.Value is string[]))
                    Assert.All((string[])chosen.Value!, code => Assert.True(chosen.Field.Codes!.Has(code), $"{place.Path} {condition.Name}: {code}"));
            }
    }

    [Fact]
    public async Task Every_statement_in_a_file_of_its_own_is_understood()
    {
        var assemblies = ledger.Host.Platform.Current!.Modules.Select(module => (module.Manifest, module.Assembly)).Append((OrgModule.Manifest, typeof(OrgModule).Assembly)).Where(one => one.Item2 is not null);
        foreach (var (manifest, assembly) in assemblies)
            foreach (var name in assembly!.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !name.StartsWith("migrations/", StringComparison.Ordinal)))
            {
                await using var source = ledger.LoginAs(manifest == OrgModule.Manifest ? "ow_core" : "ow_m_" + manifest.Id);
                await using var connection = await source.OpenConnectionAsync();
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), connection);
                Assert.Null(await Record.ExceptionAsync(() => Task.Run(() => NpgsqlCommandBuilder.DeriveParameters(command))));
            }
    }

    [Fact]
    public async Task The_frequent_lists_find_their_index_under_row_security()
    {
        await FillAsync();
        var town = Scope.Subtree(await ledger.PathOfAsync(TestHost.Township), Guid.NewGuid());
        var county = Scope.Subtree(await ledger.PathOfAsync(TestHost.County), Guid.NewGuid());
        var someone = await ledger.Host.AskAsync<Guid>("select id from ledger.entrant order by locality_path, rank_order, id offset 12000 limit 1");
        var slow = new List<string>();
        foreach (var scope in (Scope[])[town, county])
            foreach (var query in (string[])["", $"after={someone:N}", $"before={someone:N}", "sort=name", "sort=birth_on&dir=desc", $"sort=birth_on&after={someone:N}", "q=静", "q=静安", "q=taojing", "q=tj", "q=0017", $"q=静&after={someone:N}", "below=0"])
            {
                var request = ListRequest.Parse(ledger.Entrants.Register, QueryHelpers.ParseQuery(query), Today);
                var sql = new RegisterSql(ledger.Entrants, ledger.Book, scope, request, ledger.Host.Platform.Identities);
                foreach (var command in (NpgsqlBatchCommand[])[.. sql.Page([ledger.Entrants.Register.TitleField], 51), sql.Count(1001)])
                    if (await PlanAsync(scope, command) is var plan && plan.Contains("Seq Scan on entrant", StringComparison.Ordinal)) slow.Add($"{scope.Depth} ?{query}: {command.CommandText}\n{plan}");
            }

        Assert.Empty(slow);
    }

    async Task FillAsync()
    {
        // A thousand places beside the few that are asked for.
        await ledger.Host.DoAsync("""
            insert into org.locality (code, name, short_name, kind, parent_id) select '5397' || n, '某村', '某', 5, id from org.locality, generate_series(10000, 10399) n where code = '539922';
            truncate ledger.entrant, ledger.entrant_gram, ledger.note;
            create temporary table made on commit drop as with names as (select '{陶静,时亮,季安,陶安静,单雄,解放,李雷,艾静安}'::text[] as n)
              select gen_random_uuid() as id, n[1 + i % 8] as name, i from names, generate_series(1, 24000) i;
            insert into org.person (id, name, name_pinyin, name_initials, sex, birth_on, identity_mask) select id, name, 'taojing' || i % 50, 'tj', '1', date '1960-01-01' + i % 15000, '530***********0017' from made;
            with places as (select array_agg(path order by random()) as p from org.locality)
            insert into ledger.entrant (locality_path, name, person_id, rank_order) select p[1 + i % array_length(p, 1)], name, id, i % 7 from made, places;
            analyze ledger.entrant; analyze ledger.entrant_gram
            """);
    }

    async Task<string> PlanAsync(Scope scope, NpgsqlBatchCommand asked)
    {
        await using var source = ledger.LoginAs("ow_m_ledger");
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand("select set_config('orgwork.lo', $1, true), set_config('orgwork.hi', $2, true), set_config('orgwork.actor', $3, true), set_config('orgwork.seal', $4, true)", connection);
        foreach (var value in (string[])[scope.Lo, scope.Hi, $"{scope.Actor}", TestHost.Keys.ScopeSeal().For(scope, "ow_m_ledger")]) enter.Parameters.Add(new() { Value = value });
        await enter.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand("explain " + asked.CommandText, connection);
        foreach (NpgsqlParameter parameter in asked.Parameters) explain.Parameters.Add(parameter.Clone());
        await using var rows = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await rows.ReadAsync()) plan.Add(rows.GetString(0));
        return string.Join('\n', plan);
    }

    /// <summary>Plain; each way to sort, both ways, from a row with a value and from one without; each filter; each search; and some together.</summary>
    static IEnumerable<string> Queries(Register register)
    {
        yield return "";
        yield return "below=0";
        var id = Guid.NewGuid().ToString("N");
        foreach (var cursor in (string[])["after=", "before="]) yield return cursor + id;
        var filters = register.Fields.Where(field => field.IsFilter).SelectMany(field => (string[])(field.Kind switch
        {
            FieldKind.Code => [$"{field.Column}={field.Codes!.Codes[0].Value}", $"{field.Column}={string.Join(',', field.Codes.Codes.Take(3).Select(code => code.Value))}"],
            FieldKind.Flag => [$"{field.Column}=1", $"{field.Column}=0"],
            FieldKind.Row or FieldKind.Unit => [$"{field.Column}={id}"],
            FieldKind.Number => [$"{field.Column}.from=1", $"{field.Column}.to=9"],
            FieldKind.Date or FieldKind.Month => [$"{field.Column}.from=1990.01", $"{field.Column}.to=-3y"],
            FieldKind.Identity => [],
            _ => [$"{field.Column}=x"],
        })).Concat(register.Fields.Select(field => field.Column + ".none=1")).ToList();
        foreach (var filter in filters) yield return filter;
        foreach (var rule in register.Rules.Where(rule => rule.Population is not null)) yield return "rule=" + rule.Tail;
        var searches = register.NameField is null ? [] : (string[])["陶", "陶静", "陶静安", "t", "tj", "taojing", "0017", "11010119900307001X"];
        foreach (var search in searches) yield return $"q={search}&{filters[0]}";
        foreach (var field in register.Fields.Where(field => field.CanSort))
            foreach (var direction in (string[])["", "&dir=desc"])
            {
                foreach (var cursor in (string[])["", $"&after={id}", $"&before={id}", $"&after=n.{id}", $"&before=n.{id}"]) yield return $"sort={field.Column}{direction}{cursor}";
                foreach (var search in searches) yield return $"sort={field.Column}{direction}&q={search}";
            }
    }
}
