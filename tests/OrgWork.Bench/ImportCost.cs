using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using Npgsql;
using NpgsqlTypes;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// A sheet of 100,000 rows and 20 columns, brought as an officer brings it: uploaded to 人才库, every cell read and checked, numbers encrypted, twins and known people found, staged
/// for repair; then written. Against a bare reader (ZipArchive and XmlReader) that copies the same cells into a table without an index and checks nothing.
/// </summary>
static partial class ImportCost
{
    const int Rows = 100_000;
    static readonly string[] Headings = ["姓名", "公民身份号码", "工作单位及职务", "性别", "出生日期", "民族", "政治面貌", "籍贯", "人才类别", "认定层次", "专业领域", "引进方式", "引进时间", "引进前单位", "合同（合作）期满", "联系领导", "职称", "学历", "联系电话", "备注"];

    public static async Task RunAsync(string database, string folder, Server ours, int rounds, Action<string> say)
    {
        var (small, large) = (await SheetAsync(Path.Combine(folder, "import-10000.xlsx"), Rows / 10), await SheetAsync(Path.Combine(folder, "import-100000.xlsx"), Rows));
        await using var source = NpgsqlDataSource.Create(database);
        var officer = await SignInAsync(source);
        // Once for nothing: both have then compiled and connected. A bare reader is a process of its own each time, as it was when the goal was set.
        await CheckAsync(source, ours, officer, small, say: null);
        var before = ours.MemoryInMiB();
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var bare = await BareAsync(large, database);
            var (id, took) = await CheckAsync(source, ours, officer, large, say);
            ratios.Add(took / bare);
            say(string.Create(CultureInfo.InvariantCulture, $"{Rows} × {Headings.Length}: bare reader and COPY {bare:0.00} s, read, checked and staged {took:0.00} s, ratio {took / bare:0.00}"));
            if (round + 1 < rounds) continue;
            var written = await WriteAsync(source, ours, officer, id);
            say(string.Create(CultureInfo.InvariantCulture, $"written into the register with its history, search pieces, persons, rules and a deed for each: {written:0.0} s, {Rows / written:0} rows/s, {written / bare:0.0} × the bare reader"));
        }
        say(string.Create(CultureInfo.InvariantCulture, $"import: ratio {ratios.Order().ElementAt(ratios.Count / 2):0.00} (goal ≤ 4.00); memory of the host after 10,000 rows {before} MiB, after 100,000 {ours.MemoryInMiB()} MiB, ratio {(double)ours.MemoryInMiB() / before:0.00} (goal ≤ 2)"));
    }

    /// <summary>The other process: no validation, no index, nothing but reading and COPY.</summary>
    public static async Task BareAsync(string file, string database, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand($"drop table if exists public.bare_import; create table public.bare_import ({string.Join(", ", Headings.Select((_, i) => $"c{i} text"))})", connection)) await create.ExecuteNonQueryAsync();
        using var zip = ZipFile.OpenRead(file);
        using var xml = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open(), new() { DtdProcessing = DtdProcessing.Prohibit });
        await using (var copy = await connection.BeginBinaryImportAsync($"copy public.bare_import from stdin (format binary)"))
        {
            var (cells, column, count) = (new string?[Headings.Length], 0, 0);
            while (xml.Read())
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row") (column, cells) = (0, new string?[Headings.Length]);
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c") column = xml.GetAttribute("r")![0] - 'A';
                else if (xml.NodeType is XmlNodeType.Text && column < cells.Length) cells[column] = xml.Value;
                else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row" && count++ > 1)
                {
                    await copy.StartRowAsync();
                    foreach (var cell in cells)
                        if (cell is null) await copy.WriteNullAsync();
                        else await copy.WriteAsync(cell, NpgsqlDbType.Text);
                }
            await copy.CompleteAsync();
        }
        say(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    static async Task<double> BareAsync(string file, string database)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ImportCost).Assembly.Location, "bare-import", file, database]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(said, CultureInfo.InvariantCulture);
    }

    static async Task<(string Id, double Seconds)> CheckAsync(NpgsqlDataSource source, Server ours, Officer officer, string sheet, Action<string>? say)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "Cookie", officer.Cookies } }, Timeout = TimeSpan.FromMinutes(5) };
        var imports = $"{ours.Address}/{officer.Place}/talent/talents/imports";
        var page = await client.GetAsync(imports);
        if (!page.IsSuccessStatusCode) throw new InvalidOperationException($"{imports}: {(int)page.StatusCode}");
        // As a browser would, we bring along what the first page gave us.
        foreach (var cookie in page.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
            if (!officer.Cookies.Contains(cookie.Split('=')[0] + "=", StringComparison.Ordinal)) officer.Cookies += "; " + cookie.Split(';')[0];
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", officer.Cookies);
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
        return (import[(import.LastIndexOf('/') + 1)..], await TaskAsync(source, "import-reading", say));
    }

    static async Task<double> WriteAsync(NpgsqlDataSource source, Server ours, Officer officer, string id)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "Cookie", officer.Cookies } } };
        var import = $"{ours.Address}/{officer.Place}/talent/talents/imports/{id}";
        var token = Token().Match(await client.GetStringAsync(import)).Groups[1].Value;
        using var asked = await client.PostAsync(import + "?handler=write", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        if ((int)asked.StatusCode != 302) throw new InvalidOperationException($"write: {(int)asked.StatusCode}");
        return await TaskAsync(source, "import-writing", null);
    }

    /// <summary>How long the newest task of a kind took, by the database's clock, once it has ended.</summary>
    static async Task<double> TaskAsync(NpgsqlDataSource source, string kind, Action<string>? say)
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

    sealed class Officer(string place, string cookies)
    {
        public string Place => place;
        public string Cookies { get; set; } = cookies;
    }

    static async Task<Officer> SignInAsync(NpgsqlDataSource source)
    {
        var token = Sessions.NewToken();
        await using var account = source.CreateCommand("""
            with place as (select id, path from org.locality where parent_id is null order by id limit 1),
            r as (insert into org.role (id, name) values ('bench_import', '压测导入') on conflict (id) do update set name = excluded.name returning id),
            p as (insert into org.role_permission select 'bench_import', x from unnest(array['talent.talents.read', 'talent.talents.edit']) x on conflict do nothing),
            a as (insert into org.account (account, name, must_change_password, locality_path) select 'bench_import', '压测', false, path from place on conflict (account) do update set must_change_password = false returning id),
            g as (insert into org.role_grant (account_id, role_id, locality_id) select a.id, 'bench_import', place.id from a, place, r on conflict do nothing)
            insert into org.session (token_hash, account_id, expires_at, remote, agent) select $1, a.id, now() + interval '10 hours', '127.0.0.1', 'bench' from a
            """);
        account.Parameters.Add(new() { Value = Sessions.HashOf(token) });
        await account.ExecuteNonQueryAsync();
        await using var place = source.CreateCommand("select code from org.locality where parent_id is null order by id limit 1");
        return new((string)(await place.ExecuteScalarAsync())!, "ow=" + token);
    }

    /// <summary>Invented people, one cell in a hundred wrong or odd.</summary>
    static async Task<string> SheetAsync(string path, int rows)
    {
        if (File.Exists(path)) return path;
        var random = new Random(rows);
        string[] surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"], given = ["建国", "志强", "晓丽", "静", "海涛", "文博", "秋实", "清和", "若云", "平安"];
        await using var file = File.Create(path + ".part");
        await using (var sheet = new SheetWriter(file, "人才", "周文博"))
        {
            sheet.Begin([.. Headings.Select(heading => new SheetColumn(heading))], "人才名册");
            for (var i = 0; i < rows; i++)
            {
                var birth = new DateOnly(1960, 1, 1).AddDays(random.Next(15_000));
                var body = $"99{random.Next(1000, 9999)}{birth:yyyyMMdd}{i % 1000:000}";
                var number = body + IdentityNumber.CheckOf(body);
                var isMale = (number[16] - '0') % 2 == 1;
                sheet.Row(surnames[random.Next(10)] + given[random.Next(10)], number, $"第{i % 900}研究所工程师", random.Next(100) == 0 ? "不详" : isMale ? "男" : "女", random.Next(100) == 0 ? "86.7" : Dates.Format(birth), random.Next(50) == 0 ? "汉" : "汉族", "群众", "南江",
                    "专业技术人才", "D类（市级领军人才）", "电子信息", "柔性引进", $"{2010 + i % 15}.{1 + i % 12:00}", $"第{i % 700}公司", "2030.12.31", "部领导", "工程师", random.Next(100) == 0 ? "大学本课" : "大学本科", $"139{random.Next(10_000_000, 99_999_999)}", i % 3 == 0 ? $"备注之{i}" : null);
            }
            await sheet.FinishAsync();
        }
        file.Close();
        File.Move(path + ".part", path);
        return path;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")] private static partial Regex Token();
    [GeneratedRegex("name=\"headingRow\" value=\"(\\d+)\"")] private static partial Regex HeadingRow();
    [GeneratedRegex("<select class=\"sel\" name=\"chosen\".*?</select>", RegexOptions.Singleline)] private static partial Regex Select();
    [GeneratedRegex("<option value=\"([^\"]*)\" selected")] private static partial Regex Selected();
}
