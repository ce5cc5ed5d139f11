using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>干部人事档案 (C1.7–C1.11) through its pages: catalogue, missing material, filing, loans, transfers, key facts, audits and their look-back.</summary>
public sealed class ArchiveTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Keeper = ["cadres.files.read", "cadres.archives.read", "cadres.archives.open", "cadres.archives.edit"], Chief = [.. Keeper, "cadres.archives.approve", "cadres.archives.determine"];

    TestHost Host => office.Host;
    Task<Browser> KeeperAsync() => Host.SignInAsync(TestHost.County, Keeper);
    Task<Browser> ChiefAsync() => Host.SignInAsync(TestHost.County, Chief);

    async Task<Answer> OkAsync(Task<Answer> doing)
    {
        var answer = await doing;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()} {string.Join(" | ", answer.Document.QuerySelectorAll("[id$=-err], .note").Select(one => one.TextContent.Trim()))} {Host.Log}");
        return answer;
    }

    Task<Answer> NewAsync(Browser browser, string path, params (string, string)[] values) => OkAsync(browser.SubmitAsync($"{Home}/{path}/new", values));
    static Task<Answer> DoAsync(Browser browser, string register, Guid id, string deed, params (string, string)[] values) => browser.PostAsync($"{Home}/{register}/deeds/{deed}?id={id}", [("id", id.ToString()), ("isSaid", "true"), .. values]);
    Task<Guid> IdAsync(string table, string where) => Host.AskAsync<Guid>($"select id from cadres.{table} where {where} and removed_at is null");

    /// <summary>A cadre with a file on the shelf.</summary>
    async Task<(Guid Cadre, Guid Archive)> FileAsync(Browser keeper, string name, string more = "", string values = "")
    {
        var cadre = await office.CadreAsync(name, more, values);
        await NewAsync(keeper, "archives", ("cadre_id", cadre.ToString()), ("number", "A-" + name), ("kept_at", "一架一列"), ("volumes", "1"));
        return (cadre, await IdAsync("archive", $"cadre_id = '{cadre}'"));
    }

    [Fact]
    public async Task Of_whom_there_is_a_doubt_is_told_to_those_who_may_open_the_files_alone()
    {
        using var keeper = await KeeperAsync();
        var (_, archive) = await FileAsync(keeper, "存疑人");
        await Host.DoAsync($"update cadres.archive set facts_state = '5' where id = '{archive}'");
        Assert.Contains("存疑人", (await keeper.GetAsync($"{Home}/archive-facts?rule=archives.facts-clear")).Text, StringComparison.Ordinal);
        Assert.Contains("存疑不得提拔", (await keeper.GetAsync($"{Home}/archive-facts/{archive}")).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.archives.read");
        foreach (var page in new[] { "archives", "archives?cols=facts_state", $"archives/{archive}" }) Assert.DoesNotContain("存疑不得提拔", (await reader.GetAsync($"{Home}/{page}")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { "archive-facts", $"archive-facts/{archive}" }) Assert.Equal(403, (await reader.GetAsync($"{Home}/{page}")).Status);
    }

    [Fact, Trait("Row", "C1.7")]
    public async Task The_catalogue_stands_in_ten_classes_what_is_missing_is_listed_and_what_comes_in_is_filed_within_its_time()
    {
        using var keeper = await KeeperAsync();
        var (cadre, archive) = await FileAsync(keeper, "目录人", "level", "'1A42'");
        await Host.DoAsync($"insert into cadres.cadre_education (cadre_id, locality_path, school, kind, education) values ('{cadre}', '{office.Path}', '云江大学', '1', '21'); insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{cadre}', '{office.Path}', {Clock.Today.Year - 1}, '20', '2')");
        await NewAsync(keeper, $"archives/{archive}/materials", ("class", "1"), ("number", "1"), ("name", "干部履历表"), ("formed", "2015"), ("pages", "8"));
        await NewAsync(keeper, $"archives/{archive}/materials", ("class", "4-1"), ("number", "1"), ("name", "云江大学毕业生登记表"), ("formed", "2003.07"), ("pages", "4"));
        Assert.Equal(422, (await keeper.SubmitAsync($"{Home}/archives/{archive}/materials/new", ("class", "1"), ("number", "2"), ("name", "又一份"), ("formed", "去年"), ("pages", "8"))).Status);

        await OkAsync(DoAsync(keeper, "archives", archive, "find-missing", ("asked_of", "县试验局"), ("due_on", Day(-30))));
        Assert.Equal($"3 {Clock.Today.Year - 1} 年度考核登记表，6 入党志愿书，9-1 工资审批材料，9-2 干部任免审批表", await Host.AskAsync<string>($"select string_agg(class || ' ' || name, '，' order by class, name) from cadres.archive_missing where archive_id = '{archive}'"));
        await OkAsync(DoAsync(keeper, "archives", archive, "find-missing", ("asked_of", "县试验局"), ("due_on", Day(-30))));
        Assert.Equal(4, await Host.AskAsync<long>($"select count(*) from cadres.archive_missing where archive_id = '{archive}'"));
        Assert.Contains("目录人", (await keeper.GetAsync($"{Home}/archives?rule=archives.complete")).Text, StringComparison.Ordinal);

        // Received forty days ago and not filed: overdue, by the rule's thirty days.
        await NewAsync(keeper, "filings", ("name", "入党志愿书"), ("archive_id", archive.ToString()), ("class", "6"), ("formed", "2002.06"), ("pages", "12"), ("sent_by", "县试验局"), ("received_on", Day(40)));
        await NewAsync(keeper, "filings", ("name", "结业鉴定"), ("archive_id", archive.ToString()), ("class", "4-4"), ("formed", "2024.06.30"), ("pages", "2"), ("sent_by", "县委党校"), ("received_on", Day(29)));
        var late = (await keeper.GetAsync($"{Home}/filings?rule=filings.in-time")).Text;
        Assert.Contains("入党志愿书", late, StringComparison.Ordinal);
        Assert.DoesNotContain("结业鉴定", late, StringComparison.Ordinal);
        Assert.Contains("目录人", (await keeper.GetAsync($"{Home}/archives?rule=archives.filed-in-time")).Text, StringComparison.Ordinal);
        var filing = await IdAsync("archive_filing", $"archive_id = '{archive}' and class = '6'");
        Assert.Contains("早于收到", (await DoAsync(keeper, "filings", filing, "file", ("filed_on", Day(50)))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(keeper, "filings", filing, "file", ("filed_on", Day(0))));
        Assert.Equal("1 入党志愿书 2002.06 12", await Host.AskAsync<string>($"select concat_ws(' ', number, name, formed, pages) from cadres.archive_material where archive_id = '{archive}' and class = '6'"));
        Assert.Equal("归入党、团类第 1 份", await Host.AskAsync<string>($"select settled_words from cadres.archive_missing where archive_id = '{archive}' and class = '6' and received_on is not null"));
        Assert.DoesNotContain("入党志愿书", (await keeper.GetAsync($"{Home}/filings?rule=filings.in-time")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "C1.8")]
    public async Task A_file_is_asked_for_approved_by_another_taken_brought_back_and_handed_over_against_a_receipt_and_every_look_is_on_record()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.archives.read");
        var (_, archive) = await FileAsync(keeper, "借阅人");
        await NewAsync(keeper, $"archives/{archive}/materials", ("class", "1"), ("number", "1"), ("name", "干部履历表甲"), ("formed", "2015"), ("pages", "8"));
        async Task<Guid> AskAsync(Browser who, string people, int ago, int days)
        {
            await NewAsync(who, "archive-looks", ("people", people), ("archive_id", archive.ToString()), ("kind", "2"), ("unit_name", "干部科"), ("reason", "任前审核"), ("wanted_on", Day(ago)), ("until_on", Day(ago - days)));
            return await Host.AskAsync<Guid>("select id from cadres.archive_look order by created_at desc limit 1");
        }
        var own = await AskAsync(chief, "甲、乙", 3, 2);
        Assert.Contains("不能自己批准", (await DoAsync(chief, "archive-looks", own, "decide", ("result", "2"), ("decided_words", "同意"))).Text, StringComparison.Ordinal);
        foreach (var (people, days, why) in new[] { ("甲", 2, "须 2 人以上"), ("甲、借阅人", 2, "不得查（借）阅本人"), ("甲、乙", 30, "超过 15 天") })
            Assert.Contains(why, (await DoAsync(chief, "archive-looks", await AskAsync(keeper, people, 3, days), "decide", ("result", "2"), ("decided_words", "同意"))).Text, StringComparison.Ordinal);
        var look = await AskAsync(keeper, "甲、乙", 10, 5);
        // Who may look at the registers does not see what is thought of the files.
        foreach (var address in new[] { "determinations", "audit-items" }) Assert.Equal(403, (await reader.GetAsync($"{Home}/{address}")).Status);
        Assert.Contains("还没有批准", (await DoAsync(keeper, "archive-looks", look, "hand", ("handed_on", Day(0)))).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await keeper.GetAsync($"{Home}/archive-looks/deeds/decide?id={look}")).Status);
        await OkAsync(DoAsync(chief, "archive-looks", look, "decide", ("result", "2"), ("decided_words", "同意")));
        Assert.Contains("申请内容不再改", (await keeper.SubmitAsync($"{Home}/archive-looks/{look}/edit", ("reason", "另一件事"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(keeper, "archive-looks", look, "hand", ("handed_on", Day(0))));
        Assert.Equal("2", await Host.AskAsync<string>($"select state from cadres.archive where id = '{archive}'"));
        // Five days were given ten days ago.
        Assert.Contains("借阅人", (await keeper.GetAsync($"{Home}/archives?rule=archives.loan-back")).Text, StringComparison.Ordinal);
        Assert.Contains("甲、乙", (await keeper.GetAsync($"{Home}/archive-looks?rule=archive-looks.back")).Text, StringComparison.Ordinal);
        Assert.Contains("档案超期未还", (await keeper.GetAsync($"{Home}/archive-looks/{look}?handler=hints")).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(keeper, "archive-looks", look, "back", ("back_on", Day(0)), ("back_words", "一卷 8 页，相符")));
        Assert.DoesNotContain("借阅人", (await keeper.GetAsync($"{Home}/archives?rule=archives.loan-back")).In("table") ?? "", StringComparison.Ordinal);

        // The catalogue opens for a purpose; each time, and each taking, stands on the file's record. A reader without the right does not get so far.
        Assert.DoesNotContain("干部履历表甲", (await keeper.GetAsync($"{Home}/archives/{archive}?tab=materials")).Text, StringComparison.Ordinal);
        Assert.Contains("干部履历表甲", (await keeper.PostFromAsync($"{Home}/archives/{archive}?tab=materials", $"{Home}/archives/{archive}?handler=open&tab=materials", ("purpose", "档案审核"), ("reason", "任前"))).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await reader.PostFromAsync($"{Home}/archives/{archive}?tab=materials", $"{Home}/archives/{archive}?handler=open&tab=materials", ("purpose", "档案审核"))).Status);
        Assert.Equal("取出档案 任前审核|材料目录 档案审核：任前", await Host.AskAsync<string>($"select string_agg((changes -> 0 ->> 'label') || ' ' || reason, '|' order by id) from audit.entry where row_id = '{archive}' and deed = '用途查看'"));

        await NewAsync(keeper, "archive-transfers", ("receiver", "邻市组织部"), ("reason", "调动"), ("way", "2"), ("carriers", "借阅人、甲"));
        var transfer = await IdAsync("archive_transfer", "receiver = '邻市组织部'");
        var sending = new[] { ("sent_on", Day(31)), ("number", "转〔2026〕9号") };
        Assert.Contains("清单是空的", (await DoAsync(chief, "archive-transfers", transfer, "send", sending)).Text, StringComparison.Ordinal);
        await NewAsync(keeper, $"archive-transfers/{transfer}/items", ("archive_id", archive.ToString()), ("volumes", "1"), ("materials", "1"));
        Assert.Contains("本人不得转递自己的档案", (await DoAsync(chief, "archive-transfers", transfer, "send", sending)).Text, StringComparison.Ordinal);
        await OkAsync(keeper.SubmitAsync($"{Home}/archive-transfers/{transfer}/edit", ("carriers", "甲")));
        Assert.Contains("须 2 人以上，写了 1 人", (await DoAsync(chief, "archive-transfers", transfer, "send", sending)).Text, StringComparison.Ordinal);
        // Another whose name begins like theirs may.
        await OkAsync(keeper.SubmitAsync($"{Home}/archive-transfers/{transfer}/edit", ("carriers", "甲、借阅人民")));
        await OkAsync(DoAsync(chief, "archive-transfers", transfer, "send", sending));
        Assert.Contains("借阅人", (await keeper.GetAsync($"{Home}/archives?rule=archives.receipt-there")).Text, StringComparison.Ordinal);
        Assert.Contains("邻市组织部", (await keeper.GetAsync($"{Home}/archive-transfers?rule=archive-transfers.receipt")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await keeper.SubmitAsync($"{Home}/archive-transfers/{transfer}/items/new", ("archive_id", archive.ToString()), ("volumes", "2"), ("materials", "1"))).Status);
        await OkAsync(DoAsync(keeper, "archive-transfers", transfer, "receipt", ("result", "3"), ("receipt_on", Day(0)), ("receipt_words", "收到一卷")));
        Assert.Equal("4", await Host.AskAsync<string>($"select state from cadres.archive where id = '{archive}'"));
        Assert.DoesNotContain("邻市组织部", (await keeper.GetAsync($"{Home}/archive-transfers?rule=archive-transfers.receipt")).Text, StringComparison.Ordinal);
    }

    Task<Answer> FactAsync(Browser keeper, Guid archive, string fact, string material, string formed, string says) => NewAsync(keeper, $"archives/{archive}/entries", ("fact", fact), ("material", material), ("formed", formed), ("says", says));

    [Fact, Trait("Row", "C1.10")]
    public async Task What_the_documents_say_of_the_six_key_facts_is_held_against_the_record_and_a_determination_carries_its_value_into_it()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        var (cadre, archive) = await FileAsync(keeper, "认定人", "work_began_on, party_joined_on, full_time_education, category", "'2003-07-01', '2002-06-01', '21', '1'");
        await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, began_on, ended_on, state, is_main) values ('{cadre}', '{office.Path}', '县计划局', '科员', '2003-07-01', '2009-03-01', '0', true), ('{cadre}', '{office.Path}', '县计划局', '县计划局副局长', '2009-03-01', null, '1', true)");
        Assert.Contains("还没有登记材料记载", (await DoAsync(keeper, "archives", archive, "compare")).Text, StringComparison.Ordinal);
        await FactAsync(keeper, archive, "1", "户籍底册", "1985", "1979.12");
        await FactAsync(keeper, archive, "1", "入团志愿书", "1995.05", "1980.05");
        foreach (var (fact, material, says) in new[] { ("2", "分配通知", "2003.07"), ("3", "入党志愿书", "2002.06"), ("4", "毕业生登记表", StandardCodes.Education.NameOf("21")), ("5", "任免审批表", "2003.07--2009.03 县计划局科员；2009.03-- 县计划局副局长"), ("6", "录用审批表", StandardCodes.PersonKind.NameOf("1")) }) await FactAsync(keeper, archive, fact, material, "2003.07", says);
        await OkAsync(DoAsync(keeper, "archives", archive, "compare"));

        // One of six differs: the earliest document is put against the record, with the rule that decides.
        Assert.Equal("1 1980.05 1979.12 t", await Host.AskAsync<string>($"select string_agg(concat_ws(' ', fact, stands, found, rule_words like '%最早%'), ',') from cadres.archive_determination where archive_id = '{archive}'"));
        Assert.Contains("认定人", (await keeper.GetAsync($"{Home}/archives?rule=archives.facts-clear")).Text, StringComparison.Ordinal);
        var one = await IdAsync("archive_determination", $"archive_id = '{archive}'");
        var decision = new[] { ("result", "3"), ("effective", "1979.12"), ("decided_on", Day(0)), ("decided_by", "组织部部务会"), ("document_no", "认定〔2026〕7号"), ("decided_words", "户籍底册形成最早") };
        Assert.Contains("还没有提出认定意见", (await DoAsync(chief, "determinations", one, "decide", decision)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await DoAsync(keeper, "determinations", one, "propose", ("proposed", "七九年底"), ("opinion", "见底册"), ("proposed_on", Day(1)))).Status);
        await OkAsync(DoAsync(chief, "determinations", one, "propose", ("proposed", "1979.12"), ("opinion", "户籍底册最早"), ("proposed_on", Day(1))));
        Assert.Contains("不能自己认定", (await DoAsync(chief, "determinations", one, "decide", decision)).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(keeper, "determinations", one, "propose", ("proposed", "1979.12"), ("opinion", "户籍底册最早"), ("proposed_on", Day(1))));
        Assert.Equal(403, (await keeper.GetAsync($"{Home}/determinations/deeds/decide?id={one}")).Status);
        await OkAsync(DoAsync(chief, "determinations", one, "decide", decision));

        Assert.Equal("1979-12-01 4", await Host.AskAsync<string>($"select c.birth_on || ' ' || a.facts_state from cadres.cadre c join cadres.archive a on a.cadre_id = c.id where c.id = '{cadre}'"));
        Assert.Contains("认定〔2026〕7号", (await keeper.GetAsync($"{Home}/files/{cadre}?tab=history")).Text, StringComparison.Ordinal);
        var facts = await keeper.PostFromAsync($"{Home}/archives/facts/{archive}", $"{Home}/archives/facts/{archive}", ("purpose", "档案审核"));
        Assert.Equal($"600;url={Home}/archives/facts/{archive}", facts.Message.Headers.GetValues("Refresh").Single());
        foreach (var words in new[] { "户籍底册", "1979.12", "认定〔2026〕7号", "最早的记载为准" }) Assert.Contains(words, facts.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("户籍底册", (await keeper.GetAsync($"{Home}/archives/facts/{archive}")).Text, StringComparison.Ordinal);
        // The same documents are not asked about again.
        await OkAsync(DoAsync(keeper, "archives", archive, "compare"));
        Assert.Equal(1, await Host.AskAsync<long>($"select count(*) from cadres.archive_determination where archive_id = '{archive}'"));
        // In doubt: nothing is carried, and the file says so until it is cleared.
        await FactAsync(keeper, archive, "2", "招工表", "2002.01", "2001.12");
        await OkAsync(DoAsync(keeper, "archives", archive, "compare"));
        var second = await IdAsync("archive_determination", $"archive_id = '{archive}' and fact = '2'");
        await OkAsync(DoAsync(keeper, "determinations", second, "propose", ("proposed", "2003.07"), ("opinion", "招工表有涂改"), ("proposed_on", Day(1))));
        await OkAsync(DoAsync(chief, "determinations", second, "decide", ("result", "4"), ("effective", "2003.07"), ("decided_on", Day(0)), ("decided_by", "组织部"), ("document_no", "认定〔2026〕8号"), ("decided_words", "继续核查")));
        Assert.Equal("5 2003-07-01", await Host.AskAsync<string>($"select a.facts_state || ' ' || c.work_began_on from cadres.cadre c join cadres.archive a on a.cadre_id = c.id where c.id = '{cadre}'"));
    }

    [Fact, Trait("Row", "C1.10")]
    public async Task What_says_that_it_does_not_agree_is_asked_about_and_who_is_kept_above_is_determined_above_though_that_level_is_missing()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        // There is no province here: the highest place manages in its stead.
        var (cadre, archive) = await FileAsync(keeper, "不符人", "work_began_on, management", "'2003-07-01', '02'");
        await FactAsync(keeper, archive, "2", "招工表", "2002.01", "2001.12");
        // The second stretch begins half a year apart; that somebody has written 一致 proves nothing.
        await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, began_on, ended_on, state, is_main) values ('{cadre}', '{office.Path}', '县计划局', '科员', '2003-07-01', '2009-03-01', '0', true), ('{cadre}', '{office.Path}', '县计划局', '副局长', '2009-03-01', null, '1', true)");
        await FactAsync(keeper, archive, "5", "任免审批表", "2009.03", "与任职表一致：2003.07--2009.03 县计划局科员；2009.09-- 县计划局副局长");
        // Two educations on record: a certificate says which of them it proves, and that one is carried.
        var (both, papers) = await FileAsync(keeper, "两学历", "full_time_education, in_service_education", "'31', '21'");
        await FactAsync(keeper, papers, "4", "毕业证书", "2008.07", StandardCodes.Education.NameOf("21"));
        await OkAsync(DoAsync(keeper, "archives", papers, "compare"));
        var which = await IdAsync("archive_determination", $"archive_id = '{papers}' and fact = '4'");
        await OkAsync(DoAsync(keeper, "determinations", which, "propose", ("proposed", "在职" + StandardCodes.Education.NameOf("11")), ("opinion", "证书为准"), ("proposed_on", Day(1))));
        await OkAsync(DoAsync(chief, "determinations", which, "decide", ("result", "3"), ("effective", "在职" + StandardCodes.Education.NameOf("11")), ("decided_on", Day(0)), ("decided_by", "组织部"), ("document_no", "认定〔2026〕8号"), ("decided_words", "证书为准")));
        Assert.Equal("31 11", await Host.AskAsync<string>($"select full_time_education || ' ' || in_service_education from cadres.cadre where id = '{both}'"));
        await OkAsync(DoAsync(keeper, "archives", archive, "compare"));
        Assert.Equal("2,5", await Host.AskAsync<string>($"select string_agg(fact, ',' order by fact) from cadres.archive_determination where archive_id = '{archive}'"));
        var one = await IdAsync("archive_determination", $"archive_id = '{archive}' and fact = '2'");
        await OkAsync(DoAsync(keeper, "determinations", one, "propose", ("proposed", "2001.12"), ("opinion", "招工表最早"), ("proposed_on", Day(1))));
        Assert.Contains("由云江市管理", (await DoAsync(chief, "determinations", one, "decide", ("result", "3"), ("effective", "2001.12"), ("decided_on", Day(0)), ("decided_by", "组织部"), ("document_no", "认定〔2026〕9号"), ("decided_words", "招工表最早"))).Text, StringComparison.Ordinal);
        Assert.Equal("2003-07-01", await Host.AskAsync<string>($"select work_began_on::text from cadres.cadre where id = '{cadre}'"));
    }

    [Fact, Trait("Row", "C1.9")]
    public async Task An_audit_lists_the_files_in_scope_two_persons_look_at_each_and_the_page_counts_audited_and_open_problems_by_unit()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        var (audit, people) = await AuditAsync(keeper, chief, "审甲", "审乙", "审丙");
        Assert.Contains("已审 3 人", (await keeper.GetAsync($"{Home}/archives/audit/{audit}")).Text, StringComparison.Ordinal);
        var row = (await keeper.GetAsync($"{Home}/archives/audit/{audit}")).Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal(["县试验局", "3", "3", "100%", "1", "1", "0", "1", "2"], row);
        Assert.Equal("5", await Host.AskAsync<string>($"select facts_state from cadres.archive where id = '{people[2].Archive}'"));
        // Holding documents against the record does not clear a suspicion.
        await FactAsync(keeper, people[2].Archive, "1", "户籍底册", "1985", "1980.05");
        await OkAsync(DoAsync(keeper, "archives", people[2].Archive, "compare"));
        Assert.Equal("5", await Host.AskAsync<string>($"select facts_state from cadres.archive where id = '{people[2].Archive}'"));
        Assert.Contains("审乙", (await keeper.GetAsync($"{Home}/audit-items?audit_id={audit}&state=3")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await keeper.GetAsync($"{Home}/archive-audits/deeds/close?id={audit}")).Status);
        // Another unit of the same name is another unit.
        var namesake = await Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind) values ('{office.Path}', '县试验局', '36') returning id");
        var (fourth, _) = await FileAsync(keeper, "审丁");
        await Host.DoAsync($"update cadres.cadre set unit_id = '{namesake}' where id = '{fourth}'");
        await OkAsync(DoAsync(keeper, "archive-audits", audit, "enlist", ("level", ""), ("unit_id", namesake.ToString())));
        Assert.Equal(["3", "1", "4"], (await keeper.GetAsync($"{Home}/archives/audit/{audit}")).Document.QuerySelectorAll("tbody tr").Select(unit => unit.QuerySelectorAll("td")[1].TextContent.Trim()));
    }

    /// <summary>Three files: the first passes, the second lacks material, the third is suspect.</summary>
    async Task<(Guid Audit, (Guid Cadre, Guid Archive)[] People)> AuditAsync(Browser keeper, Browser chief, params string[] names)
    {
        List<(Guid Cadre, Guid Archive)> people = [];
        foreach (var name in names) people.Add(await FileAsync(keeper, name));
        // Others of this class stand on the shelf, too: those of this audit are told by a unit of their own.
        await NewAsync(keeper, "archive-audits", ("name", names[0] + "审核"), ("kind", "1"), ("basis", "上级部署"), ("scope", "试验局"), ("began_on", Day(100)), ("ended_on", Day(-10)), ("lead_office", "干部科"));
        var audit = await IdAsync("archive_audit", $"name = '{names[0]}审核'");
        await OkAsync(DoAsync(keeper, "archive-audits", audit, "enlist", ("level", ""), ("unit_id", office.Unit.ToString())));
        await Host.DoAsync($"update cadres.archive_audit_item set removed_at = now() where audit_id = '{audit}' and name not in ({string.Join(", ", names.Select(name => $"'{name}'"))})");
        foreach (var (name, result) in names.Zip(["1", "2", "4"]))
        {
            var item = await IdAsync("archive_audit_item", $"audit_id = '{audit}' and name = '{name}'");
            Assert.Contains("还没有初审", (await DoAsync(chief, "audit-items", item, "second", ("result", result), ("problem", "问题"), ("judged_on", Day(50)))).Text, StringComparison.Ordinal);
            if (result != "1") Assert.Contains("请写明问题", (await DoAsync(keeper, "audit-items", item, "first", ("result", result), ("problem", ""), ("judged_on", Day(60)))).Text, StringComparison.Ordinal);
            await OkAsync(DoAsync(keeper, "audit-items", item, "first", ("result", result), ("problem", result == "1" ? "" : "有问题"), ("judged_on", Day(60))));
            Assert.Contains("不能自己复审", (await DoAsync(keeper, "audit-items", item, "second", ("result", result), ("problem", "问题"), ("judged_on", Day(50)))).Text, StringComparison.Ordinal);
            await OkAsync(DoAsync(chief, "audit-items", item, "second", ("result", result), ("problem", ""), ("judged_on", Day(50))));
        }
        return (audit, [.. people]);
    }

    [Fact, Trait("Row", "C1.11")]
    public async Task A_look_back_draws_from_what_was_closed_checks_material_and_determinations_and_opens_again_what_was_not_done()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        var (audit, people) = await AuditAsync(keeper, chief, "回甲", "回乙", "回丙");
        var (lacking, suspect) = (await IdAsync("archive_audit_item", $"audit_id = '{audit}' and name = '回乙'"), await IdAsync("archive_audit_item", $"audit_id = '{audit}' and name = '回丙'"));
        await Host.DoAsync($"insert into cadres.archive_missing (archive_id, locality_path, class, name, grounds, noted_on) values ('{people[1].Archive}', '{office.Path}', '6', '入党志愿书', '党员', '{Iso(60)}')");
        var settled = new[] { ("closed_on", Day(20)), ("closed_words", "已补齐") };
        Assert.Contains("没有补齐", (await DoAsync(keeper, "audit-items", lacking, "settle", settled)).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update cadres.archive_missing set received_on = '{Iso(25)}', settled_words = '补来' where archive_id = '{people[1].Archive}'");
        foreach (var item in new[] { lacking, suspect }) await OkAsync(DoAsync(keeper, "audit-items", item, "settle", settled));
        Assert.NotEqual("5", await Host.AskAsync<string>($"select facts_state from cadres.archive where id = '{people[2].Archive}'"));
        var back = new[] { ("share", "100"), ("began_on", Day(5)), ("ended_on", Day(-20)), ("basis", "回头看通知") };
        Assert.Contains("结束以后", (await DoAsync(chief, "archive-audits", audit, "look-back", back)).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "archive-audits", audit, "close", ("closed_on", Day(10)), ("words", "审核完成")));
        Assert.Contains("审核已经结束，不再改", (await keeper.SubmitAsync($"{Home}/archive-audits/{audit}/edit", ("scope", "别的范围"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "archive-audits", audit, "look-back", back));
        var second = await IdAsync("archive_audit", $"source_id = '{audit}'");
        Assert.Equal(3, await Host.AskAsync<long>($"select count(*) from cadres.archive_audit_item where audit_id = '{second}'"));

        // The paper that had come is gone again; a determination says another birthday than the record.
        await Host.DoAsync($"""
            set search_path = cadres;
            update cadres.archive_missing set received_on = null where archive_id = '{people[1].Archive}';
            insert into cadres.archive_determination (locality_path, archive_id, fact, found, rule_words, evidence, opened_on, state, effective, decided_on) values ('{office.Path}', '{people[2].Archive}', '1', '1978.01', '规则', '证据', '{Iso(40)}', '3', '1978.01', '{Iso(30)}')
            """);
        await OkAsync(DoAsync(keeper, "archive-audits", second, "verify"));
        Assert.Equal("回丙 年龄（出生时间）认定为 1978.01，名册为 1980.05|回乙 缺少材料 1 份没有补齐", await Host.AskAsync<string>($"select string_agg(name || ' ' || reopened_words, '|' order by name) from cadres.archive_audit_item where audit_id = '{second}' and state = '3'"));
        Assert.Equal("3,3", await Host.AskAsync<string>($"select string_agg(state, ',') from cadres.archive_audit_item where id in ('{lacking}', '{suspect}')"));
        Assert.Equal("4", await Host.AskAsync<string>($"select state from cadres.archive_audit_item where audit_id = '{second}' and name = '回甲'"));
        var page = (await keeper.GetAsync($"{Home}/archives/audit/{second}")).Text;
        foreach (var words in new[] { "重新列为问题", "回乙", "缺少材料 1 份没有补齐", "名册为 1980.05" }) Assert.Contains(words, page, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "archive-audits", second, "close", ("closed_on", Day(0)), ("words", "限期补齐")));
        Assert.Contains("重新列为问题 2 人（", await Host.AskAsync<string>($"select report from cadres.archive_audit where id = '{second}'"), StringComparison.Ordinal);
    }

    /// <summary>With the roles as they are delivered: who keeps the files prepares, the head of the section decides, and everybody else is refused by page and by form.</summary>
    [Fact]
    public async Task What_is_approved_and_determined_of_files_is_for_the_head_of_the_section_alone()
    {
        async Task<Browser> AsAsync(string role) => await Host.SignInAsync(TestHost.County, await Host.AskAsync<string[]>($"select array_agg(permission) from org.role_permission where role_id = '{role}'") ?? []);
        using var keeper = await AsAsync("archive_keeper");
        using var second = await AsAsync("archive_keeper");
        var (_, archive) = await FileAsync(keeper, "角色人", "work_began_on", "'2003-07-01'");
        var (_, sent) = await FileAsync(keeper, "转出人");
        await NewAsync(keeper, "archive-looks", ("people", "甲、乙"), ("archive_id", archive.ToString()), ("kind", "2"), ("unit_name", "角色科"), ("reason", "任前审核"), ("wanted_on", Day(3)), ("until_on", Day(1)));
        await NewAsync(keeper, "archive-transfers", ("receiver", "角色组织部"), ("reason", "调动"), ("way", "2"), ("carriers", "甲、乙"));
        var transfer = await IdAsync("archive_transfer", "receiver = '角色组织部'");
        await NewAsync(keeper, $"archive-transfers/{transfer}/items", ("archive_id", sent.ToString()), ("volumes", "1"), ("materials", "1"));
        await FactAsync(keeper, archive, "2", "招工表", "2002.01", "2001.12");
        await OkAsync(DoAsync(keeper, "archives", archive, "compare"));
        var fact = await IdAsync("archive_determination", $"archive_id = '{archive}' and fact = '2'");
        await OkAsync(DoAsync(keeper, "determinations", fact, "propose", ("proposed", "2001.12"), ("opinion", "招工表最早"), ("proposed_on", Day(1))));
        var (audit, people) = await AuditAsync(keeper, second, "角甲", "角乙", "角丙");
        await NewAsync(keeper, "quality-years", ("name", "角色提升年"), ("year", $"{Clock.Today.Year - 1}"), ("goal", "齐全"), ("weight_complete", "50"), ("weight_digital", "20"), ("weight_passed", "30"));
        var year = await IdAsync("quality_year", "name = '角色提升年'");
        await OkAsync(DoAsync(keeper, "quality-years", year, "score"));
        (string Register, string Table, Guid Id, string Deed, (string, string)[] Values)[] deeds =
        [
            ("archive-looks", "archive_look", await IdAsync("archive_look", "unit_name = '角色科'"), "decide", [("result", "2"), ("decided_words", "同意")]),
            ("archive-transfers", "archive_transfer", transfer, "send", [("sent_on", Day(1)), ("number", "转〔2026〕31号")]),
            ("determinations", "archive_determination", fact, "decide", [("result", "3"), ("effective", "2001.12"), ("decided_on", Day(0)), ("decided_by", "组织部"), ("document_no", "认定〔2026〕31号"), ("decided_words", "招工表最早")]),
            ("archive-audits", "archive_audit", audit, "close", [("closed_on", Day(10)), ("words", "审核完成")]),
            ("archive-audits", "archive_audit", audit, "look-back", [("share", "100"), ("began_on", Day(5)), ("ended_on", Day(-20)), ("basis", "回头看通知")]),
            ("quality-years", "quality_year", year, "close", [("closed_on", Day(0)), ("words", "明年继续")]),
        ];
        async Task<string?> StatesAsync() => await Host.AskAsync<string>(string.Join(" || ' ' || ", deeds.Select(deed => $"(select version::text || state from cadres.{deed.Table} where id = '{deed.Id}')")).Insert(0, "select "));
        var before = await StatesAsync();

        foreach (var role in new[] { "leader", "cadre_section", "archive_keeper", "organisation_section", "talent_office", "general_office", "programme_office", "township", "unit_clerk", "cadre_self", "reader" })
        {
            using var browser = await AsAsync(role);
            foreach (var (register, _, id, deed, values) in deeds)
            {
                Assert.Equal((role, deed, 403), (role, deed, (await browser.GetAsync($"{Home}/{register}/deeds/{deed}?id={id}")).Status));
                Assert.Equal((role, deed, 403), (role, deed, (await browser.PostFromAsync($"/{TestHost.County}", $"{Home}/{register}/deeds/{deed}", [("id", id.ToString()), ("isSaid", "true"), .. values])).Status));
            }
        }
        Assert.Equal(before, await StatesAsync());

        using var head = await AsAsync("cadre_head");
        foreach (var (register, _, id, deed, values) in deeds) await OkAsync(DoAsync(head, register, id, deed, values));
        Assert.Equal("2 2 3 2 2 2", await Host.AskAsync<string>(string.Join(" || ' ' || ", deeds.Select(deed => $"(select state from cadres.{deed.Table} where id = '{deed.Id}')")).Insert(0, "select ")));
        Assert.Equal("2001-12-01", await Host.AskAsync<string>($"select c.work_began_on::text from cadres.cadre c join cadres.archive a on a.cadre_id = c.id where a.id = '{archive}'"));
        // Deciding is not keeping.
        foreach (var address in new[] { "archives/new", "filings/new", "archive-transfers/new", $"archives/{archive}/edit", $"archives/deeds/compare?id={archive}" }) Assert.Equal((address, 403), (address, (await head.GetAsync($"{Home}/{address}")).Status));
    }

    [Fact, Trait("Row", "C1.12")]
    public async Task A_year_for_quality_has_tasks_a_score_for_each_unit_from_its_files_their_order_and_a_summary()
    {
        using var keeper = await KeeperAsync();
        using var chief = await ChiefAsync();
        // Two units of its own: one whose files are whole, digital and audited, one of which half are.
        List<Guid> files = [];
        foreach (var (unit, name) in new[] { ("质量一局", "质甲"), ("质量二局", "质乙"), ("质量二局", "质丙") })
        {
            var (cadre, archive) = await FileAsync(keeper, name);
            files.Add(archive);
            await Host.DoAsync($"insert into org.unit (locality_path, name, kind) select '{office.Path}', '{unit}', '36' where not exists (select from org.unit where name = '{unit}'); update cadres.cadre set unit_id = (select id from org.unit where name = '{unit}') where id = '{cadre}'");
        }
        await Host.DoAsync($"""
            set search_path = cadres;
            update cadres.archive set is_digital = true where id in ('{files[0]}', '{files[1]}');
            insert into cadres.archive_missing (archive_id, locality_path, class, name, grounds, noted_on) values ('{files[2]}', '{office.Path}', '1', '履历表', '应有', '{Iso(9)}');
            with u as (insert into cadres.archive_audit (locality_path, name, kind, basis, scope, began_on, ended_on, lead_office) values ('{office.Path}', '质量审核', '1', '据', '围', '{Clock.Today.Year}-01-01', '{Clock.Today.Year}-01-02', '科') returning id) insert into cadres.archive_audit_item (audit_id, archive_id, locality_path, state) select u.id, f.id, '{office.Path}', '4' from u, unnest(array['{files[0]}', '{files[1]}']::uuid[]) f (id)
            """);
        var year = new[] { ("name", "质量提升年"), ("year", $"{Clock.Today.Year}"), ("goal", "齐全"), ("weight_complete", "50"), ("weight_digital", "20") };
        Assert.Contains("合计 90，应为 100", (await keeper.SubmitAsync($"{Home}/quality-years/new", [.. year, ("weight_passed", "20")])).Text, StringComparison.Ordinal);
        await NewAsync(keeper, "quality-years", [.. year, ("weight_passed", "30")]);
        var id = await IdAsync("quality_year", "name = '质量提升年'");
        await NewAsync(keeper, $"quality-years/{id}/tasks", ("task", "核对缺件"), ("unit_name", "质量一局"), ("due_on", Day(3)));
        Assert.Contains("质量提升年", (await keeper.GetAsync($"{Home}/quality-years?rule=quality-years.tasks")).In("table"), StringComparison.Ordinal);
        Assert.Contains("还没有计算得分", (await DoAsync(chief, "quality-years", id, "close", ("closed_on", Day(0)), ("words", "总结"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(keeper, "quality-years", id, "score"));
        await OkAsync(DoAsync(keeper, "quality-years", id, "score"));
        Assert.Equal("质量一局 1 100.0 100.0 100.0 100.0,质量二局 2 50.0 50.0 50.0 50.0", await Host.AskAsync<string>($"select string_agg(concat_ws(' ', unit_name, files, complete, digital, passed, score), ',' order by score desc) from cadres.quality_score where quality_year_id = '{id}' and unit_name like '质量%' and removed_at is null"));
        Assert.True(await Host.AskAsync<bool>($"select (select place from cadres.quality_score where quality_year_id = '{id}' and unit_name = '质量一局' and removed_at is null) < (select place from cadres.quality_score where quality_year_id = '{id}' and unit_name = '质量二局' and removed_at is null)"));
        await OkAsync(DoAsync(chief, "quality-years", id, "close", ("closed_on", Day(0)), ("words", "明年继续")));
        Assert.Contains("质量一局 100.0 分", await Host.AskAsync<string>($"select summary from cadres.quality_year where id = '{id}'"), StringComparison.Ordinal);
        Assert.Equal(422, (await keeper.SubmitAsync($"{Home}/quality-years/{id}/tasks/new", ("task", "再来"), ("unit_name", "局"), ("due_on", Day(-3)))).Status);
    }
}
