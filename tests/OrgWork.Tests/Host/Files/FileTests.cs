using System.Text;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Files;

/// <summary>Files on records, as people bring and fetch them.</summary>
public sealed class FileTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[1_300_000]];
    static readonly string[] All = ["ledger.entrants.read", "ledger.entrants.edit"];

    async Task<(Guid Row, string Address)> EntrantAsync(string code = TestHost.Township)
    {
        var row = await ledger.AddEntrantAsync(await ledger.PathOfAsync(code), "陶静");
        return (row, $"/{TestHost.County}/ledger/papers/{row}");
    }

    static async Task<string> BringAsync(Browser browser, string address, string name = "入党材料.pdf", byte[]? content = null)
    {
        var answer = await browser.UploadAsync(address, "paper", name, content ?? Pdf);
        Assert.Equal(302, answer.Status);
        return (await browser.GetAsync(address)).Document.QuerySelector(".files a")!.GetAttribute("href")!;
    }

    [Fact]
    public async Task A_file_comes_back_byte_for_byte_as_an_attachment_and_both_ways_are_on_record()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (row, address) = await EntrantAsync();

        var link = await BringAsync(officer, address);
        var answer = await officer.GetAsync(link);

        Assert.Equal(200, answer.Status);
        Assert.Equal(Pdf, await answer.Message.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Message.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("入党材料.pdf", answer.Message.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Contains("sandbox", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("上传文件,下载文件", await ledger.Host.AskAsync<string>($"select string_agg(deed, ',' order by id) from audit.entry where row_id = '{row}' and module = 'ledger'"));
    }

    [Fact]
    public async Task What_lies_in_the_database_is_readable_only_with_the_key_and_only_as_the_whole_file_it_was()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (_, address) = await EntrantAsync();
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("姓名陶静，公民身份号码539921198003070015。\n", 20_000)));
        var link = await BringAsync(officer, address, "登记表.txt", text);
        var (id, other) = (link.Split('/')[^1], (await BringAsync(officer, (await EntrantAsync()).Address, "另一份.txt", text)).Split('/')[^1]);

        foreach (var secret in (string[])["539921198003070015", "公民身份号码"])
            Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from org.file_piece where position(convert_to('{secret}', 'UTF8') in bytes) > 0"));
        Assert.NotEqual(await ledger.Host.AskAsync<string>($"select md5(bytes) from org.file_piece where file_id = '{id}' and number = 0"), await ledger.Host.AskAsync<string>($"select md5(bytes) from org.file_piece where file_id = '{other}' and number = 0"));
        Assert.Equal(text, await (await officer.GetAsync(link)).Message.Content.ReadAsByteArrayAsync());

        // Another file's first piece, the second one in the place of the first, another length, another file's key, a key that this deployment does not have.
        foreach (var tampering in (string[])[
            $"update org.file_piece p set bytes = o.bytes from org.file_piece o where o.file_id = '{other}' and o.number = 0 and p.file_id = '{id}' and p.number = 0",
            $"update org.file_piece p set bytes = o.bytes from org.file_piece o where o.file_id = '{id}' and o.number = 1 and p.file_id = '{id}' and p.number = 0",
            $"update org.file set size = 600000 where id = '{id}'",
            $"update org.file f set key_cipher = o.key_cipher from org.file o where o.id = '{other}' and f.id = '{id}'",
            $"update org.file set key_cipher = overlay(key_cipher placing '\\x0063'::bytea from 2) where id = '{id}'"])
        {
            await ledger.Host.DoAsync($"create table before_file as select * from org.file where id = '{id}'; create table before_piece as select * from org.file_piece where file_id = '{id}'; {tampering}");
            var answer = await officer.GetAsync(link);
            Assert.True(answer.Status == 500 && answer.In("h1") == "这个文件现在打不开", $"{tampering}: {answer.Status}");
            Assert.Contains(tampering.Contains("0063", StringComparison.Ordinal) ? "第 99 号密钥，密钥文件 orgwork.key 里没有它，或者它已经销毁；请从密钥备份中恢复原来的文件" : "备份", answer.Text, StringComparison.Ordinal);
            await ledger.Host.DoAsync($"update org.file f set size = b.size, key_cipher = b.key_cipher from before_file b where f.id = b.id; update org.file_piece p set bytes = b.bytes from before_piece b where p.file_id = b.file_id and p.number = b.number; drop table before_file, before_piece");
        }
        Assert.Equal(text, await (await officer.GetAsync(link)).Message.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_file_of_another_place_is_not_there()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (_, address) = await EntrantAsync();
        var id = (await BringAsync(officer, address)).Split('/')[^1];
        using var neighbour = await ledger.Host.SignInAsync(TestHost.Neighbour, All);
        using var village = await ledger.Host.SignInAsync(TestHost.Township, All);

        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/org/files/{id}")).Status);
        Assert.Equal(404, (await neighbour.GetAsync($"/{TestHost.Neighbour}/org/files/{id}/remove")).Status);
        Assert.Equal((await neighbour.GetAsync($"/{TestHost.Neighbour}/org/files/{Guid.NewGuid()}")).In("h1"), (await neighbour.GetAsync($"/{TestHost.Neighbour}/org/files/{id}")).In("h1"));
        Assert.Equal(200, (await village.GetAsync($"/{TestHost.Township}/org/files/{id}")).Status);
    }

    [Fact]
    public async Task Who_may_not_see_the_record_may_not_have_its_file_and_where_the_module_is_off_there_is_none()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.City, All);
        var (_, address) = await EntrantAsync(TestHost.Neighbour);
        var id = (await BringAsync(officer, address.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Split('/')[^1];
        using var other = await ledger.Host.SignInAsync(TestHost.City, "ledger.circles.read");

        Assert.Equal(403, (await other.GetAsync($"/{TestHost.City}/org/files/{id}")).Status);

        await ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', 0, '试' from org.locality where code = '{TestHost.Neighbour}'");
        await TestHost.UntilAsync(async () => (await officer.GetAsync($"/{TestHost.Neighbour}/org/files/{id}")).Status == 404, "the module to be off");
        await ledger.Host.DoAsync("delete from org.module_state");
    }

    [Theory]
    [InlineData("章程.pdf", "<html><script>", "网页（HTML）")]
    [InlineData("章程.docx", "%PDF-1.4 x", "后缀“.docx”不符")]
    [InlineData("章程.pdf", "", "空文件")]
    [InlineData("小程序.pdf", "\u007fELF\u0001\u0001", "程序")]
    public async Task The_wrong_thing_is_refused_with_the_reason(string name, string content, string reason)
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (row, address) = await EntrantAsync();

        var answer = await officer.UploadAsync(address, "paper", name, Encoding.UTF8.GetBytes(content));

        Assert.Contains(reason, answer.ErrorAt("Paper"), StringComparison.Ordinal);
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from org.file where row_id = '{row}'"));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_its_size_and_the_limit()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        var (_, address) = await EntrantAsync();

        var little = await officer.UploadAsync(address, "paper", "扫描.pdf", [.. "%PDF-1.7\n"u8, .. new byte[20 * 1024 * 1024]]);
        var far = await officer.UploadAsync(address, "paper", "扫描.pdf", [.. "%PDF-1.7\n"u8, .. new byte[30 * 1024 * 1024]]);

        Assert.Contains("超过上限 20 MB", little.ErrorAt("Paper"), StringComparison.Ordinal);
        Assert.Equal(413, far.Status);
        Assert.Contains("不能超过 22 MB", far.Text, StringComparison.Ordinal);
        // Where no files are taken the bound is the old one.
        Assert.Equal(413, (await officer.UploadAsync($"/{TestHost.County}/ledger/entrants/new", "name", "扫描.pdf", new byte[11 * 1024 * 1024])).Status);
    }

    [Fact]
    public async Task A_file_is_taken_away_with_a_reason_by_who_may_write()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, All);
        using var reader = await ledger.Host.SignInAsync(TestHost.County, All[0]);
        var (row, address) = await EntrantAsync();
        var link = await BringAsync(officer, address);
        var remove = $"{link}/remove?back={Uri.EscapeDataString(address)}";

        Assert.Equal(404, (await reader.GetAsync(remove)).Status);
        Assert.DoesNotContain("移除", (await reader.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.SubmitAsync(remove)).Status);
        var done = await officer.SubmitAsync(remove, ("Reason", "传错了人"));

        Assert.Equal(address, done.Location);
        Assert.Equal(404, (await officer.GetAsync(link)).Status);
        Assert.Equal("传错了人", await ledger.Host.AskAsync<string>($"select reason from audit.entry where row_id = '{row}' and deed = '移除文件' and module = 'ledger'"));
    }

    [Fact]
    public async Task What_is_kept_for_one_person_is_seen_by_nobody_else_and_only_for_its_time()
    {
        var place = await ledger.PathOfAsync(TestHost.County);
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        StoredFile file;
        await using (var db = ledger.Host.Platform.Databases.Of(ledger.Ledger).OpenForWriting(Scope.Subtree(place, mine), new Actor(mine, "周文博", "")))
        {
            file = await new FileStore(db, ledger.Host.Platform.Identities).SaveAsync(new(place, "ledger.entrants.read", OnlyFor: mine, KeptFor: TimeSpan.FromDays(1)), "名单.pdf", new MemoryStream(Pdf), FileRules.Attachment, default);
            db.NeedsNoDeed("arranged by a test");
            await db.CommitAsync();
        }
        async Task<bool> IsThereFor(Guid who, string module)
        {
            var manifest = ledger.Manifests.First(m => m.Id == module);
            await using var db = ledger.Host.Platform.Databases.Of(manifest).OpenForReading(Scope.Subtree(place, who), new Actor(who, "", ""));
            var pieces = await db.FirstAsync<long>("select count(*) from org.file_piece where file_id = @id", new { id = file.Id });
            return await new FileStore(db, ledger.Host.Platform.Identities).FindAsync(file.Id, default) is not null && pieces > 0;
        }

        Assert.True(await IsThereFor(mine, "ledger"));
        Assert.False(await IsThereFor(theirs, "ledger"));
        Assert.False(await IsThereFor(mine, "cadres"));
        await ledger.Host.DoAsync($"update org.file set expires_at = now() - interval '1 minute' where id = '{file.Id}'");
        Assert.False(await IsThereFor(mine, "ledger"));
        Assert.Equal(1, await ledger.Host.AskAsync<int>("select org.drop_expired_files()"));
        Assert.Equal(0, await ledger.Host.AskAsync<long>($"select count(*) from org.file_piece where file_id = '{file.Id}'"));
    }
}
