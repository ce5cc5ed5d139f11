using System.Text;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>
/// People with grants at random walk through the addresses of their own and of foreign places. Every row has a name of its own that
/// stands nowhere else, so a row that leaks is recognised wherever it does.
/// </summary>
public sealed class ForeignTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const int People = 24, Steps = 26;
    /// <summary>Each is held or not; what a figure counts is seen by who may also read it.</summary>
    static readonly string[][] Permissions = [["ledger.entrants.read"], ["ledger.entrants.edit"], ["ledger.circles.read"], ["ledger.circles.edit"], ["cadres.files.read", "cadres.figures.read", "cadres.documents.print"]];

    sealed record Place(string Code, string Path);
    sealed record Row(Guid Id, string Path, string Canary, Guid Note, Guid Circle, Guid Cadre, bool IsRemoved);

    /// <summary>What somebody holds: a place with all below it, and what they may do there.</summary>
    sealed record Grant(Place At, string[] Permissions)
    {
        public bool Reaches(Place place) => place.Path.StartsWith(At.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_or_changes_a_row_outside_the_place_and_the_grant_and_absent_and_foreign_are_alike()
    {
        // Another walk each time; what it was is said when it fails, and can be walked again.
        var seed = Environment.GetEnvironmentVariable("ORGWORK_WALK") is { } said ? int.Parse(said, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        var random = new Random(seed);
        var (places, rows) = await ArrangeAsync(random);
        var before = await DigestAsync();
        var (shown, refused, withdrawn) = (0, 0, 0);
        for (var person = 0; person < People; person++)
        {
            List<Grant> grants = [];
            for (var n = random.Next(1, 4); n > 0; n--) grants.Add(new(places[random.Next(places.Count)], [.. Permissions.Where((_, i) => i == 0 || random.Next(3) > 0).SelectMany(held => held)]));
            var held = grants.ToList();
            using var browser = await ledger.Host.SignInAsync(grants[0].At.Code, grants[0].Permissions);
            foreach (var (grant, n) in grants.Select((grant, n) => (grant, n)).Skip(1)) await GiveAsync(browser, grant, n);
            for (var step = 0; step < Steps; step++)
            {
                // Half way one of several is taken back.
                if (step == Steps / 2 && grants.Count > 1 && person % 2 == 0)
                {
                    await TakeAsync(browser, grants.Count - 1);
                    grants.RemoveAt(grants.Count - 1);
                    withdrawn++;
                }
                // A page of one's own gives out the token that forms need.
                var home = $"/{grants[0].At.Code}/ledger/entrants";
                var place = random.Next(3) > 0 ? places.Where(at => grants.Exists(grant => grant.Reaches(at))).OrderBy(_ => random.Next()).First() : places[random.Next(places.Count)];
                var row = rows[random.Next(rows.Count)];
                var permissions = grants.Where(grant => grant.Reaches(place)).SelectMany(grant => grant.Permissions).ToHashSet();
                var reachable = grants.Exists(grant => grant.Reaches(place));
                var within = reachable && row.Path.StartsWith(place.Path, StringComparison.Ordinal);
                var (permission, needsRow, address, post, form) = Choose(random, place, row);
                var expected = !reachable ? 404 : !permissions.Contains(permission) ? 403 : needsRow && !within ? 404 : 0;

                var answer = post ? await browser.PostFromAsync(home, address, form) : await browser.GetAsync(address);

                var where = $"seed {seed}, {person}/{step} grants {string.Join("; ", grants.Select(grant => $"{grant.At.Path} {string.Join(',', grant.Permissions)}"))}: {(post ? "POST" : "GET")} {address} of {row.Path} at {place.Path}";
                if (expected > 0)
                {
                    refused++;
                    Assert.True(answer.Status == expected, $"{where}: {answer.Status} instead of {expected}");
                    // As if there were nothing: the same answer as for an id that nobody has.
                    if (needsRow && expected == 404 && reachable)
                    {
                        var absent = address.Replace(row.Id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal);
                        var nothing = post ? await browser.PostFromAsync(home, absent, [.. form.Select(pair => (pair.Name, pair.Value.Replace(row.Id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)))]) : await browser.GetAsync(absent);
                        Assert.True((answer.Status, answer.In("main")) == (nothing.Status, nothing.In("main")), $"{where}: {answer.Status} and {nothing.Status} for what nobody has");
                    }
                }
                else
                {
                    shown++;
                    Assert.True(answer.Status < 500, $"{where}: {answer.Status}");
                }
                var text = answer.Text + await UnpackedAsync(answer);
                // What somebody's own last deed came to is told on the page they open next, wherever that is.
                var told = answer.Document.QuerySelector(".frame-notes")?.TextContent ?? "";
                foreach (var other in rows.Where(other => !(reachable && other.Path.StartsWith(place.Path, StringComparison.Ordinal)) && !address.Contains(other.Canary, StringComparison.Ordinal)
                    && !(told.Contains(other.Canary, StringComparison.Ordinal) && held.Exists(grant => other.Path.StartsWith(grant.At.Path, StringComparison.Ordinal)))))
                    Assert.False(text.Contains(other.Canary, StringComparison.Ordinal), $"{where} shows {other.Canary} of {other.Path}: …{Around(text, other.Canary)}…");
            }
        }

        Assert.True(before == await DigestAsync(), $"seed {seed}: rows are not what they were");
        Assert.True(shown > 100 && refused > 100 && withdrawn > 0, $"seed {seed}: {shown} shown, {refused} refused, {withdrawn} taken back");
    }

    static string Around(string text, string canary) => text.IndexOf(canary, StringComparison.Ordinal) is >= 0 and var at ? text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)] : "";

    /// <summary>One more beside the first; and with it a place of its own that nothing else reaches, by which is seen whether the host knows of it.</summary>
    async Task GiveAsync(Browser browser, Grant grant, int n)
    {
        var mark = MarkOf(browser, n);
        await ledger.Host.DoAsync($"""
            insert into org.locality (code, name, short_name, kind) values ('{mark}', '标界', '标界', 3);
            with r as (insert into org.role (id, name) values ('r{n}_{browser.Account}', '角色{n}_{browser.Account}') returning id),
            p as (insert into org.role_permission select r.id, x from r, unnest(array[{string.Join(',', grant.Permissions.Select(permission => $"'{permission}'"))}]) x)
            insert into org.role_grant (account_id, role_id, locality_id) select a.id, r.id, l.id from r, org.account a, org.locality l where a.account = '{browser.Account}' and l.code in ('{grant.At.Code}', '{mark}')
            """);
    }

    static string MarkOf(Browser browser, int n) => $"990{n}{browser.Account[1..]}";

    async Task TakeAsync(Browser browser, int n)
    {
        Task<int> StatusAsync() => browser.GetAsync($"/{MarkOf(browser, n)}/ledger/entrants").ContinueWith(answer => answer.Result.Status, TaskScheduler.Default);
        await TestHost.UntilAsync(async () => await StatusAsync() == 200, "the grant to be known");
        await ledger.Host.DoAsync($"delete from org.role_grant where role_id = 'r{n}_{browser.Account}'");
        await TestHost.UntilAsync(async () => await StatusAsync() == 404, "the grant to be taken back");
    }

    /// <summary>Proves that a walk of this kind would find a leak.</summary>
    [Fact]
    public async Task The_walk_would_see_a_leak()
    {
        var (places, rows) = await ArrangeAsync(new Random(1));
        using var chief = await ledger.Host.SignInAsync(places[0].Code, [.. Permissions.SelectMany(held => held)]);

        var list = await chief.GetAsync($"/{places[0].Code}/ledger/entrants?q=哨");
        var export = await chief.PostFromAsync($"/{places[0].Code}/ledger/entrants", $"/{places[0].Code}/ledger/entrants?handler=export");

        Assert.InRange(rows.Count(row => list.Text.Contains(row.Canary, StringComparison.Ordinal)), Math.Min(50, rows.Count(row => !row.IsRemoved)), rows.Count);
        var sheet = await UnpackedAsync(export);
        Assert.All(rows.Where(row => !row.IsRemoved), row => Assert.Contains(row.Canary, sheet));
        var counted = await chief.GetAsync($"/{places[0].Code}/cadres/figures/cadres/rows");
        Assert.True(rows.Count(row => counted.Text.Contains(row.Canary, StringComparison.Ordinal)) > 40, counted.In("main"));
        var printed = await chief.PostFromAsync($"/{places[0].Code}/ledger/entrants", $"/{places[0].Code}/{Approval}/print?ids={rows[0].Cadre:N}", ("edition", "1"), ("purpose", "会议研究"));
        Assert.True(printed.Text.Contains(rows[0].Canary, StringComparison.Ordinal), $"{printed.Status} {printed.Location} {printed.In("main")}");
    }

    const string Approval = "cadres/files/documents/approval";

    static (string Permission, bool NeedsRow, string Address, bool Post, (string Name, string Value)[] Form) Choose(Random random, Place place, Row row)
    {
        var (list, circles) = ($"/{place.Code}/ledger/entrants", $"/{place.Code}/ledger/circles");
        const string read = "ledger.entrants.read", edit = "ledger.entrants.edit";
        return random.Next(26) switch
        {
            20 => (edit, false, $"{list}/imports", false, []),
            21 => (edit, false, $"{list}/bulk?handler=preview", true, [("id", row.Id.ToString()), ("version", "1"), ("field", "post"), ("post", "改"), ("reason", "试")]),
            22 => ("cadres.figures.read", false, $"/{place.Code}/cadres/figures/cadres/rows", false, []),
            23 => ("cadres.figures.read", false, $"/{place.Code}/cadres/figures/cadres/rows?handler=export", true, []),
            24 => ("cadres.documents.print", false, $"/{place.Code}/{Approval}?ids={row.Cadre:N}", false, []),
            25 => ("cadres.documents.print", false, $"/{place.Code}/{Approval}/print?ids={row.Cadre:N}", true, [("edition", "1"), ("purpose", "会议研究")]),
            0 => (read, false, list, false, []),
            1 => (read, false, $"{list}?sort=name&after={row.Id:N}", false, []),
            2 => (read, false, $"{list}?before={row.Id:N}", false, []),
            3 => (read, false, $"{list}?q={Uri.EscapeDataString(row.Canary[..2])}", false, []),
            4 => (read, false, $"{list}?circle_id={row.Circle}", false, []),
            5 => (read, false, $"{list}/bin", false, []),
            6 => (read, false, $"{list}?handler=export", true, []),
            7 => (read, false, $"{list}?handler=export", true, [("id", row.Id.ToString())]),
            8 => (read, true, $"{list}/{row.Id}", false, []),
            9 => (read, true, $"{list}/{row.Id}?tab=notes", false, []),
            10 => (read, true, $"{list}/{row.Id}?tab=history", false, []),
            11 => (edit, true, $"{list}/{row.Id}?handler=reveal&field=phone", true, [("purpose", "办理手续")]),
            12 => (edit, true, $"{list}/{row.Id}/edit", false, []),
            13 => (edit, true, $"{list}/{row.Id}/remove", false, []),
            14 => (edit, true, $"{list}/{row.Id}/notes/new", false, []),
            15 => (edit, true, $"{list}/{row.Id}/notes/{row.Note}/edit", false, []),
            // Written only where it must be refused: with no reason, no name, no version.
            16 => (edit, true, $"{list}/{row.Id}/remove", true, [("reason", "")]),
            17 => (edit, true, $"{list}/{row.Id}/edit", true, [("name", ""), ("version", "0")]),
            18 => (edit, false, $"{list}/new?handler=pick&field=circle_id&q=哨", false, []),
            _ => ("ledger.circles.read", false, $"{circles}?q=哨", false, []),
        };
    }

    async Task<(List<Place> Places, List<Row> Rows)> ArrangeAsync(Random random)
    {
        await ledger.Host.DoAsync("""
            truncate ledger.entrant, ledger.entrant_gram, ledger.note, ledger.circle, ledger.circle_gram;
            delete from cadres.cadre;
            insert into org.locality (code, name, short_name, kind, parent_id) select p.code || '20' || n, '试乡', '试乡', 4, p.id from org.locality p, generate_series(1, 2) n where p.kind = 3 and p.parent_id is not null on conflict do nothing;
            insert into org.locality (code, name, short_name, kind, parent_id) select p.code || '30' || n, '试村', '试村', 5, p.id from org.locality p, generate_series(1, 2) n where p.kind = 4 and p.name = '试乡' on conflict do nothing
            """);
        var places = new List<Place>();
        await using (var ask = ledger.Host.Admin.CreateCommand("select code, path from org.locality where code not like '990%' order by path"))
        await using (var found = await ask.ExecuteReaderAsync())
            while (await found.ReadAsync()) places.Add(new(found.GetString(0), found.GetString(1)));
        var rows = new List<Row>();
        for (var i = 0; i < 60; i++)
        {
            var path = places[random.Next(places.Count)].Path;
            var canary = $"哨{(char)('一' + 40 * i)}{(char)('三' + 37 * i)}{(char)('七' + 31 * i)}";
            var id = await ledger.AddEntrantAsync(path, canary, rank: random.Next(3));
            var circle = await ledger.Host.AskAsync<Guid>($"insert into ledger.circle (locality_path, name) values ('{path}', '{canary}组') returning id");
            var note = await ledger.Host.AskAsync<Guid>($"insert into ledger.note (entrant_id, locality_path, noted_on, words, circle_id) values ('{id}', '{path}', '2026-01-01', '{canary}事', '{circle}') returning id");
            var cadre = await ledger.Host.AskAsync<Guid>($"with p as (insert into org.person (name, sex, birth_on) values ('{canary}', '1', '1980-05-01') returning id) insert into cadres.cadre (locality_path, name, person_id, sex, birth_on, politics, status, post_title) select '{path}', '{canary}', id, '1', '1980-05-01', '01', '1', '{canary}职' from p returning id");
            var removed = random.Next(6) == 0;
            await ledger.Host.DoAsync($"update ledger.entrant set phone = '{canary}话', post = '{canary}岗', circle_id = '{circle}'{(removed ? ", removed_at = now(), removed_reason = '试'" : "")} where id = '{id}'");
            rows.Add(new(id, path, canary, note, circle, cadre, removed));
        }
        // Rows that refer to a row elsewhere, as they are left behind when one of the two moves.
        for (var i = 0; i < 20; i++) await ledger.Host.DoAsync($"update ledger.entrant set circle_id = '{rows[random.Next(rows.Count)].Circle}' where id = '{rows[i].Id}'");
        return (places, rows);
    }

    Task<string?> DigestAsync() => ledger.Host.AskAsync<string>("""
        select md5(string_agg(line, '' order by line)) from (select e::text as line from ledger.entrant e union all select c::text from ledger.circle c union all select n::text from ledger.note n union all select p::text from org.person p union all select f::text from cadres.cadre f) lines
        """);

    static async Task<string> UnpackedAsync(Answer answer)
    {
        if (answer.Message.Content.Headers.ContentType?.MediaType?.Contains("spreadsheet", StringComparison.Ordinal) != true) return "";
        using var zip = new System.IO.Compression.ZipArchive(await answer.Message.Content.ReadAsStreamAsync());
        var all = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(await reader.ReadToEndAsync());
        }
        return all.ToString();
    }
}
