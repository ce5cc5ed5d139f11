using System.IO.Compression;
using OrgWork.Cadres;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>Files in through the page, accepted, corrected, out again; on the real database.</summary>
public sealed class ExchangePageTests : IAsyncLifetime
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.files.edit", "cadres.exchange.import", "cadres.exchange.export"];
    const string Exchange = $"/{TestHost.County}/cadres/exchange", Files = $"/{TestHost.County}/cadres/files";

    TestHost host = null!;
    Browser officer = null!;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartAsync(Packages.Module("Cadres"));
        officer = await host.SignInAsync(TestHost.County, Officer);
    }

    public async Task DisposeAsync()
    {
        officer.Dispose();
        await host.DisposeAsync();
    }

    static byte[] FileOf(params (string Element, string Text)[] changes)
    {
        var texts = FormSamples.Texts;
        foreach (var (element, text) in changes) texts[element] = text;
        return LrmxFile.Fresh(texts, FormSamples.Family, FormSamples.Picture);
    }

    static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, FormSamples.Gbk))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    async Task<string> BringAsync(string name, byte[] content)
    {
        var answer = await officer.UploadAsync(Exchange, "files", name, content);
        Assert.True(answer.Status == 302, answer.In("main") + host.Log);
        return answer.Location!;
    }

    async Task AcceptAsync(string batch)
    {
        var answer = await officer.PostFromAsync(batch, $"{batch}?handler=accept", ("all", "true"));
        Assert.True(answer.Status == 302, answer.In("main") + host.Log);
    }

    async Task<byte[]> ExportAsync(params Guid[] cadres)
    {
        var page = $"{Exchange}/export?{string.Join('&', cadres.Select(id => $"id={id}"))}";
        var answer = await officer.PostFromAsync(page, $"{Exchange}/export?handler=file", [("purpose", "报上级备案"), .. cadres.Select(id => ("id", id.ToString()))]);
        Assert.True(answer.Status == 200, answer.In("main") + host.Log);
        return await answer.Message.Content.ReadAsByteArrayAsync();
    }

    Task<Guid> CadreAsync(string name = "虞知远") => host.AskAsync<Guid>($"select id from cadres.cadre where name = '{name}' and removed_at is null")!;
    async Task<string> EntryAsync(string name = "虞知远") => $"{Exchange}/entry/{await host.AskAsync<Guid>($"select id from cadres.cadre_exchange_entry where name = '{name}' order by id desc limit 1")}";
    Task<string?> VerdictAsync(string name = "虞知远") => host.AskAsync<string>($"select verdict from cadres.cadre_exchange_entry where name = '{name}' order by id desc limit 1");

    [Fact]
    public async Task Whom_a_committee_above_manages_is_not_changed_by_a_file_below()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        await host.DoAsync("update cadres.cadre set management = '03' where name = '虞知远'");
        var batch = await BringAsync("虞知远.lrmx", FileOf(("JianKangZhuangKuang", "一般")));
        var refused = await officer.PostFromAsync(batch, $"{batch}?handler=accept", ("all", "true"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("管理，档案由", refused.Text, StringComparison.Ordinal);
        Assert.NotEqual("一般", await host.AskAsync<string>("select health from cadres.cadre where name = '虞知远'"));
        // What was taken over before is not taken back either.
        var first = $"{Exchange}/batch/{await host.AskAsync<Guid>("select batch_id from cadres.cadre_exchange_entry where accepted_at is not null")}";
        Assert.Equal(422, (await officer.PostFromAsync(first, $"{first}?handler=undo")).Status);
        Assert.Equal(1L, await host.AskAsync<long>("select count(*) from cadres.cadre where name = '虞知远' and removed_at is null"));
    }

    [Fact]
    public async Task An_untouched_file_comes_out_byte_for_byte_and_a_touched_one_differs_only_there()
    {
        var original = FileOf();
        var batch = await BringAsync("一批.zip", Zip(("干部一科/虞知远990101197803151017.lrmx", original), ("说明.txt", [1, 2, 3])));
        var shown = await officer.GetAsync(batch);
        Assert.Contains("新增", shown.In("table tbody tr"), StringComparison.Ordinal);
        Assert.Contains("说明.txt", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("990101197803151017", shown.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from cadres.cadre"));

        var chosen = await officer.PostFromAsync(batch, $"{batch}?handler=accept", ("entry", shown.Document.QuerySelector("input[name=entry]")!.GetAttribute("value")!));
        Assert.True(chosen.Status == 302, chosen.In("main") + host.Log);
        var cadre = await CadreAsync();
        Assert.Equal("管理学学士 1B 9901**********1017 6 2002-06-01", await host.AskAsync<string>("""
            select concat_ws(' ', case full_time_degree when '412' then '管理学学士' end, in_service_education, identity_mask, (select count(*) from cadres.cadre_family f where f.cadre_id = c.id), party_joined_on) from cadres.cadre c
            """));
        Assert.Equal(original, await ExportAsync(cadre));

        Assert.Equal(302, (await officer.FillAsync($"{Files}/{cadre}/edit", ("native_place", "示范清水"), ("why", "核对档案"))).Status);
        var touched = await ExportAsync(cadre);
        Assert.Equal(FormSamples.EditorText.Replace("<JiGuan>示范云山", "<JiGuan>示范清水"), System.Text.Encoding.UTF8.GetString(touched)[1..]);

        Assert.Equal(302, (await officer.FillAsync($"{Files}/{cadre}/edit", ("native_place", "示范云山"), ("why", "核对档案"))).Status);
        Assert.Equal(original, await ExportAsync(cadre));
        Assert.Equal(3, await host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and reason = '报上级备案'"));
    }

    [Fact]
    public async Task The_same_file_again_is_the_same_and_another_differs_field_by_field()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        await BringAsync("虞知远.lrmx", FileOf());
        Assert.Equal("same", await VerdictAsync());

        var batch = await BringAsync("虞知远.lrmx", FileOf(("JianKangZhuangKuang", "一般"), ("XianRenZhiWu", "示范省云山市清水县副县长"), ("RenMianLiYou", "")));
        Assert.Equal("differs", await VerdictAsync());
        var entry = await EntryAsync();
        var compared = await officer.GetAsync(entry);
        Assert.Equal(["健康状况", "现任职务", "任免理由"], compared.Document.QuerySelectorAll(".clash tbody th").Select(head => head.TextContent.Trim()));

        // The post from the file, health as it was, and a reason of one's own.
        var answer = await officer.SubmitAsync(entry, ("take.XianRenZhiWu", "file"), ("take.JianKangZhuangKuang", "keep"), ("take.RenMianLiYou", "keep"), ("text.RenMianLiYou", "换届"));
        Assert.Equal(302, answer.Status);
        await AcceptAsync(batch);
        Assert.Equal("健康 示范省云山市清水县副县长 换届", await host.AskAsync<string>("select concat_ws(' ', health, post_title, appointment_reason) from cadres.cadre"));
        Assert.Contains("副县长", await host.AskAsync<string>("select changes::text from audit.entry where deed = '修改' and register = 'files' and reason = '导入任免审批表' order by id desc limit 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_facts_that_disagree_are_doubtful_and_stay_as_the_record_has_them()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        var batch = await BringAsync("虞知远.lrmx", FileOf(("CanJiaGongZuoShiJian", "199907"), ("RuDangShiJian", "200106")));
        Assert.Equal("doubtful", await VerdictAsync());
        Assert.Equal(422, (await officer.PostFromAsync(batch, $"{batch}?handler=accept", ("all", "true"))).Status);

        var answer = await officer.SubmitAsync(await EntryAsync(), ("take.CanJiaGongZuoShiJian", "keep"), ("take.RuDangShiJian", "file"));
        Assert.Equal(302, answer.Status);
        await AcceptAsync(batch);
        Assert.Equal("2000-07-01 2001-06-01", await host.AskAsync<string>("select concat_ws(' ', work_began_on, party_joined_on) from cadres.cadre"));
    }

    [Fact]
    public async Task Who_it_is_is_asked_when_name_birth_and_number_do_not_agree()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));

        // Same name, another month of birth, no number.
        await BringAsync("虞知远.lrmx", FileOf(("ChuShengNianYue", "198101"), ("ShenFenZheng", "")));
        Assert.Equal("doubtful", await VerdictAsync());
        var entry = await EntryAsync();
        var page = await officer.GetAsync(entry);
        Assert.Contains("同名的人", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostFromAsync(entry, $"{entry}?handler=who", ("who", "new"))).Status);
        Assert.Equal("new", await VerdictAsync());

        // The number of another.
        await BringAsync("陶静.lrmx", FileOf(("XingMing", "陶静")));
        Assert.Equal("doubtful", await VerdictAsync("陶静"));
        Assert.Contains("姓名却不同", (await officer.GetAsync(await EntryAsync("陶静"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_accepted_whole_or_not_at_all_and_taken_back_whole()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        var batch = await BringAsync("一批.zip", Zip(("a.lrmx", FileOf(("JiGuan", "示范清水"), ("TianBiaoRen", "孙一"))), ("b.lrmx", FileOf(("XingMing", "陶静"), ("ShenFenZheng", ""), ("XingBie", "女")))));
        await AcceptAsync(batch);
        var newcomer = await CadreAsync("陶静");
        Assert.Equal("示范清水 孙一", await host.AskAsync<string>("select concat_ws(' ', native_place, form_filled_by) from cadres.cadre where name = '虞知远'"));

        // What was changed after the import is left alone, and said.
        Assert.Equal(302, (await officer.FillAsync($"{Files}/{await CadreAsync()}/edit", ("native_place", "示范东山"), ("why", "核对档案"))).Status);
        var undone = await officer.PostFromAsync(batch, $"{batch}?handler=undo");
        Assert.Equal(302, undone.Status);
        Assert.Contains("籍贯导入后又改过", (await officer.GetAsync(batch)).Text, StringComparison.Ordinal);
        Assert.Equal("示范东山 钱测试", await host.AskAsync<string>("select concat_ws(' ', native_place, form_filled_by) from cadres.cadre where name = '虞知远'"));
        Assert.NotNull(await host.AskAsync<object>($"select removed_at from cadres.cadre where id = '{newcomer}'"));

        // One that cannot be written stops all of them.
        var bad = await BringAsync("一批.zip", Zip(("c.lrmx", FileOf(("XingMing", "段飞"), ("ShenFenZheng", ""))), ("d.lrmx", FileOf(("XingMing", "童志刚"), ("ShenFenZheng", ""), ("TianBiaoRen", new string('长', 60))))));
        var refused = await officer.PostFromAsync(bad, $"{bad}?handler=accept", ("all", "true"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("童志刚", refused.In(".note"), StringComparison.Ordinal);
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from cadres.cadre where name = '段飞'"));
    }

    [Fact]
    public async Task The_received_file_lies_encrypted_and_the_photo_is_shown()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from cadres.cadre_original where position('990101197803151017'::bytea in content) > 0 or position('<Person>'::bytea in content) > 0"));
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from cadres.cadre_exchange_entry where content is not null"));

        var photo = await officer.GetAsync($"/{TestHost.County}/cadres/photo/show/{await CadreAsync()}");
        Assert.Equal("image/jpeg", photo.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(FormSamples.Picture, await photo.Message.Content.ReadAsByteArrayAsync());
        Assert.Contains("2022.05—今", (await officer.GetAsync($"/{TestHost.County}/cadres/resume/{await CadreAsync()}")).Text, StringComparison.Ordinal);

        // Another is put in its place by hand; what is no picture is not, and the one that is there stays.
        var page = $"/{TestHost.County}/cadres/photo/{await CadreAsync()}";
        var wrong = await officer.UploadAsync(page, "picture", "照片.jpg", "MZ\0\0"u8.ToArray());
        Assert.Equal(422, wrong.Status);
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.cadre_photo where cadre_id = '{await CadreAsync()}' and removed_at is null"));
        Assert.Equal(302, (await officer.UploadAsync(page, "picture", "照片.jpg", FormSamples.Picture)).Status);
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from cadres.cadre_photo where cadre_id = '{await CadreAsync()}' and removed_at is null"));
    }

    [Fact]
    public async Task The_received_file_comes_out_byte_for_byte_after_the_keys_were_changed()
    {
        var file = FileOf();
        await AcceptAsync(await BringAsync("虞知远.lrmx", file));
        var waiting = await BringAsync("陶静.lrmx", FileOf(("XingMing", "陶静"), ("ShenFenZheng", "")));
        var ring = Path.Combine(host.Data, "orgwork.key");
        KeyFile.Change(ring, known => [.. known.Select(key => key with { State = KeyState.DecryptOnly }), KeyFile.NewKey(known, KeyState.Active)]);
        var keys = new PersonalKeys(host.Admin, Keys.Open(ring));
        Assert.True(await keys.RewriteAsync((_, _) => { }, default) > 2);
        KeyFile.Change(ring, known => [known[0] with { State = KeyState.Destroyed, Secret = null }, .. known.Skip(1)]);
        await Task.Delay(KeyRing.Settling);

        Assert.Equal(file, await ExportAsync(await CadreAsync()));
        await AcceptAsync(waiting);
        Assert.NotEqual(Guid.Empty, await CadreAsync("陶静"));
        // What is given up goes with its key.
        var gone = await BringAsync("童志刚.lrmx", FileOf(("XingMing", "童志刚"), ("ShenFenZheng", "")));
        Assert.Equal(302, (await officer.PostFromAsync(gone, $"{gone}?handler=discard")).Status);
        Assert.Equal(0, await host.AskAsync<long>("select count(*) from cadres.cadre_exchange_entry where name = '童志刚' and (content is not null or key_cipher is not null)"));
    }

    [Fact]
    public async Task Somebody_without_a_received_file_gets_a_fresh_one_and_several_go_as_a_zip()
    {
        await AcceptAsync(await BringAsync("两份.zip", Zip(("虞知远.lrmx", FileOf()), ("老.lrm", FormSamples.Lrm(fields => { fields[0] = "陶静"; return fields; })), ("老.pic", FormSamples.Picture))));
        await host.DoAsync("update cadres.cadre_original set removed_at = now() where cadre_id = (select id from cadres.cadre where name = '虞知远')");

        using var zip = new ZipArchive(new MemoryStream(await ExportAsync(await CadreAsync(), await CadreAsync("陶静"))));
        Assert.Equal(["虞知远.lrmx", "陶静.lrm", "陶静.pic"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        using var bytes = new MemoryStream();
        zip.GetEntry("虞知远.lrmx")!.Open().CopyTo(bytes);
        var fresh = FormFile.Read(bytes.ToArray());
        Assert.Equal(FormSamples.Texts, fresh.Texts.Where(pair => pair.Value != "" && pair.Key != FormElements.Version).ToDictionary());
        Assert.Equal(FormSamples.Family, fresh.Family);
    }

    [Fact]
    public async Task Who_may_not_import_or_export_cannot_and_neighbours_see_nothing()
    {
        var batch = await BringAsync("虞知远.lrmx", FileOf());
        await AcceptAsync(batch);
        var cadre = await CadreAsync();
        using var reader = await host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await reader.GetAsync(Exchange)).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Exchange}/export?id={cadre}")).Status);
        using var neighbour = await host.SignInAsync(TestHost.Neighbour, Officer);
        foreach (var path in (string[])[batch, await EntryAsync(), $"/{TestHost.County}/cadres/photo/{cadre}", $"/{TestHost.County}/cadres/resume/{cadre}"])
            Assert.Equal(404, (await neighbour.GetAsync(path.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);
        Assert.Equal("image/svg+xml", (await neighbour.GetAsync($"/{TestHost.Neighbour}/cadres/photo/show/{cadre}")).Message.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_neighbouring_county_exports_nobody_of_this_one_by_page_form_or_list()
    {
        await AcceptAsync(await BringAsync("虞知远.lrmx", FileOf()));
        var cadre = await CadreAsync();
        Assert.NotEmpty(await ExportAsync(cadre));
        Task<long> TakenAsync() => host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{cadre}' and deed = '导出'");
        var taken = await TakenAsync();
        Assert.Equal(1, taken);
        using var neighbour = await host.SignInAsync(TestHost.Neighbour, Officer);
        string home = $"/{TestHost.Neighbour}/cadres", page = $"{home}/exchange/export?id={cadre}";

        var shown = await neighbour.GetAsync(page);
        Assert.Equal(200, shown.Status);
        Assert.DoesNotContain("虞知远", shown.Text, StringComparison.Ordinal);
        foreach (var asLrmx in new[] { "true", "false" })
        {
            var file = await neighbour.PostFromAsync(page, $"{home}/exchange/export?handler=file", ("purpose", "报上级备案"), ("asLrmx", asLrmx), ("id", cadre.ToString()));
            Assert.Equal(422, file.Status);
            Assert.Equal("text/html", file.Message.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("虞知远", file.Text, StringComparison.Ordinal);
        }
        foreach (var handler in new[] { "", "?handler=file" }) Assert.True((await neighbour.PostFromAsync(page, $"{Exchange}/export{handler}", ("purpose", "报上级备案"), ("id", cadre.ToString()))).Status is 403 or 404, handler);
        foreach (var document in new[] { "roster", "approval-form" })
        {
            var paper = await neighbour.PostFromAsync(page, $"{home}/files/documents/{document}/print", ("ids", cadre.ToString()));
            Assert.DoesNotContain("虞知远", paper.Text, StringComparison.Ordinal);
        }
        using var sheet = new ZipArchive(new MemoryStream(await (await neighbour.PostFromAsync(page, $"{home}/files?handler=export", ("id", cadre.ToString()))).Message.Content.ReadAsByteArrayAsync()));
        foreach (var part in sheet.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(part.Open());
            Assert.DoesNotContain("虞知远", await text.ReadToEndAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(taken, await TakenAsync());
    }

    [Fact]
    public async Task A_dangerous_file_is_named_with_its_reason_and_the_others_are_read()
    {
        var batch = await BringAsync("一批.zip", Zip(("坏.lrmx", "<!DOCTYPE Person [<!ENTITY a \"b\">]><Person>&a;</Person>"u8.ToArray()), ("虞知远.lrmx", FileOf())));
        var page = await officer.GetAsync(batch);

        Assert.Contains("DTD", page.Text, StringComparison.Ordinal);
        Assert.Equal("new", await VerdictAsync());
        Assert.Equal(422, (await officer.UploadAsync(Exchange, "files", "说明.txt", [65, 66])).Status);
    }
}
