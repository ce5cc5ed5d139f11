using AngleSharp.Dom;
using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Members;

/// <summary>Sheets as departments have them, brought into the members' list and the list of units: headings in their own words, branches by their short names, faults put right on the screen, and all of it taken back.</summary>
public sealed class SheetTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Town = $"/{TestHost.Township}/grassroots";
    TestHost Host => affairs.Host;

    static async Task<byte[]> BookAsync(string title, string[] headings, IEnumerable<string[]> rows)
    {
        using var file = new MemoryStream();
        await using (var sheet = new SheetWriter(file, title, "乡镇党建办"))
        {
            sheet.Begin([.. headings.Select(heading => new SheetColumn(heading, 12))], title, "截至今年六月");
            foreach (var row in rows) sheet.Row([.. row.Select(cell => (SheetCell)cell)]);
            await sheet.FinishAsync();
        }
        return file.ToArray();
    }

    /// <summary>Brings it, takes the columns as they were guessed, and waits until the rows were checked.</summary>
    async Task<string> BringAsync(Browser officer, string register, byte[] book, params string[] columns)
    {
        var brought = await officer.UploadAsync($"{Town}/{register}/imports", "sheet", "名单.xlsx", book);
        Assert.True(brought.Status == 302, brought.In("main"));
        var import = brought.Location!;
        var page = await officer.GetAsync(import);
        var chosen = page.Document.QuerySelectorAll("select[name=chosen]").Select(select => select.QuerySelector("option[selected]")?.GetAttribute("value") ?? "").ToArray();
        Assert.Equal(columns, chosen);
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=columns", [("sheet", "0"), ("headingRow", page.Document.QuerySelector("input[name=headingRow]")!.GetAttribute("value")!), .. chosen.Select(column => ("chosen", column))])).Status);
        await StateAsync(import, 2);
        return import;
    }

    async Task StateAsync(string import, int state) => await TestHost.UntilAsync(async () => await Host.AskAsync<short>($"select state from org.import where id = '{import.Split('/')[^1]}'") == state, $"the import to be in state {state}: {Host.Log}");

    static int CountOf(Answer page, string show) => page.Document.QuerySelector($".counts a[href$='show={show}'] b") is { } count ? int.Parse(count.TextContent.Replace(",", "", StringComparison.Ordinal)) : 0;

    [Fact]
    public async Task Forty_members_come_in_by_the_short_names_of_their_branches_one_is_known_three_faults_are_put_right_and_all_go_out_again()
    {
        var (field, river) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        await Host.DoAsync($"update grassroots.organisation set short_name = '田坝支部' where id = '{field.Id}'; update grassroots.organisation set short_name = '河沿支部' where id = '{river.Id}'");
        using var officer = await Host.SignInAsync(TestHost.Township, "grassroots.members.read", "grassroots.members.edit", "grassroots.organisations.read");
        var known = FilledForms.NumberOf(301, "19750506");
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/members/new", ("name", "在册人"), ("sex", "1"), ("birth_on", "1975.05.06"), ("organisation_id", field.Id.ToString()), ("kind", "1"), ("joined_on", "1998.07.01"), ("became_full_on", "1999.07.01"), ("identity_mask", known), ("workplace", "原单位"))).Status);
        var before = await Host.AskAsync<long>("select count(*) from grassroots.member where removed_at is null");

        string Name(int n) => $"花名{"甲乙丙丁戊己庚辛壬癸"[n / 10]}{"甲乙丙丁戊己庚辛壬癸"[n % 10]}";
        var rows = Enumerable.Range(0, 40).Select(n => n == 7 ? ["在册人", known, "男", "汉", "大专", "田坝支部", "正式党员", "1998年7月1日", "1999年7月1日", "新单位", "13900000007"] : (string[])
        [
            Name(n), FilledForms.NumberOf(310 + 2 * n + (n % 3 == 0 ? 0 : 1), $"19{60 + n % 20}0{1 + n % 9}1{n % 9}"), n % 3 == 0 ? "女" : "男", n % 4 == 0 ? "汉族" : "汉", n % 2 == 0 ? "大学本科" : "大专", n % 2 == 0 ? "田坝支部" : "河沿支部", n == 39 ? "预备党员" : "正式党员",
            n == 39 ? "2026.03.01" : $"{1999 + n % 20}年{1 + n % 12}月1日", n == 39 ? "" : $"{2000 + n % 20}-{1 + n % 12}-1", "村民小组", $"1390000{1000 + n}",
        ]).ToList();
        // What is wrong in it: a branch that is not there, a day that never was, a kind in words of their own.
        (rows[3][5], rows[11][7], rows[20][6]) = ("河沿村支部", "2005年2月30日", "正式");
        var book = await BookAsync("枫岭镇党员花名册", ["姓名", "身份证号", "性别", "民族", "文化程度", "所在党支部", "党员类别", "入党时间", "转正时间", "工作单位", "手机号"], rows);

        var import = await BringAsync(officer, "members", book, "name", "identity_mask", "sex", "nation", "education", "organisation_id", "kind", "joined_on", "became_full_on", "workplace", "phone");

        var page = await officer.GetAsync(import);
        var (wrong, fresh, changed) = (CountOf(page, "wrong"), CountOf(page, "new"), CountOf(page, "changed"));
        var faults = string.Join("；", page.Document.QuerySelectorAll(".cell-why").Select(why => why.TextContent.Trim()).Distinct());
        Assert.True((wrong, fresh, changed) == (3, 36, 1), $"{wrong} {fresh} {changed}: {faults}");
        Assert.Contains("没有名称或代码为“河沿村支部”的党组织", faults, StringComparison.Ordinal);
        Assert.Contains("原单位", (await officer.GetAsync(import + "?show=changed")).In("tbody"), StringComparison.Ordinal);
        string RowOf(string column, string text) => page.Document.QuerySelectorAll("tr[data-n]").First(row => row.QuerySelector($"td[data-c={column}] .in")?.GetAttribute("value") == text).GetAttribute("data-n")!;
        foreach (var (bad, column, good) in ((string, string, string)[])[("河沿村支部", "organisation_id", "河沿支部"), ("2005年2月30日", "joined_on", "2005年2月28日"), ("正式", "kind", "正式党员")])
            await officer.PostAsync(import + "?handler=fix", ("number", RowOf(column, bad)), ("column", column), ("text", good));
        page = await officer.GetAsync(import);
        Assert.Equal((0, 39, 1), (CountOf(page, "wrong"), CountOf(page, "new"), CountOf(page, "changed")));

        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        await StateAsync(import, 4);
        Assert.Equal(before + 39, await Host.AskAsync<long>("select count(*) from grassroots.member where removed_at is null"));
        Assert.Equal("新单位", await Host.AskAsync<string>("select workplace from grassroots.member where name = '在册人' and removed_at is null"));
        // Each lies with the branch whose short name stood there; words and days became what they mean; the number stays closed.
        Assert.Equal($"{river.Path} 1 2005-02-28 1", await Host.AskAsync<string>($"select locality_path || ' ' || kind || ' ' || joined_on || ' ' || sex from grassroots.member where name = '{Name(11)}'"));
        Assert.Equal($"{river.Path} {field.Path}", await Host.AskAsync<string>($"select string_agg(locality_path, ' ' order by name = '{Name(20)}') from grassroots.member where name in ('{Name(3)}', '{Name(20)}')"));
        Assert.Equal("2 01 21", await Host.AskAsync<string>($"select sex || ' ' || nation || ' ' || education from grassroots.member where name = '{Name(0)}'"));
        Assert.Equal("2", await Host.AskAsync<string>($"select kind from grassroots.member where name = '{Name(39)}' and became_full_on is null"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from grassroots.member where phone like '1390000%' or identity_mask like '%19750506%'"));

        Assert.Equal(302, (await officer.PostAsync(import + "?handler=undo")).Status);
        await StateAsync(import, 6);
        Assert.Equal((before, "原单位"), (await Host.AskAsync<long>("select count(*) from grassroots.member where removed_at is null"), await Host.AskAsync<string>("select workplace from grassroots.member where name = '在册人' and removed_at is null")));
    }

    [Fact]
    [Trait("Row", "G8.1")]
    public async Task Units_come_in_from_the_lists_of_market_supervision_and_civil_affairs_are_rated_and_looked_at_every_year()
    {
        using var officer = await Host.SignInAsync(TestHost.Township, "grassroots.coverage.read", "grassroots.coverage.edit", "grassroots.organisations.read");
        var branch = await affairs.BranchAsync();
        await Host.DoAsync($"update grassroots.organisation set short_name = '丝路联合支部' where id = '{branch.Id}'");
        var market = await BookAsync("市场主体名录", ["企业名称", "社会信用代码", "类别", "所属行业", "法定代表人", "注册日期", "职工人数", "党员数", "正式党员数", "党组织", "是否建团", "是否建工会", "住所"],
        [
            ["枫岭丝路物流有限公司", "91990121MA0000015B", "非公有制企业", "快递物流", "时亮", "2019-03-04", "46", "5", "4", "丝路联合支部", "是", "是", "枫岭镇正街1号"],
            ["枫岭云果商贸有限公司", "91990121MA00000236", "非公有制企业", "商贸零售", "单雄", "2021-06-01", "12", "1", "1", "", "否", "否", "枫岭镇正街2号"],
            ["枫岭茶业有限公司", "91990121MA00000311", "非公企业", "农业", "季安", "2018-01-09", "三十", "0", "0", "", "无", "有", "枫岭镇正街3号"],
        ]);
        string[] columns = ["name", "credit_code", "kind", "industry", "owner_name", "opened_on", "staff", "members", "full_members", "organisation_id", "has_league", "has_union", "address"];

        var import = await BringAsync(officer, "establishments", market, columns);
        var page = await officer.GetAsync(import);
        Assert.Equal((1, 2), (CountOf(page, "wrong"), CountOf(page, "new")));
        var row = page.Document.QuerySelector("tbody tr[data-n]")!.GetAttribute("data-n")!;
        await officer.PostAsync(import + "?handler=fix", ("number", row), ("column", "kind"), ("text", "非公有制企业"));
        await officer.PostAsync(import + "?handler=fix", ("number", row), ("column", "staff"), ("text", "30"));
        Assert.Equal(302, (await officer.PostAsync(import + "?handler=write")).Status);
        await StateAsync(import, 4);

        Assert.Equal($"1 07 46 true true {branch.Id}", await Host.AskAsync<string>("select kind || ' ' || industry || ' ' || staff || ' ' || has_league || ' ' || has_union || ' ' || organisation_id from grassroots.establishment where credit_code = '91990121MA0000015B'"));
        Assert.Equal("30 false true", await Host.AskAsync<string>("select staff || ' ' || has_league || ' ' || has_union from grassroots.establishment where credit_code = '91990121MA00000311'"));
        // The list filters by industry and league, and names who was not looked at within the year.
        var listed = await officer.GetAsync($"{Town}/establishments?industry=07&has_league=1");
        Assert.Contains("枫岭丝路物流有限公司", listed.In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("枫岭云果商贸有限公司", listed.In("tbody"), StringComparison.Ordinal);
        var unseen = await officer.GetAsync($"{Town}/establishments?rule=establishments.checked");
        Assert.Contains("枫岭云果商贸有限公司", unseen.In("tbody"), StringComparison.Ordinal);

        // Civil affairs' list comes the same way; associations beside firms.
        var civil = await BringAsync(officer, "establishments", await BookAsync("社会组织名录", ["社会组织名称", "类别", "行业", "负责人", "从业人员数"], [["枫岭镇商会", "社会组织", "行业协会商会", "解放", "6"]]), "name", "kind", "industry", "owner_name", "staff");
        Assert.Equal(302, (await officer.PostAsync(civil + "?handler=write")).Status);
        await StateAsync(civil, 4);
        Assert.Equal("2 15 6", await Host.AskAsync<string>("select kind || ' ' || industry || ' ' || staff from grassroots.establishment where name = '枫岭镇商会' and removed_at is null"));
    }
}
