using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Tests;

/// <summary>
/// The whole platform in this process, on a database of its own: 云江市 5399 with 临溪县 539921 (and 枫岭镇 539921100 in it) and 望川县 539922.
/// All hosts of a run share one key, since the logins belong to the whole server.
/// </summary>
sealed class TestHost : IAsyncDisposable
{
    public const string City = "5399", County = "539921", Township = "539921100", Neighbour = "539922";

    static int count, hosts;

    /// <summary>How many have been started in this run.</summary>
    public static int Hosts => hosts;

    static readonly Lazy<string> Key = new(() =>
    {
        var file = Path.Combine(Scratch.Folder("key"), "orgwork.key");
        Keys.Open(file);
        return file;
    });

    /// <summary>The kernel's tables and nothing in them.</summary>
    static readonly Lazy<Task<string>> Bare = new(async () =>
    {
        var connection = await TestCluster.CreateDatabaseAsync("orgwork_bare");
        await using var admin = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await new Setup(admin, Keys.Open(Key.Value)).PrepareKernelAsync(default);
        return "orgwork_bare";
    });

    static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var connection = await TestCluster.CreateDatabaseAsync("orgwork_template", await Bare.Value);
        await using var admin = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var fill = admin.CreateCommand("""
            insert into org.locality (code, name, short_name, kind) values ('5399', '云江市', '云江', 2);
            insert into org.locality (code, name, short_name, kind, parent_id, rank_order) select c, n, s, 3, id, o from org.locality, (values ('539921', '临溪县', '临溪', 1), ('539922', '望川县', '望川', 2)) v (c, n, s, o) where code = '5399';
            insert into org.locality (code, name, short_name, kind, parent_id) select '539921100', '枫岭镇', '枫岭', 4, id from org.locality where code = '539921';
            """);
        await fill.ExecuteNonQueryAsync();
        return "orgwork_template";
    });

    public static Keys Keys => Keys.Open(Key.Value);

    /// <summary>A database with the kernel's tables and the four places, and no host upon it.</summary>
    public static async Task<string> CreateDatabaseAsync(string name) => await TestCluster.CreateDatabaseAsync(name, await Template.Value);

    readonly string folder;

    TestHost(Platform platform, NpgsqlDataSource admin, string folder, string database, LogBook log) => (Platform, Admin, this.folder, Database, Log) = (platform, admin, folder, database, log);

    /// <summary>The administrator's connection string, and the data directory: what a command is told.</summary>
    public string Database { get; }
    public string Data => Path.Combine(folder, "data");

    /// <summary>Warnings and errors of the platform, as it wrote them.</summary>
    public LogBook Log { get; }

    public Platform Platform { get; }
    /// <summary>Past every policy: for arranging and for looking behind the scenes.</summary>
    public NpgsqlDataSource Admin { get; }
    public string ModulesFolder => Path.Combine(folder, "modules");

    /// <param name="packages">of <c>tests/Fixtures</c>, or full paths of modules as built</param>
    public static async Task<TestHost> StartAsync(params string[] packages) =>
        await StartOnAsync(Packages.Modules.All(packages.Contains) ? await Migrated.Value : await Template.Value, packages);

    /// <summary>An invented city of this size in place of the few localities, with the product's own modules and the demo's sign-ins. Made once, then copied.</summary>
    public static async Task<TestHost> StartDemoAsync(DemoCounts counts, int seed = 1) =>
        await StartOnAsync(await Cities.GetOrAdd((counts, seed), _ => new(() => KeptAsync(MakeDemoAsync(counts, seed)))).Value, Packages.Modules);

    /// <summary>The same, made anew.</summary>
    public static async Task<TestHost> MakeDemoAsync(DemoCounts counts, int seed)
    {
        var host = await StartOnAsync(await Bare.Value, Packages.Modules);
        var platform = host.Platform;
        await using (var admin = await platform.Databases.Admin.OpenConnectionAsync())
        {
            var city = await DemoBuilder.BuildAsync(admin, platform.Keys, counts, seed, [.. platform.Current!.Modules.Select(module => (module.Manifest, module.Code!))], _ => { }, default);
            await FirstStart.FillDescribedAsync(platform, city, default);
        }
        await using var db = platform.Databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        await DemoAccounts.MakeAsync(platform.Databases, platform.Passwords, platform.Identities, await LocalityRows.ReadTreeAsync(db, default), default);
        return host;
    }

    /// <summary>The few localities, and the tables of the product's modules.</summary>
    static readonly Lazy<Task<string>> Migrated = new(async () => await KeptAsync(StartOnAsync(await Template.Value, Packages.Modules)));
    static readonly ConcurrentDictionary<(DemoCounts, int), Lazy<Task<string>>> Cities = [];

    /// <summary>What a host has made, to be copied: nobody is in it any more.</summary>
    static async Task<string> KeptAsync(Task<TestHost> making)
    {
        await using var host = await making;
        return new NpgsqlConnectionStringBuilder(host.Database).Database!;
    }

    /// <summary>The bare platform, told that this proxy stands before it.</summary>
    public static async Task<TestHost> StartBehindAsync(IPAddress proxy) => await StartOnAsync(await Template.Value, [], proxy);

    /// <summary>The platform, whose every connection takes this way to its database.</summary>
    public static async Task<TestHost> StartThroughAsync(Func<string, string> way, params string[] packages) => await StartOnAsync(await Template.Value, packages, way);

    static Task<TestHost> StartOnAsync(string template, string[] packages, params IPAddress[] proxies) => StartOnAsync(template, packages, database => database, proxies);

    static async Task<TestHost> StartOnAsync(string template, string[] packages, Func<string, string> way, params IPAddress[] proxies)
    {
        var name = $"host_{Interlocked.Increment(ref count)}";
        // Watched from the first one on.
        _ = HandlersWatched.All;
        Interlocked.Increment(ref hosts);
        var folder = Scratch.Folder(name);
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        File.Copy(Key.Value, Path.Combine(data, "orgwork.key"));
        Directory.CreateDirectory(Path.Combine(folder, "modules"));
        foreach (var package in packages) Packages.Drop(package, Path.Combine(folder, "modules", Path.GetFileName(package)));
        var database = await TestCluster.CreateDatabaseAsync(name, template);
        var log = new LogBook();
        var platform = await Platform.StartAsync(new() { Database = way(database), Data = data, Modules = Path.Combine(folder, "modules"), Port = 0, Proxies = proxies, Poll = TimeSpan.FromMilliseconds(200) }, LoggerFactory.Create(logging => logging.AddProvider(log)));
        return new(platform, NpgsqlDataSource.Create(database), folder, database, log);
    }

    /// <summary>What one transaction of somebody's told several times of one row, in all hosts of this run: the deeds and a title; and whether two of its entries say the very same
    /// (of rows that are guarded an entry names what was filled in and not with what: two relatives look alike).</summary>
    public static ConcurrentDictionary<(string Deeds, bool IsSame), string> ToldTwice { get; } = new();

    /// <summary>Reads the record of deeds before it goes with the host. What the database was made with, and what has no actor, is nobody's deed on a page.</summary>
    async Task ReadToldTwiceAsync()
    {
        try
        {
            await using var read = Admin.CreateCommand("""
                select e.module || ' ' || coalesce(e.register, '') || ': ' || string_agg(e.deed, ' + ' order by e.id), count(*) filter (where v.is_told) > count(distinct (e.deed, e.title, e.changes, e.reason)) filter (where v.is_told), min(e.title)
                from audit.entry e join org.account a on a.id = e.actor
                  cross join lateral (select e.changes is null or exists (select from jsonb_array_elements(e.changes) c where c ->> 'before' is not null or c ->> 'after' is not null) as is_told) v
                where e.remote <> '' and e.row_id is not null group by e.xmin::text, e.module, e.register, e.row_id having count(*) > 1
                """);
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync()) ToldTwice.TryAdd((rows.GetString(0), rows.GetBoolean(1)), rows.IsDBNull(2) ? "" : rows.GetString(2));
        }
        catch (NpgsqlException)
        {
            // Some tests take the tables away, or the server.
        }
    }

    /// <summary>Lays a package where the host finds it.</summary>
    public void Drop(string package, Action<string>? change = null, string? @as = null) => Packages.Drop(package, Path.Combine(ModulesFolder, @as ?? package), change);

    /// <summary>Waits until it is so, a minute at most: a machine that does other work beside is no fault.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"Waited a minute in vain: {what}");
    }

    public Task UntilAsync(Func<ModuleStatus, bool> status, string what) => UntilAsync(() => Task.FromResult(Platform.Catalog.Statuses.Any(status)), what);

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        // However busy the machine is.
        command.CommandTimeout = 300;
        return await command.ExecuteScalarAsync() is T answer ? answer : default;
    }

    public Task DoAsync(string sql) => AskAsync<object>(sql);

    /// <summary>Forms that have all read a row before any of them writes it: <paramref name="held"/> takes the row's lock, which is let go once all of them wait for one.</summary>
    public async Task<Answer[]> AtOnceAsync(string held, params IReadOnlyList<Func<Task<Answer>>> forms)
    {
        await using var connection = await Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand(held, connection, transaction)) await take.ExecuteNonQueryAsync();
        var answers = forms.Select(form => form()).ToList();
        await UntilAsync(async () => await AskAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") >= answers.Count(answer => !answer.IsCompleted) && answers.Exists(answer => !answer.IsCompleted), "forms that wait for a row");
        await transaction.RollbackAsync();
        return await Task.WhenAll(answers);
    }

    public Browser Stranger() => new(Platform.BaseAddress, null);

    /// <summary>Somebody who may do this here and below, signed in.</summary>
    public async Task<Browser> SignInAsync(string place, params string[] permissions)
    {
        var (account, token) = ($"u{Interlocked.Increment(ref count)}", Sessions.NewToken());
        await using var arrange = Admin.CreateCommand("""
            with place as (select id, path from org.locality where code = $2),
            r as (insert into org.role (id, name) values ('r_' || $1, '角色' || $1) returning id),
            p as (insert into org.role_permission select r.id, x from r, unnest($3::text[]) x),
            a as (insert into org.account (account, name, locality_path, must_change_password, password_changed_at) select $1, '周文博', path, false, now() from place returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, r.id, place.id from a, r, place)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $4, a.id, now() + interval '1 hour', '', '' from a
            """);
        foreach (var value in (object[])[account, place, permissions, Sessions.HashOf(token)]) arrange.Parameters.Add(new() { Value = value });
        await arrange.ExecuteNonQueryAsync();
        return new(Platform.BaseAddress, token) { Account = account };
    }

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await ReadToldTwiceAsync();
        await Admin.DisposeAsync();
    }
}

