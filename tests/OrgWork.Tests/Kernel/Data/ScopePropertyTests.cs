using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Data;

/// <summary>
/// Trees, rows, moves and questions at random, and a model in memory that knows the answers. Every case gets a subtree of its own in one
/// database, so that the rows of all cases before it lie about as foreign ones.
/// </summary>
public sealed class ScopePropertyTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly DateOnly Today = new(2026, 11, 21);
    static readonly string[] Names = ["陶静", "陶安静", "陶静安", "时亮", "施良", "季安", "纪安", "欧阳静", "安阳", "李雷", "黎蕾", "单雄", "解放", "曾一", "艾合买提·玉素甫", "阿依古丽", "王𠮷", "Anna Li"];
    static readonly string[] Searches = ["静", "安", "陶静", "安静", "陶安静", "tao", "taoj", "taojing", "tj", "t", "ouyang", "oy", "shan", "sx", "j", "ja", "x", "zz", "合买", "艾合买提·玉素甫", "买提玉", "𠮷", "王𠮷", "0017", "001X", "9999", "anna", "an"];
    static int caseNumber;

    /// <param name="Parents">of the places from the second on: an earlier one</param>
    /// <param name="Moves">a place, and below which one it goes: taken when the tree allows it</param>
    public sealed record Case(int[] Parents, Row[] Rows, (int Place, int Under)[] Moves, Question[] Questions);
    public sealed record Row(int Place, int Rank, int Name, int Tail, string Sex, int? Birth, int? Joined, int? Score, bool IsActive, bool IsRemoved, int? MovesTo);
    /// <param name="Scope">the place the question is asked in</param>
    public sealed record Question(int Scope, string Query, int PageSize);

    sealed record Known(Guid Id, string Path, int Rank, string Name, string Pinyin, string Initials, string Mask, string Sex, DateOnly? Birth, DateOnly? Joined, int? Score, bool IsActive, bool IsRemoved);

    [Fact]
    public async Task No_row_out_of_scope_none_missing_in_order_and_without_repeats_in_both_directions()
    {
        await using var source = ledger.LoginAs("ow_m_ledger");
        var order = await OrderOfNamesAsync();
        var property = Prop.ForAll(Arb.From(Cases, Smaller), async (Case it) => await HoldsAsync(it, source, order));

        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true), property));
    }

    async Task HoldsAsync(Case it, NpgsqlDataSource source, Dictionary<string, int> order)
    {
        var (paths, rows) = await ArrangeAsync(it);
        var logins = new DbSource(source, TestHost.Keys.ScopeSeal());
        foreach (var question in it.Questions)
        {
            var scope = Scope.Subtree(paths[question.Scope], Guid.NewGuid());
            var request = ListRequest.Parse(ledger.Entrants.Register, QueryHelpers.ParseQuery(question.Query), Today);
            var expected = Answer(rows, scope, question.Query, order);
            await using var db = logins.OpenForReading(scope, Actor.System);
            var engine = new RegisterRows(db, ledger.Book, ledger.Host.Platform.Identities);
            Field[] columns = [ledger.Entrants.Register.TitleField, ledger.Entrants.Register.Find("score")!];

            var forward = new List<Guid>();
            var pages = new List<ListPage>();
            for (ListCursor? at = null; ; at = pages[^1].Next)
            {
                pages.Add(await engine.ListAsync(ledger.Entrants, Ask(question.Query, at), columns, question.PageSize, default));
                forward.AddRange(pages[^1].Rows.Select(row => row.Id));
                Assert.All(pages[^1].Rows, row => Assert.StartsWith(scope.Lo, row.LocalityPath, StringComparison.Ordinal));
                if (pages[^1].Next is null) break;
                Assert.Equal(question.PageSize, pages[^1].Rows.Count);
                Assert.True(pages.Count <= expected.Count + 1, "pages without end");
            }
            AssertSame(expected, forward, "forward", question, rows);

            var backward = new List<Guid>(pages[^1].Rows.Select(row => row.Id));
            var turns = 0;
            for (var at = pages[^1].Previous; at is not null; turns++)
            {
                var page = await engine.ListAsync(ledger.Entrants, Ask(question.Query, at), columns, question.PageSize, default);
                backward.InsertRange(0, page.Rows.Select(row => row.Id));
                at = page.Previous;
                Assert.True(turns <= expected.Count + 1, "pages back without end");
            }
            AssertSame(expected, backward, "backward", question, rows);

            Assert.Equal(expected.Count, await engine.CountAsync(ledger.Entrants, request, 1000, default));
            Assert.Equal(Math.Min(expected.Count, 4), await engine.CountAsync(ledger.Entrants, request, 3, default));
            var exported = new List<Guid>();
            await engine.ForEachAsync(ledger.Entrants, request, null, columns, row => exported.Add(row.Id), default);
            AssertSame(expected, exported, "exported", question, rows);
            foreach (var row in rows)
                Assert.Equal(Within(row, scope), await engine.FindAsync(ledger.Entrants, row.Id, default) is not null);
            Assert.Equal(rows.Where(row => row.IsRemoved && Within(row, scope)).Select(row => row.Id).Order(), (await engine.BinAsync(ledger.Entrants, "", null, 200, default)).Rows.Select(row => row.Id).Order());
        }
    }

    static void AssertSame(List<Guid> expected, List<Guid> found, string what, Question question, List<Known> rows)
    {
        if (expected.SequenceEqual(found)) return;
        string Show(List<Guid> ids) => string.Join(' ', ids.Select(id => rows.FirstOrDefault(row => row.Id == id) is { } row ? $"{row.Name}/{row.Path}/{row.Rank}" : $"FOREIGN {id}"));
        Assert.Fail($"{what} “{question.Query}” in place {question.Scope}, pages of {question.PageSize}\nexpected {Show(expected)}\nfound    {Show(found)}");
    }

    static ListRequest Ask(ListCursor? at, string query, Register register) =>
        ListRequest.Parse(register, QueryHelpers.ParseQuery(at is null ? query : $"{query}&{(at.IsBefore ? "before" : "after")}={at}"), Today);

    ListRequest Ask(string query, ListCursor? at) => Ask(at, query, ledger.Entrants.Register);

    // ---- the model

    static bool Within(Known row, Scope scope) => row.Path.StartsWith(scope.Lo, StringComparison.Ordinal);

    static List<Guid> Answer(List<Known> rows, Scope scope, string query, Dictionary<string, int> order)
    {
        var asked = QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var found = rows.Where(row => !row.IsRemoved && Within(row, scope));
        foreach (var (key, value) in asked)
            found = key switch
            {
                "q" => found.Where(row => Fits(row, value)),
                "below" => found.Where(row => row.Path == scope.Lo),
                "sex" => found.Where(row => value.Split(',').Contains(row.Sex)),
                "is_active" => found.Where(row => row.IsActive == (value == "1")),
                "score.from" => found.Where(row => row.Score >= int.Parse(value, CultureInfo.InvariantCulture)),
                "score.to" => found.Where(row => row.Score <= int.Parse(value, CultureInfo.InvariantCulture)),
                "score.none" => found.Where(row => row.Score is null),
                "birth_on.from" => found.Where(row => row.Birth >= DateOnly.ParseExact(value, "yyyy.MM.dd", CultureInfo.InvariantCulture)),
                "birth_on.none" => found.Where(row => row.Birth is null),
                "joined_on.to" => found.Where(row => row.Joined is { } joined && string.CompareOrdinal(joined.ToString("yyyy.MM", CultureInfo.InvariantCulture), value) <= 0),
                "joined_on.from" => found.Where(row => row.Joined is { } joined && string.CompareOrdinal(joined.ToString("yyyy.MM", CultureInfo.InvariantCulture), value) >= 0),
                _ => found,
            };
        IComparable? Of(Known row) => asked["sort"] switch { "name" => order[row.Name], "birth_on" => row.Birth, "joined_on" => row.Joined, _ => row.Score };
        if (!asked.ContainsKey("sort"))
            return [.. found.OrderBy(row => row.Path, StringComparer.Ordinal).ThenBy(row => row.Rank).ThenBy(row => row.Id).Select(row => row.Id)];
        var all = found.ToList();
        var (filled, empty) = (all.Where(row => Of(row) is not null).OrderBy(Of).ThenBy(row => row.Id), all.Where(row => Of(row) is null).OrderBy(row => row.Id));
        // Those with nothing in the column stand last either way.
        return asked.GetValueOrDefault("dir") == "desc"
            ? [.. filled.Reverse().Concat(empty.Reverse()).Select(row => row.Id)]
            : [.. filled.Concat(empty).Select(row => row.Id)];
    }

    /// <summary>Any piece of the name; a pinyin or initials from their beginning; the four last places of the number.</summary>
    static bool Fits(Known row, string typed)
    {
        var text = typed.Replace("·", "").ToLowerInvariant();
        if (text.Length == 4 && text[..3].All(char.IsAsciiDigit)) return row.Mask.EndsWith(typed, StringComparison.OrdinalIgnoreCase);
        var name = row.Name.Replace("·", "").ToLowerInvariant();
        if (!text.All(char.IsAsciiLetter)) return name.Contains(text, StringComparison.Ordinal);
        var pieces = new List<string> { row.Initials, row.Pinyin };
        var letters = new StringInfo(name);
        for (var i = 0; i < letters.LengthInTextElements; i++)
        {
            pieces.Add(letters.SubstringByTextElements(i, 1));
            if (i + 1 < letters.LengthInTextElements) pieces.Add(letters.SubstringByTextElements(i, 2));
        }
        var asInitials = text.Length == 1 || text.Length <= 6 && !text.Any("aeiouv".Contains);
        return asInitials ? row.Initials.StartsWith(text, StringComparison.Ordinal) || pieces.Contains(text) : pieces.Any(piece => piece.StartsWith(text, StringComparison.Ordinal));
    }

    // ---- the database

    async Task<(string[] Paths, List<Known> Rows)> ArrangeAsync(Case it)
    {
        var number = Interlocked.Increment(ref caseNumber);
        await using var connection = await ledger.Host.Admin.OpenConnectionAsync();
        var ids = new int[it.Parents.Length + 1];
        for (var place = 0; place < ids.Length; place++)
        {
            await using var add = new NpgsqlCommand("insert into org.locality (code, name, short_name, kind, parent_id) values ($1, '某地', '某地', $2, $3) returning id", connection);
            add.Parameters.Add(new() { Value = $"6{number:00000}{place:00}" });
            add.Parameters.Add(new() { Value = (short)(LevelOf(it.Parents, place) + 1) });
            add.Parameters.Add(new() { Value = place == 0 ? DBNull.Value : ids[it.Parents[place - 1]], NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
            ids[place] = (int)(await add.ExecuteScalarAsync())!;
        }
        var paths = await PathsAsync(connection, ids);
        var rows = it.Rows.Select(row => new Known(Guid.NewGuid(), paths[row.Place], row.Rank, Names[row.Name], Pinyin.OfName(Names[row.Name]), Pinyin.InitialsOfName(Names[row.Name]), $"530***********{row.Tail switch { 0 => "0017", 1 => "001X", _ => "4420" }}",
            row.Sex, row.Birth is { } birth ? new DateOnly(1970, 1, 1).AddDays(birth) : null, row.Joined is { } joined ? new DateOnly(1995, 1, 1).AddMonths(joined) : null, row.Score, row.IsActive, row.IsRemoved)).ToList();
        await using var insert = new NpgsqlCommand("""
            with r as (select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[], $11::int[], $12::bool[]) r (id, path, rank_order, name, pinyin, initials, mask, sex, birth, joined, score, active)),
            p as (insert into org.person (id, name, name_pinyin, name_initials, sex, birth_on, identity_mask) select id, name, pinyin, initials, sex, birth, mask from r)
            select count(*) from r
            """, connection);
        object[] columns =
        [
            rows.Select(row => row.Id).ToArray(), rows.Select(row => row.Path).ToArray(), rows.Select(row => row.Rank).ToArray(), rows.Select(row => row.Name).ToArray(), rows.Select(row => row.Pinyin).ToArray(), rows.Select(row => row.Initials).ToArray(),
            rows.Select(row => row.Mask).ToArray(), rows.Select(row => row.Sex).ToArray(), rows.Select(row => row.Birth).ToArray(), rows.Select(row => row.Joined).ToArray(), rows.Select(row => row.Score).ToArray(), rows.Select(row => row.IsActive).ToArray(),
        ];
        foreach (var column in columns) insert.Parameters.Add(new() { Value = column });
        await insert.ExecuteNonQueryAsync();
        insert.CommandText = """
            insert into ledger.entrant (id, locality_path, rank_order, name, person_id, joined_on, score, is_active)
            select r.id, path, rank_order, name, r.id, joined, score, active from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[], $11::int[], $12::bool[]) r (id, path, rank_order, name, pinyin, initials, mask, sex, birth, joined, score, active)
            """;
        await insert.ExecuteNonQueryAsync();
        await using var remove = new NpgsqlCommand("update ledger.entrant set removed_at = now(), removed_reason = '试' where id = any($1)", connection) { Parameters = { new() { Value = rows.Where(row => row.IsRemoved).Select(row => row.Id).ToArray() } } };
        await remove.ExecuteNonQueryAsync();

        // Places move, with everything in them; then some people do.
        foreach (var (place, under) in it.Moves)
        {
            await using var move = new NpgsqlCommand("update org.locality set parent_id = $2 where id = $1", connection) { Parameters = { new() { Value = ids[place] }, new() { Value = ids[under] } } };
            try
            {
                await move.ExecuteNonQueryAsync();
            }
            catch (PostgresException refused) when (refused.SqlState is "OW002" or "OW003")
            {
            }
        }
        var moved = await PathsAsync(connection, ids);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { Path = moved[it.Rows[i].MovesTo ?? it.Rows[i].Place] };
            if (it.Rows[i].MovesTo is null) continue;
            await using var move = new NpgsqlCommand("update ledger.entrant set locality_path = $2 where id = $1", connection) { Parameters = { new() { Value = rows[i].Id }, new() { Value = rows[i].Path } } };
            await move.ExecuteNonQueryAsync();
        }
        return (moved, rows);
    }

    static int LevelOf(int[] parents, int place) => place == 0 ? 0 : LevelOf(parents, parents[place - 1]) + 1;

    static async Task<string[]> PathsAsync(NpgsqlConnection connection, int[] ids)
    {
        await using var ask = new NpgsqlCommand("select array_agg(path order by n) from unnest($1::int[]) with ordinality u (id, n) join org.locality using (id)", connection) { Parameters = { new() { Value = ids } } };
        return (string[])(await ask.ExecuteScalarAsync())!;
    }

    async Task<Dictionary<string, int>> OrderOfNamesAsync()
    {
        await using var ask = ledger.Host.Admin.CreateCommand("select array_agg(n order by n) from unnest($1::text[]) n");
        ask.Parameters.Add(new() { Value = Names });
        return ((string[])(await ask.ExecuteScalarAsync())!).Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at);
    }

    // ---- chance

    static Gen<T?> Maybe<T>(Gen<T> gen) where T : struct => Gen.Frequency((2, gen.Select(value => (T?)value)), (1, Gen.Constant((T?)null)));

    static readonly Gen<string> Query =
        from search in Gen.Frequency((2, Gen.Elements(Searches).Select(text => "q=" + Uri.EscapeDataString(text))), (2, Gen.Constant("")))
        from below in Gen.Frequency((1, Gen.Constant("below=0")), (4, Gen.Constant("")))
        from filters in Gen.SubListOf(new[] { "sex=1", "sex=1,2", "is_active=1", "is_active=0", "score.from=2", "score.to=3", "score.none=1", "birth_on.from=1970.01.03", "birth_on.none=1", "joined_on.to=1995.03", "joined_on.from=1995.02" })
        from sort in Gen.Frequency((3, Gen.Elements("sort=name", "sort=birth_on", "sort=joined_on", "sort=score")), (2, Gen.Constant("")))
        from direction in Gen.Elements("", "dir=desc")
        select string.Join('&', new[] { search, below, sort, direction }.Concat(filters.GroupBy(part => part.Split('=')[0]).Select(alike => alike.First()).Take(2)).Where(part => part != ""));

    static readonly Gen<Case> Cases =
        from size in Gen.Choose(2, 9)
        // At most four levels below the first.
        from raw in Gen.ArrayOf(Gen.Choose(0, 1000), size - 1)
        let parents = raw.Select((value, i) => value % (i + 1)).ToArray()
        let shallow = parents.Select((parent, i) => LevelOf(parents, i + 1) > 3 ? 0 : parent).ToArray()
        from rows in Gen.ListOf(
            from place in Gen.Choose(0, size - 1)
            from rank in Gen.Choose(0, 2)
            from name in Gen.Choose(0, Names.Length - 1)
            from tail in Gen.Choose(0, 2)
            from sex in Gen.Elements("1", "2")
            from birth in Maybe(Gen.Choose(0, 4))
            from joined in Maybe(Gen.Choose(0, 4))
            from score in Maybe(Gen.Choose(0, 4))
            from active in Gen.Elements(true, false)
            from removed in Gen.Frequency((1, Gen.Constant(true)), (6, Gen.Constant(false)))
            from to in Gen.Frequency((1, Gen.Choose(0, size - 1).Select(value => (int?)value)), (6, Gen.Constant((int?)null)))
            select new Row(place, rank, name, tail, sex, birth, joined, score, active, removed, to), 30)
        from moves in Gen.ListOf(from place in Gen.Choose(0, size - 1) from under in Gen.Choose(0, size - 1) select (place, under), 3)
        from questions in Gen.ListOf(from scope in Gen.Choose(0, size - 1) from query in Query from page in Gen.Choose(1, 7) select new Question(scope, query, page), 8)
        select new Case(shallow, [.. rows], [.. moves], [.. questions]);

    static IEnumerable<Case> Smaller(Case it)
    {
        if (it.Questions.Length > 1)
            foreach (var one in it.Questions) yield return it with { Questions = [one] };
        if (it.Moves.Length > 0) yield return it with { Moves = [] };
        if (it.Rows.Length > 4)
        {
            yield return it with { Rows = it.Rows[..(it.Rows.Length / 2)] };
            yield return it with { Rows = it.Rows[(it.Rows.Length / 2)..] };
        }
        else
            for (var i = 0; i < it.Rows.Length; i++) yield return it with { Rows = [.. it.Rows[..i], .. it.Rows[(i + 1)..]] };
    }
}
