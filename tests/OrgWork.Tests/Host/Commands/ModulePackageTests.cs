using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Host.Commands;

/// <summary>A module from its maker to a running deployment: packed and signed, looked at, refused for what is wrong, installed live.</summary>
public sealed class ModulePackageTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    readonly string folder = Scratch.Folder($"packages-{Guid.NewGuid():N}");

    sealed record Said(int Code, string Out, string Error)
    {
        public string All => Out + Error;
    }

    async Task<Said> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Platform).Assembly.Location, "module", .. arguments, "--data", office.Host.Data, "--modules", office.Host.ModulesFolder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ORGWORK_DB"] = office.Host.Database;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    async Task<Said> DoneAsync(params string[] arguments)
    {
        var said = await RunAsync(arguments);
        Assert.True(said.Code == 0, $"{string.Join(' ', arguments)}: {said.Code} {said.All}");
        return said;
    }

    /// <summary>The talent module as built, with something changed before it is listed.</summary>
    string Built(string name, Action<string>? change = null) => Built(Packages.Module("Talent"), name, change);

    string Built(string from, string name, Action<string>? change)
    {
        var copy = Path.Combine(folder, name);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        change?.Invoke(copy);
        var names = Directory.GetFiles(copy, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(copy, file)).Where(file => file != "files.sha256").Order(StringComparer.Ordinal);
        File.WriteAllText(Path.Combine(copy, "files.sha256"), string.Concat(names.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(copy, file))))}  {file}\n")));
        return copy;
    }

    static void SetVersion(string copy, string version)
    {
        var file = Path.Combine(copy, "module.json");
        File.WriteAllText(file, Regex.Replace(File.ReadAllText(file), "\"version\": \"[^\"]+\"", $"\"version\": \"{version}\""));
    }

    async Task<(string Key, string Print)> KeyAsync()
    {
        var key = Path.Combine(folder, $"{Guid.NewGuid():N}.pem");
        var said = await DoneAsync("key", "--out", key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        return (key, said.Out[(said.Out.IndexOf("指纹 ", StringComparison.Ordinal) + 3)..][..32]);
    }

    async Task<string> PackAsync(string built, string? key)
    {
        var to = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        await DoneAsync(["pack", built, "--out", to, .. key is null ? (string[])[] : ["--key", key, "--signer", "云江市委组织部"]]);
        return Assert.Single(Directory.GetFiles(to));
    }

    [Fact]
    public async Task A_signed_package_is_refused_until_its_signer_is_trusted_and_then_installed_into_the_running_platform()
    {
        var (key, print) = await KeyAsync();
        var package = await PackAsync(Built("whole"), key);
        Assert.EndsWith(".owmodule", package);

        var unknown = await RunAsync("verify", package);
        Assert.Equal(1, unknown.Code);
        Assert.Contains("不在信任的签名人里", unknown.Out);
        Assert.Equal(1, (await RunAsync("install", package, "--reason", "试")).Code);
        Assert.DoesNotContain(office.Host.Platform.Catalog.Statuses, status => status.Id == "talent");

        await DoneAsync("trust", key + ".pub", "--name", "云江市委组织部", "--reason", "市里统一制作");
        Assert.Contains(print, (await DoneAsync("signers")).Out);
        var review = JsonDocument.Parse((await DoneAsync("verify", package, "--json")).Out).RootElement;
        Assert.True(review.GetProperty("isTrusted").GetBoolean());
        var lines = review.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("what").GetString()} {line.GetProperty("words").GetString()}").ToList();
        Assert.Contains(lines, line => line.StartsWith("权限 ", StringComparison.Ordinal) && line.Contains("人才办", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("0001_talent.sql", StringComparison.Ordinal));
        // Looked at, and nothing left of it.
        Assert.Null(await office.Host.AskAsync<string>("select nspname::text from pg_namespace where nspname = 'talent'"));

        await DoneAsync("install", package, "--reason", "启用人才模块");
        await office.Host.UntilAsync(status => status is { Id: "talent", Condition: ModuleCondition.Serving, Error: null }, "the host takes up what was installed");
        Assert.Equal("模块安装|启用人才模块", await office.Host.AskAsync<string>("select deed || '|' || reason from audit.entry where deed = '模块安装' order by id desc limit 1"));
        using var officer = await office.Host.SignInAsync(TestHost.City, "talent.talents.read");
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{TestHost.City}/talent/talents")).Status == 200, "its list answers");

        // What is there now is not gone back behind.
        var older = await RunAsync("verify", await PackAsync(Built("older", copy => SetVersion(copy, "0.0.9")), key));
        Assert.Equal(1, older.Code);
        Assert.Contains("不能倒退", older.Out);
        await DoneAsync("distrust", print, "--reason", "换密钥");
        Assert.Equal(1, (await RunAsync("verify", package)).Code);
    }

    [Fact]
    public async Task What_was_changed_after_signing_or_reaches_out_of_its_folder_is_not_opened()
    {
        var (key, _) = await KeyAsync();
        var package = await PackAsync(Built("signed"), key);

        var changed = Path.Combine(folder, "changed.owmodule");
        File.Copy(package, changed);
        using (var zip = ZipFile.Open(changed, ZipArchiveMode.Update))
        {
            zip.GetEntry("module.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("module.json").Open());
            writer.Write("{}");
        }
        var said = await RunAsync("verify", changed);
        Assert.Equal(1, said.Code);

        var relisted = Path.Combine(folder, "relisted.owmodule");
        File.Copy(package, relisted);
        using (var zip = ZipFile.Open(relisted, ZipArchiveMode.Update))
        {
            string list;
            using (var reader = new StreamReader(zip.GetEntry("files.sha256")!.Open())) list = reader.ReadToEnd();
            zip.GetEntry("files.sha256")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("files.sha256").Open());
            writer.Write(list + "\n");
        }
        Assert.Contains("签名之后被改动过", (await RunAsync("verify", relisted)).Error);

        var outside = Path.Combine(folder, "outside.owmodule");
        using (var zip = ZipFile.Open(outside, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(zip.CreateEntry("../../outside.txt").Open()))
            writer.Write("x");
        Assert.Contains("指到了包外", (await RunAsync("verify", outside)).Error);
        File.WriteAllText(Path.Combine(folder, "text.owmodule"), "不是包");
        Assert.Contains("不是模块包", (await RunAsync("verify", Path.Combine(folder, "text.owmodule"))).Error);
        Assert.Equal(2, (await RunAsync("verify", Path.Combine(folder, "none.owmodule"))).Code);
    }

    [Fact]
    public async Task What_reaches_beyond_its_own_is_named_and_leaves_nothing_behind()
    {
        var open = await RunAsync("verify", await PackAsync(Built("open", copy => File.WriteAllText(Path.Combine(copy, "migrations", "0999_open.sql"), "create table everybody (name text)")), null));
        Assert.Equal(1, open.Code);
        Assert.Contains("talent.everybody 没有 locality_path 列", open.Out);
        Assert.Contains("没有签名", open.Out);
        var beyond = await RunAsync("verify", await PackAsync(Built("beyond", copy => File.WriteAllText(Path.Combine(copy, "migrations", "0999_beyond.sql"), "create table org.mine (name text)")), null));
        Assert.Contains("0999_beyond.sql 执行失败（42501）", beyond.Out);
        Assert.Equal(0, await office.Host.AskAsync<long?>("select count(*) from pg_class where relname in ('everybody', 'mine')"));

        // Code that names the host: this very assembly of tests does.
        var stranger = Built("stranger", copy =>
        {
            File.Copy(typeof(ModulePackageTests).Assembly.Location, Path.Combine(copy, "OrgWork.Strangers.dll"));
            SetVersion(copy, "9.0.0");
        });
        var named = await RunAsync("verify", await PackAsync(stranger, null));
        Assert.Contains("引用了 OrgWork.Host", named.Out);
        Assert.Equal(1, (await RunAsync("install", await PackAsync(stranger, null), "--unsigned", "--reason", "试")).Code);
    }

    [Fact]
    public async Task A_look_at_the_next_version_of_a_module_in_use_leaves_its_rows_and_its_readers_alone()
    {
        await office.Host.DoAsync($"insert into probe.piece (locality_path, name) select path, '试件' || i from org.locality, generate_series(1, 40) i where code = '{TestHost.County}'");
        const string all = """
            select (select string_agg(name || version || id, ',' order by id) from probe.piece) || (select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = 'probe.piece'::regclass and attnum > 0)
              || (select string_agg(file, ',') from org.migration where schema_name = 'probe')
            """;
        var before = await office.Host.AskAsync<string>(all);
        const string next = "alter table piece add column weight int not null default 7; comment on column piece.weight is '重量'; alter table piece no force row level security; update piece set name = name || '（改）'; alter table piece force row level security; ";
        string[] packages = [await PackAsync(Next("next", next), null), await PackAsync(Next("slow", next + "select pg_sleep(60)"), null)];

        using var reader = await office.Host.SignInAsync(TestHost.County, "probe.look");
        using var enough = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            List<(int Status, bool IsThere)> seen = [];
            while (!enough.IsCancellationRequested) seen.Add(await reader.GetAsync($"/{TestHost.County}/probe/pieces") is var page ? (page.Status, page.In("tbody")?.Contains("试件1", StringComparison.Ordinal) == true && !page.In("tbody")!.Contains("（改）", StringComparison.Ordinal)) : default);
            return seen;
        });
        Assert.Contains("已在数据库里试做并撤回，没有问题", (await RunAsync("verify", packages[0])).Out);
        // It would lock the table for a minute: it is stopped before anybody who reads gives up.
        Assert.Contains("试做 2 秒还没有做完，已停下并全部撤回", (await RunAsync("verify", packages[1])).Out);
        await enough.CancelAsync();
        var seen = await reading;
        Assert.True(seen.Count > 3, $"{seen.Count} pages");
        Assert.All(seen, page => Assert.Equal((200, true), page));
        Assert.Equal(before, await office.Host.AskAsync<string>(all));

        string Next(string name, string sql) => Built(Path.Combine(office.Host.ModulesFolder, "Probe"), name, copy =>
        {
            SetVersion(copy, "1.1.0");
            File.WriteAllText(Path.Combine(copy, "migrations", "0002_next.sql"), sql);
        });
    }
}