/// <summary>One person's browser: follows no redirect by itself, and sends a form as a form is sent.</summary>
sealed class Browser : IDisposable
{
    readonly HttpClient client;
    readonly CookieContainer cookies = new();

    public Browser(string address, string? token)
    {
        var home = new Uri(address);
        if (token is not null) cookies.Add(home, new Cookie(Sessions.Cookie, token));
        client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = home, Timeout = TimeSpan.FromSeconds(30) };
    }

    public string Account { get; init; } = "";

    public async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await client.GetAsync(path));

    public async Task<Answer> SendAsync(HttpMethod method, string path) => await Answer.OfAsync(await client.SendAsync(new(method, path)));

    /// <summary>Sends the form of a page: its token is fetched from there first.</summary>
    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await GetAsync(path);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        return await PostBareAsync(path, [.. values, ("__RequestVerificationToken", token)]);
    }

    /// <summary>Sends the form that fills a page as it came, with these values changed.</summary>
    public async Task<Answer> SubmitAsync(string path, params (string Name, string Value)[] changes)
    {
        var form = (await GetAsync(path)).Document.QuerySelector<IHtmlFormElement>("form[data-guard]") ?? throw new InvalidOperationException($"{path} has no form to fill in.");
        var values = form.Elements.Select<IElement, (string? Name, string Value)>(element => element switch
        {
            IHtmlInputElement { Type: "radio", IsChecked: false } => (null, ""),
            IHtmlInputElement input => (input.Name, input.Value),
            IHtmlSelectElement select => (select.Name, select.Value ?? ""),
            IHtmlTextAreaElement text => (text.Name, text.Value),
            _ => (null, ""),
        }).Where(value => value.Name is not null && !changes.Any(change => change.Name == value.Name)).Select(value => (value.Name!, value.Value));
        return await PostBareAsync(path, [.. values, .. changes]);
    }

    /// <summary>A form that no page of ours has given out.</summary>
    public async Task<Answer> PostBareAsync(string path, params (string Name, string Value)[] values) =>
        await Answer.OfAsync(await client.PostAsync(path, new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)))));

    /// <summary>A file, and with it the values of the page's form.</summary>
    public async Task<Answer> UploadAsync(string path, string field, string name, byte[] content, params (string Name, string Value)[] values)
    {
        var page = await GetAsync(path);
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        form.Add(file, field, name);
        foreach (var (key, value) in values.Append(("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? ""))) form.Add(new StringContent(value), key);
        return await Answer.OfAsync(await client.PostAsync(path, form));
    }

    public void Dispose() => client.Dispose();
}

/// <summary>What came back. The page is taken apart when somebody asks for it: most only ask how it was answered.</summary>
sealed record Answer(int Status, string Text, HttpResponseMessage Message)
{
    public IDocument Document => field ??= new HtmlParser().ParseDocument(Text);
    public string? Location => Message.Headers.Location?.OriginalString;
    public string? Header(string name) => Message.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
    public string? In(string selector) => Document.QuerySelector(selector)?.TextContent.Trim();

    public static async Task<Answer> OfAsync(HttpResponseMessage message) => new((int)message.StatusCode, await message.Content.ReadAsStringAsync(), message);
}
