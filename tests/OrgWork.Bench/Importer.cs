using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OrgWork.Host;

namespace OrgWork.Bench;

/// <summary>An officer who brings a sheet into a register, through the pages as they are.</summary>
sealed partial class Importer
{
    readonly NpgsqlDataSource source;
    readonly Server ours;
    readonly string register, place;
    string cookies;

    Importer(NpgsqlDataSource source, Server ours, string register, string place, string cookies) => (this.source, this.ours, this.register, this.place, this.cookies) = (source, ours, register, place, cookies);

    /// <summary>Somebody of the whole city who may bring sheets into this register.</summary>
    public static async Task<Importer> SignInAsync(NpgsqlDataSource source, Server ours, string register, params string[] permissions)
    {
        var token = Sessions.NewToken();
        await using var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench_import', '压测导入') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench_import', x from unnest($2::text[]) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench_import', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench_import', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """);
        account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
        account.Parameters.Add(new() { Value = permissions });
        await account.ExecuteNonQueryAsync();
        await using var city = source.CreateCommand("select code from org.locality where parent_id is null order by id limit 1");
        return new(source, ours, register, (string)(await city.ExecuteScalarAsync())!, "ow=" + token);
    }

    /// <summary>Uploads a sheet, takes the columns as they were guessed, and waits until every row is read and checked.</summary>
    public async Task<(string Id, double Seconds)> CheckAsync(string sheet, Action<string>? say)
    {
        using var client = Client();
        var imports = $"{ours.Address}/{place}/{register}/imports";
        var page = await client.GetAsync(imports);
        if (!page.IsSuccessStatusCode) throw new InvalidOperationException($"{imports}: {(int)page.StatusCode}");
        // As a browser would, we bring along what the first page gave us.
        foreach (var cookie in page.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
            if (!cookies.Contains(cookie.Split('=')[0] + "=", StringComparison.Ordinal)) cookies += "; " + cookie.Split(';')[0];
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", cookies);
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var upload = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        upload.Add(new ByteArrayContent(await File.ReadAllBytesAsync(sheet)), "sheet", Path.GetFileName(sheet));
        var watch = Stopwatch.StartNew();
        using var brought = await client.PostAsync(imports, upload);
        if ((int)brought.StatusCode != 302) throw new InvalidOperationException($"upload: {(int)brought.StatusCode}");
        say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"uploaded and its columns matched: {watch.Elapsed.TotalSeconds:0.00} s"));
        var import = ours.Address + brought.Headers.Location!.OriginalString;
        var html = await client.GetStringAsync(import);
        List<KeyValuePair<string, string>> form = [new("__RequestVerificationToken", token), new("sheet", "0"), new("headingRow", HeadingRow().Match(html).Groups[1].Value)];
        foreach (Match select in Select().Matches(html)) form.Add(new("chosen", Selected().Match(select.Value) is { Success: true } selected ? selected.Groups[1].Value : ""));
        using var asked = await client.PostAsync(import + "?handler=columns", new FormUrlEncodedContent(form));
        if ((int)asked.StatusCode != 302) throw new InvalidOperationException($"columns: {(int)asked.StatusCode}");
        return (import[(import.LastIndexOf('/') + 1)..], await TaskAsync("import-reading", say));
    }

    /// <summary>Writes it, or takes it back: whatever is asked of an import and becomes a task.</summary>
    /// <returns>how many seconds the task took</returns>
    public async Task<double> DoAsync(string id, string deed, string task, Action<string>? say)
    {
        using var asked = await PostAsync(id, deed);
        if ((int)asked.StatusCode != 302) throw new InvalidOperationException($"{deed}: {(int)asked.StatusCode}");
        return await TaskAsync(task, say);
    }

    public async Task<HttpResponseMessage> PostAsync(string id, string handler)
    {
        using var client = Client();
        var import = $"{ours.Address}/{place}/{register}/imports/{id}";
        var token = Token().Match(await client.GetStringAsync(import)).Groups[1].Value;
        return await client.PostAsync($"{import}?handler={handler}", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
    }

    /// <summary>How long the newest task of a kind took, by the database's clock, once it has ended.</summary>
    async Task<double> TaskAsync(string kind, Action<string>? say)
    {
        while (true)
        {
            await using var ask = source.CreateCommand("select state, extract(epoch from ended_at - started_at)::float8, coalesce(fault, result ->> 'words', '') from org.job where kind = $1 order by created_at desc limit 1");
            ask.Parameters.Add(new() { Value = kind });
            await using (var row = await ask.ExecuteReaderAsync())
                if (await row.ReadAsync() && row.GetInt16(0) > 1)
                {
                    if (row.GetInt16(0) != 2) throw new InvalidOperationException(row.GetString(2));
                    say?.Invoke(row.GetString(2));
                    return row.GetDouble(1);
                }
            await Task.Delay(20);
        }
    }

    HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "Cookie", cookies } }, Timeout = TimeSpan.FromMinutes(5) };

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")] private static partial Regex Token();
    [GeneratedRegex("name=\"headingRow\" value=\"(\\d+)\"")] private static partial Regex HeadingRow();
    [GeneratedRegex("<select class=\"sel\" name=\"chosen\".*?</select>", RegexOptions.Singleline)] private static partial Regex Select();
    [GeneratedRegex("<option value=\"([^\"]*)\" selected")] private static partial Regex Selected();
}
